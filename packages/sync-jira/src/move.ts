import { type FieldRefusal, type RemoteStatus, type TargetStatus, TrackerError } from '@closeout/core';
import type { JiraClient } from './client.ts';
import { JiraFailure, recordOf, textOfProblems } from './failure.ts';
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
  /** Left where somebody moved it since it was seen. */
  readonly isOutdated: boolean;
  /** The issue afterwards; `null` when this way was taken for the first time: it has to be read. */
  readonly seen: SeenIssue | null;
  /**
   * Takes note of where the way led, as a read just after it showed, and answers the status that the issue got by it: a person
   * may have moved it on in between.
   */
  learn(after: SeenIssue): RemoteStatus;
}

/**
 * Brings an issue into the status that `target` asks for, by one transition that the workflow offers. What the workflow
 * does not offer is a refusal, never an error. Ways out of a status are remembered; when Jira says they are others by now,
 * they and the issue are read again, once. With `spares`, what somebody moved since it was seen is left there.
 */
export async function moveTo(
  project: JiraProject,
  seen: SeenIssue,
  { target, spares }: { readonly target: TargetStatus; readonly spares: boolean },
): Promise<Moved> {
  const key = placeKey(seen);
  const known = project.transitions.get(key);
  const ways = known ?? { transitions: await readTransitions(project.client, seen.issue.id), led: new Map() };
  project.transitions.set(key, ways);
  const choice = chooseTransition(ways.transitions, { from: seen.issue.status, target, mapping: project.options });
  switch (choice.kind) {
    case 'there':
      return stayed(seen, []);
    case 'refused':
      return known ? again(project, seen, { target, spares }) : stayed(seen, [choice.refusal]);
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
    if (known) return again(project, seen, { target, spares });
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
  const { to } = ways.transitions.find((each) => each.id === id) ?? { to: seen.issue.status };
  const given = recordOf(fields.resolution).name;
  return {
    refused: [],
    isOutdated: false,
    seen: after ?? null,
    learn: ({ statusId, issue: { status } }) => {
      const resolution = typeof given === 'string' ? given : status.resolution;
      if (status.name !== to.name || status.resolution !== resolution)
        return { ...to, resolution: typeof given === 'string' ? given : null };
      ways.led.set(way, { statusId, status });
      return status;
    },
  };
}

function stayed(seen: SeenIssue, refused: readonly FieldRefusal[]): Moved {
  return { refused, isOutdated: false, seen, learn: ({ issue }) => issue.status };
}

async function again(
  project: JiraProject,
  seen: SeenIssue,
  { target, spares }: { readonly target: TargetStatus; readonly spares: boolean },
): Promise<Moved> {
  project.transitions.delete(placeKey(seen));
  const fresh = (await project.fetch([seen.issue.id])).get(seen.issue.id) ?? seen;
  if (fresh.project !== seen.project)
    throw new TrackerError('moved', project.tracker, `${fresh.issue.url} belongs to the project ${fresh.project} now`);
  project.transitions.delete(placeKey(fresh));
  const isMoved = JSON.stringify(fresh.issue.status) !== JSON.stringify(seen.issue.status);
  if (spares && isMoved) return { ...stayed(fresh, []), isOutdated: true };
  return moveTo(project, fresh, { target, spares });
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
