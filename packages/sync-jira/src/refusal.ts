import type { FieldRefusal, RefusalCode, SyncField } from '@closeout/core';
import { type Problems, textOfProblems } from './failure.ts';
import type { Wording } from './field.ts';

/** Jira's fields by ours. */
export const FIELD_IDS: Readonly<Record<Exclude<SyncField, 'status'>, string>> = {
  title: 'summary',
  details: 'description',
  labels: 'labels',
  assignee: 'assignee',
  dueOn: 'duedate',
  priority: 'priority',
};

/** What Jira said of single fields, as refusals of ours; `null` when something is wrong that is no field of ours. */
export function fieldRefusals(problems: Problems): readonly FieldRefusal[] | null {
  const entries = Object.entries(problems.fields);
  const refusals = entries.map(([id, message]) => refusalOf(id, message)).filter((refusal) => refusal !== null);
  return entries.length > 0 && refusals.length === entries.length && problems.messages.length === 0 ? refusals : null;
}

/** A create that Jira plainly refused. */
export function createRefusal(problems: Problems): FieldRefusal {
  const message = textOfProblems(problems) || 'Jira refused the issue without a reason';
  return { field: 'create', code: codeOf(message), message };
}

/** Everything that `patch` names, refused for one reason. */
export function patchRefusals(wording: Wording, problems: Problems): readonly FieldRefusal[] {
  const message = textOfProblems(problems) || 'Jira refused the edit without a reason';
  const named = [...Object.keys(wording.fields), ...(wording.labels.length > 0 ? ['labels'] : [])];
  return named.map((id) => refusalOf(id, message)).filter((refusal) => refusal !== null);
}

/** `wording` without the fields that were refused, which are remembered instead. */
export function withoutRefused(wording: Wording, refusals: readonly FieldRefusal[]): Wording {
  const gone = new Set(refusals.map(({ field }) => (field === 'create' || field === 'status' ? '' : FIELD_IDS[field])));
  return {
    ...wording,
    fields: Object.fromEntries(Object.entries(wording.fields).filter(([id]) => !gone.has(id))),
    labels: gone.has('labels') ? [] : wording.labels,
    refused: [...wording.refused, ...refusals],
  };
}

function refusalOf(id: string, message: string): FieldRefusal | null {
  const found = Object.entries(FIELD_IDS).find(([, each]) => each === id);
  if (!found) return null;
  return { field: found[0] as SyncField, code: id === 'assignee' ? 'assignee-unknown' : codeOf(message), message };
}

function codeOf(message: string): RefusalCode {
  if (/permission/i.test(message)) return 'no-permission';
  if (/is required|must specify/i.test(message)) return 'required-field';
  return /must be less than|too long|limit|exceed/i.test(message) ? 'too-long' : 'invalid';
}
