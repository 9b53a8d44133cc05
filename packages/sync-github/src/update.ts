import {
  asMirrorOf,
  changedSince,
  type FieldRefusal,
  type Issue,
  type IssueKey,
  type Marker,
  type Patch,
  TrackerError,
  type Updated,
  without,
} from '@closeout/core';
import * as z from 'zod';
import type { Client } from './client.ts';
import { type Answer, fieldRefusal, fieldsNamed, limitOf } from './failure.ts';
import { hasLabel, hasLogin, issueOf, type LabelWords, labelsOf, type RawIssue, rawIssue } from './issue.ts';
import type { Labels } from './labels.ts';
import { fieldsBehind, type IssueFields, issueFields, type LabelChanges, labelChanges, needsBody, writtenStatus } from './request.ts';

/** Where issues are, and how they are spoken of there. */
export interface Place {
  readonly client: Client;
  /** `/repos/owner/name`. */
  readonly repo: string;
  readonly words: LabelWords;
  readonly labels: Labels;
}

/**
 * Writes what `patch` names and nothing else: one PATCH for title, body and state, one call that adds labels, one for
 * each label removed and for each assignee that comes or goes. A body is read right before it is written.
 */
export async function updateIssue(
  place: Place,
  key: IssueKey,
  { patch: wanted, known, read = null, own = null }: IssueUpdate,
): Promise<Updated> {
  const calls = callsOn(place, key);
  const before = needsBody(wanted) ? (read ?? (await calls.read())) : null;
  const ours = (issue: Issue) => (own === null ? issue : asMirrorOf(issue, own.item));
  const early = before === null ? [] : changedSince(known && ours(known), ours(issueOf(before, place.words)), wanted);
  const patch = without(wanted, early);
  const isWord = known !== null && isOpenThere(known) && patch.status !== undefined && writtenStatus(patch.status).state === 'open';
  const { fields, refused: unfit } = issueFields(
    isWord ? without(patch, ['status']) : patch,
    before === null ? null : (before.body ?? ''),
    own,
  );
  const patched = await writeFields(calls, patch, fields);
  const issue = patched.issue ?? before ?? read ?? (await calls.read());
  const late = changedSince(
    known,
    issueOf(issue, place.words),
    without(patch, ['title', 'details', 'dueOn', ...(isWord ? [] : (['status'] as const))]),
  );
  const rest = without(patch, late);
  const labels = labelChanges(rest, labelsOf(issue), place.words);
  await place.labels.make(labels.adds.map(({ name }) => name));
  const labelled = await writeLabels(calls, issue, labels);
  const assigned = await writeAssignee(calls, labelled.issue, rest.assignee);
  return {
    issue: issueOf(assigned.issue, place.words),
    refused: [...unfit, ...patched.refused, ...labels.refused, ...labelled.refused, ...assigned.refused],
    outdated: [...early, ...late],
  };
}

/** Between open, in progress and blocked only a label changes: an issue that somebody closed meanwhile is not opened again for it. */
function isOpenThere({ status }: Issue): boolean {
  return status.category !== 'done';
}

/** What to write, and what is known of the issue, so that nothing newer is overwritten. */
export interface IssueUpdate {
  readonly patch: Patch;
  readonly known: Issue | null;
  /** Ours, where the text may hold blocks of others. */
  readonly own?: Marker | null;
  /** The issue as it was read right before this: it need not be read again. */
  readonly read?: RawIssue | null;
}

/** An issue after a step, with what that step was refused. */
interface Step<I = RawIssue> {
  readonly issue: I;
  readonly refused: readonly FieldRefusal[];
}

/** GitHub refuses a PATCH as a whole: what it names is left out, and the rest is sent again. */
async function writeFields(calls: IssueCalls, patch: Patch, fields: IssueFields): Promise<Step<RawIssue | null>> {
  const refused: FieldRefusal[] = [];
  let issue: RawIssue | null = null;
  for (let rest = fields; Object.keys(rest).length > 0; ) {
    const answer = await calls.write('PATCH', '', rest);
    const isTaken = answer.status === 200;
    if (isTaken) issue = calls.issueIn(answer);
    if (rest.state_reason === 'duplicate' && answer.status !== 403 && !(isTaken && issue?.state_reason === 'duplicate')) {
      // A server that knows no `duplicate` refuses it, or takes it for `completed`.
      rest = { ...(isTaken ? { state: 'closed' } : rest), state_reason: 'not_planned' };
      continue;
    }
    if (isTaken) break;
    const sent = Object.keys(rest);
    const named = fieldsNamed(answer.data).filter((field) => sent.includes(field));
    const dropped = named.length > 0 && answer.status === 422 ? named : sent;
    refused.push(...fieldsBehind(dropped, patch).map((field) => fieldRefusal(field, answer)));
    rest = Object.fromEntries(Object.entries(rest).filter(([field]) => !dropped.includes(field)));
  }
  return { issue, refused };
}

async function writeLabels(calls: IssueCalls, issue: RawIssue, { adds, removes }: LabelChanges): Promise<Step> {
  const refused: FieldRefusal[] = [];
  let labels = labelsOf(issue);
  if (adds.length > 0) {
    const answer = await calls.write('POST', '/labels', { labels: adds.map(({ name }) => name) });
    labels = labelNames(answer) ?? labels;
    for (const field of new Set(adds.filter(({ name }) => !hasLabel(labels, name)).map((add) => add.field))) {
      const isTaken = answer.status < 300;
      refused.push(isTaken ? { field, code: 'no-permission', message: 'GitHub dropped the label' } : fieldRefusal(field, answer));
    }
  }
  for (const { name, field } of removes) {
    const answer = await calls.write('DELETE', `/labels/${encodeURIComponent(name)}`);
    if (answer.status < 300 || answer.status === 404) labels = labelNames(answer) ?? labels.filter((label) => !hasLabel([label], name));
    else refused.push(fieldRefusal(field, answer));
  }
  return { issue: { ...issue, labels: [...labels] }, refused };
}

async function writeAssignee(calls: IssueCalls, issue: RawIssue, change: Patch['assignee']): Promise<Step> {
  const refused: FieldRefusal[] = [];
  let { assignees } = issue;
  const { from = null, to = null } = change ?? {};
  if (from !== null && from !== to && hasLogin(assignees, from)) {
    const answer = await calls.write('DELETE', '/assignees', { assignees: [from] });
    if (answer.status === 200) assignees = calls.issueIn(answer).assignees;
    else refused.push(fieldRefusal('assignee', answer));
  }
  if (to !== null && !hasLogin(assignees, to)) {
    const answer = await calls.write('POST', '/assignees', { assignees: [to] });
    if (answer.status === 201 || answer.status === 200) assignees = calls.issueIn(answer).assignees;
    if (answer.status === 403) refused.push(fieldRefusal('assignee', answer));
    else if (!hasLogin(assignees, to))
      refused.push({ field: 'assignee', code: 'assignee-unknown', message: `GitHub cannot assign issues to ${to}` });
  }
  return { issue: { ...issue, assignees }, refused };
}

interface IssueCalls {
  read(): Promise<RawIssue>;
  /** Success and plain refusals (403, 404, 422) are answers; everything else is thrown. */
  write(method: 'PATCH' | 'POST' | 'DELETE', below: string, body?: Readonly<Record<string, unknown>>): Promise<Answer>;
  issueIn(answer: Answer): RawIssue;
}

function callsOn({ client, repo }: Place, key: IssueKey): IssueCalls {
  const path = `${repo}/issues/${encodeURIComponent(key.key)}`;
  const doing = `updating issue ${key.key}`;
  const issueIn = (answer: Answer): RawIssue => {
    const raw = rawIssue.safeParse(answer.data);
    if (!raw.success) throw client.failure(doing, answer);
    if (String(raw.data.id) === key.id) return raw.data;
    throw new TrackerError('moved', client.tracker, `${client.tracker}: ${doing} failed: another issue has that number now`);
  };
  return {
    issueIn,
    read: async () => issueIn(await client.ask(doing, `GET ${path}`)),
    write: async (method, below, body = {}) => {
      const ok = below === '' ? [200, 403, 422] : [200, 201, 204, 403, 404, 422];
      const answer = await client.ask(doing, `${method} ${path}${below}`, { body, ok });
      if (limitOf(answer, client.nowMs()) !== null) throw client.failure(doing, answer);
      return answer;
    },
  };
}

function labelNames(answer: Answer): readonly string[] | null {
  const labels = z.array(z.object({ name: z.string() })).safeParse(answer.data);
  return labels.success ? labels.data.map(({ name }) => name) : null;
}
