import type { FieldRefusal, TargetStatus } from '@closeout/core';
import { JiraFailure, textOfProblems } from './failure.ts';
import type { SeenIssue } from './issue.ts';
import type { JiraProject } from './project.ts';
import { chooseTransition, type Transition, transitionsOf } from './transition.ts';

/**
 * Brings an issue into the status that `target` asks for, by one transition that the workflow offers. What the workflow
 * does not offer is a refusal, never an error. Ways out of a status are remembered; when Jira says they are others by now,
 * they and the issue are read again, once.
 */
export async function moveTo(project: JiraProject, seen: SeenIssue, target: TargetStatus): Promise<readonly FieldRefusal[]> {
  const key = [seen.project, seen.typeId, seen.statusId].join('/');
  const known = project.transitions.get(key);
  const transitions = known ?? (await readTransitions(project, seen.issue.id));
  project.transitions.set(key, transitions);
  const choice = chooseTransition(transitions, { from: seen.issue.status, target, mapping: project.options });
  switch (choice.kind) {
    case 'there':
      return [];
    case 'refused':
      return known ? again(project, { seen, target, key }) : [choice.refusal];
    case 'go':
      break;
  }
  try {
    const { id, fields } = choice;
    await project.client.call((calls, transport) =>
      calls.doTransition(transport, {
        issueIdOrKey: seen.issue.id,
        transition: { id },
        ...(Object.keys(fields).length > 0 ? { fields: { ...fields } } : {}),
      }),
    );
    return [];
  } catch (cause) {
    const failed = cause instanceof JiraFailure ? cause.failed : null;
    if (failed?.kind !== 'status' || (failed.status !== 400 && failed.status !== 403)) throw cause;
    if (known) return again(project, { seen, target, key });
    const code =
      failed.status === 403 ? 'no-permission' : Object.keys(failed.problems.fields).length > 0 ? 'required-field' : 'no-transition';
    return [{ field: 'status', code, message: textOfProblems(failed.problems) || 'Jira refused the transition without a reason' }];
  }
}

async function again(
  project: JiraProject,
  { seen, target, key }: { readonly seen: SeenIssue; readonly target: TargetStatus; readonly key: string },
): Promise<readonly FieldRefusal[]> {
  project.transitions.delete(key);
  const fresh = (await project.fetch([seen.issue.id])).get(seen.issue.id) ?? seen;
  project.transitions.delete([fresh.project, fresh.typeId, fresh.statusId].join('/'));
  return moveTo(project, fresh, target);
}

async function readTransitions(project: JiraProject, id: string): Promise<readonly Transition[]> {
  const { value } = await project.client.call((calls, transport) =>
    calls.getTransitions(transport, { issueIdOrKey: id, expand: 'transitions.fields' }),
  );
  return transitionsOf(value);
}
