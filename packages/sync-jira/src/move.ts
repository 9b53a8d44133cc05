import { type FieldRefusal, type RemoteStatus, type TargetStatus, TrackerError } from '@closeout/core';
import type { JiraClient } from './client.ts';
import { JiraFailure, textOfProblems } from './failure.ts';
import type { SeenIssue } from './issue.ts';
import type { JiraProject } from './project.ts';
import { chooseTransition, type Transition, transitionsOf } from './transition.ts';

/** What is known of one status of one workflow: its ways out, and where they were seen to lead. */
export interface Ways {
  readonly transitions: readonly Transition[];
  /** By transition and what it was given. What workflows do on the way, a resolution for one, shows only afterwards. */
  readonly led: Map<string, Pick<SeenIssue, 'statusId'> & { readonly status: RemoteStatus }>;
}

/** What became of a move. */
export interface Moved {
  readonly refused: readonly FieldRefusal[];
  /** The issue afterwards; `null` when this way was taken for the first time: it has to be read. */
  readonly seen: SeenIssue | null;
  /** Takes note of where the way led. */
  learn(after: SeenIssue): void;
}

/**
 * Brings an issue into the status that `target` asks for, by one transition that the workflow offers. What the workflow
 * does not offer is a refusal, never an error. Ways out of a status are remembered; when Jira says they are others by now,
 * they and the issue are read again, once.
 */
export async function moveTo(project: JiraProject, seen: SeenIssue, target: TargetStatus): Promise<Moved> {
  const key = placeKey(seen);
  const known = project.transitions.get(key);
  const ways = known ?? { transitions: await readTransitions(project.client, seen.issue.id), led: new Map() };
  project.transitions.set(key, ways);
  const choice = chooseTransition(ways.transitions, { from: seen.issue.status, target, mapping: project.options });
  switch (choice.kind) {
    case 'there':
      return stayed(seen, []);
    case 'refused':
      return known ? again(project, seen, target) : stayed(seen, [choice.refusal]);
    case 'go':
      break;
  }
  const { id, fields } = choice;
  try {
    await project.client.call((calls, transport) =>
      calls.doTransition(transport, {
        issueIdOrKey: seen.issue.id,
        transition: { id },
        ...(Object.keys(fields).length > 0 ? { fields: { ...fields } } : {}),
      }),
    );
  } catch (cause) {
    const failed = cause instanceof JiraFailure ? cause.failed : null;
    if (failed?.kind !== 'status' || (failed.status !== 400 && failed.status !== 403)) throw cause;
    if (known) return again(project, seen, target);
    const code =
      failed.status === 403 ? 'no-permission' : Object.keys(failed.problems.fields).length > 0 ? 'required-field' : 'no-transition';
    return stayed(seen, [
      { field: 'status', code, message: textOfProblems(failed.problems) || 'Jira refused the transition without a reason' },
    ]);
  }
  const way = JSON.stringify([id, fields]);
  const led = ways.led.get(way);
  const after = led && { ...seen, statusId: led.statusId, issue: { ...seen.issue, status: led.status } };
  if (after) project.knowledge.remember(after);
  return {
    refused: [],
    seen: after ?? null,
    learn: ({ statusId, issue }) => void ways.led.set(way, { statusId, status: issue.status }),
  };
}

function stayed(seen: SeenIssue, refused: readonly FieldRefusal[]): Moved {
  return { refused, seen, learn: () => {} };
}

async function again(project: JiraProject, seen: SeenIssue, target: TargetStatus): Promise<Moved> {
  project.transitions.delete(placeKey(seen));
  const fresh = (await project.fetch([seen.issue.id])).get(seen.issue.id) ?? seen;
  if (fresh.project !== seen.project)
    throw new TrackerError('moved', project.tracker, `${fresh.issue.url} belongs to the project ${fresh.project} now`);
  project.transitions.delete(placeKey(fresh));
  return moveTo(project, fresh, target);
}

function placeKey({ project, typeId, statusId }: SeenIssue): string {
  return [project, typeId, statusId].join('/');
}

/** The ways out of the status that an issue is in, with what they ask for. */
export async function readTransitions(client: JiraClient, id: string): Promise<readonly Transition[]> {
  const { value } = await client.call((calls, transport) =>
    calls.getTransitions(transport, { issueIdOrKey: id, expand: 'transitions.fields' }),
  );
  return transitionsOf(value);
}
