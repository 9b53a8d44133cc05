import {
  type BlockContent,
  blockDetails,
  cut,
  type Draft,
  dueOnOf,
  dueTextOf,
  type FieldRefusal,
  isSameMarker,
  type Marker,
  type ParsedBody,
  type Patch,
  PRIORITIES,
  parseBlock,
  type RefusalCode,
  renderBlock,
  rewriteBlock,
  type SyncField,
  type TargetStatus,
} from '@closeout/core';
import { hasLabel, isReserved, type LabelWords } from './issue.ts';

/** GitHub refuses more (422). Counted in UTF-16 units, which is never less than GitHub counts. */
export const TITLE_LIMIT = 256;
export const BODY_LIMIT = 65_536;
const LABEL_LIMIT = 50;

/** How a status is written: the issue's state, and at most one label. */
export interface WrittenStatus {
  readonly state: 'open' | 'closed';
  readonly state_reason: 'completed' | 'not_planned' | 'duplicate' | 'reopened';
  readonly word: 'in-progress' | 'blocked' | null;
}

/**
 * | ours                           | state  | reason      | label         |
 * | ------------------------------ | ------ | ----------- | ------------- |
 * | open                           | open   | reopened    |               |
 * | in-progress, blocked           | open   | reopened    | the same word |
 * | done                           | closed | completed   |               |
 * | cancelled: duplicate           | closed | duplicate   |               |
 * | cancelled: any other           | closed | not_planned |               |
 */
export function writtenStatus({ status, resolution }: TargetStatus): WrittenStatus {
  switch (status) {
    case 'open':
      return { state: 'open', state_reason: 'reopened', word: null };
    case 'in-progress':
    case 'blocked':
      return { state: 'open', state_reason: 'reopened', word: status };
    case 'done':
      return { state: 'closed', state_reason: 'completed', word: null };
    case 'cancelled':
      return { state: 'closed', state_reason: resolution === 'duplicate' ? 'duplicate' : 'not_planned', word: null };
  }
}

/** A label, and the field that it writes. */
export interface LabelWrite {
  readonly name: string;
  readonly field: Extract<SyncField, 'labels' | 'status' | 'priority'>;
}

export interface CreateRequest {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly LabelWrite[];
  /** What of the draft does not fit. */
  readonly refused: readonly FieldRefusal[];
}

export function createRequest(draft: Draft, words: LabelWords): CreateRequest {
  const labels = labelsToAdd(draft.labels, words);
  const body = renderBlock(draft, BODY_LIMIT);
  return {
    title: cut(draft.title, TITLE_LIMIT),
    body,
    labels: [...labels.writes, ...wordsToAdd(draft, words)],
    refused: [...labels.refused, ...cutTitle(draft.title), ...cutDetails(draft, body)],
  };
}

/** What one PATCH can change. */
export type IssueFields = Partial<Record<'title' | 'body' | 'state' | 'state_reason', string>>;

/**
 * The fields of a PATCH; `body` is the issue's as just read, needed only when {@link needsBody}. With `own`, no block but the one of
 * that marker is rewritten.
 */
export function issueFields(
  patch: Patch,
  body: string | null,
  own: Marker | null = null,
): { readonly fields: IssueFields; readonly refused: readonly FieldRefusal[] } {
  const fields: IssueFields = {};
  const refused: FieldRefusal[] = [];
  if (patch.title !== undefined) {
    fields.title = cut(patch.title, TITLE_LIMIT);
    refused.push(...cutTitle(patch.title));
  }
  if (needsBody(patch)) {
    const rewritten = patchedBody(body ?? '', patch, own);
    refused.push(...rewritten.refused);
    if (rewritten.body !== null && rewritten.body !== body) fields.body = rewritten.body;
  }
  if (patch.status !== undefined) {
    const { state, state_reason } = writtenStatus(patch.status);
    Object.assign(fields, { state, state_reason });
  }
  return { fields, refused };
}

/** True when the patch changes our block, which is then rewritten in the body as it is at that moment. */
export function needsBody(patch: Patch): boolean {
  return patch.details !== undefined || patch.dueOn !== undefined || patch.marker !== undefined;
}

/** Which of a patch's fields were in those fields of a PATCH: what is refused when GitHub refuses these. */
export function fieldsBehind(sent: readonly string[], patch: Patch): readonly SyncField[] {
  const behind: SyncField[] = [];
  if (sent.includes('title')) behind.push('title');
  if (sent.includes('state') || sent.includes('state_reason')) behind.push('status');
  if (sent.includes('body')) {
    if (patch.details !== undefined || patch.dueOn === undefined) behind.push('details');
    if (patch.dueOn !== undefined) behind.push('dueOn');
  }
  return behind;
}

export interface LabelChanges {
  readonly adds: readonly LabelWrite[];
  readonly removes: readonly LabelWrite[];
  readonly refused: readonly FieldRefusal[];
}

/** What of `patch` is written as labels, given those the issue has: only what is missing is added, only what is there removed. */
export function labelChanges(patch: Patch, present: readonly string[], words: LabelWords): LabelChanges {
  const { writes, refused } = labelsToAdd(patch.labels?.add ?? [], words);
  const adds = [...writes, ...wordsToAdd(patch, words)];
  const stale: LabelWrite[] = (patch.labels?.remove ?? [])
    .filter((name) => !isReserved(name, words))
    .map((name) => ({ name, field: 'labels' }));
  if (patch.status !== undefined)
    stale.push(...(['in-progress', 'blocked'] as const).map((word) => ({ name: words.of(word), field: 'status' }) as const));
  if (patch.priority !== undefined) stale.push(...PRIORITIES.map((word) => ({ name: words.of(word), field: 'priority' }) as const));
  return {
    adds: adds.filter(({ name }) => !hasLabel(present, name)),
    removes: stale.filter(({ name }) => hasLabel(present, name) && adds.every((add) => !hasLabel([add.name], name))),
    refused,
  };
}

function wordsToAdd({ status, priority }: Pick<Patch, 'status' | 'priority'>, words: LabelWords): readonly LabelWrite[] {
  const word = status === undefined ? null : writtenStatus(status).word;
  return [
    ...(word === null ? [] : [{ name: words.of(word), field: 'status' } as const]),
    ...(priority === undefined || priority === null ? [] : [{ name: words.of(priority), field: 'priority' } as const]),
  ];
}

/** Labels, without those that would be refused or read as another field. */
function labelsToAdd(
  labels: readonly string[],
  words: LabelWords,
): { readonly writes: readonly LabelWrite[]; readonly refused: readonly FieldRefusal[] } {
  const writes: LabelWrite[] = [];
  const refused: FieldRefusal[] = [];
  for (const name of labels) {
    if (name.length > LABEL_LIMIT)
      refused.push(refusalOf('labels', 'too-long', `GitHub takes labels of at most ${LABEL_LIMIT} letters: ${name}`));
    else if (isReserved(name, words))
      refused.push(refusalOf('labels', 'invalid', `the label ${name} shows a status or a priority: name yours otherwise`));
    else writes.push({ name, field: 'labels' });
  }
  return { writes, refused };
}

function patchedBody(
  body: string,
  patch: Patch,
  own: Marker | null,
): { readonly body: string | null; readonly refused: readonly FieldRefusal[] } {
  const parsed = parseBlock(body, patch.marker ?? own);
  const found = parsed?.marker ?? null;
  const marker = patch.marker ?? (found !== null && own !== null && !isSameMarker(found, own) ? null : found);
  const refuse = (code: RefusalCode, message: string) => ({
    body: null,
    refused: fieldsBehind(['body'], patch).map((field) => refusalOf(field, code, message)),
  });
  if (marker === null) return refuse('invalid', 'the issue no longer carries our mark, so nothing in it is ours to change');
  const content: BlockContent = { marker, ...dueContent(patch, parsed), details: patch.details ?? parsed?.details ?? '' };
  const rewritten = rewriteBlock(body, content, BODY_LIMIT);
  if (rewritten.length > BODY_LIMIT) return refuse('too-long', `the text around ours leaves no room within ${BODY_LIMIT} letters`);
  return { body: rewritten, refused: patch.details === undefined ? [] : cutDetails(content, rewritten) };
}

/** Words on the due line go with a new text, as all that people wrote into the block; without a date they stay even then. */
function dueContent({ dueOn, details }: Patch, parsed: ParsedBody | null): Pick<BlockContent, 'dueOn' | 'dueLine'> {
  const had = dueOnOf(parsed?.dueLine ?? null);
  const words = dueTextOf(parsed?.dueLine ?? null);
  const now = dueOn === undefined ? had : dueOn;
  if (words === '' || parsed?.dueLine == null) return { dueOn: now };
  if (dueOn === undefined) return details === undefined || had === null ? { dueOn: now, dueLine: parsed.dueLine } : { dueOn: now };
  const isKept = details === undefined && (now !== null || dueOnOf(words) === null);
  return isKept ? { dueOn: now, dueLine: `${now ?? 'none'} ${words}` } : { dueOn: now };
}

function cutTitle(title: string): readonly FieldRefusal[] {
  return title.length <= TITLE_LIMIT
    ? []
    : [refusalOf('title', 'too-long', `GitHub takes titles of at most ${TITLE_LIMIT} letters: it was cut`)];
}

function cutDetails(content: BlockContent, body: string): readonly FieldRefusal[] {
  if (parseBlock(body, content.marker)?.details === blockDetails(content.details)) return [];
  return [refusalOf('details', 'too-long', `GitHub takes texts of at most ${BODY_LIMIT} letters: it was cut`)];
}

function refusalOf(field: SyncField, code: RefusalCode, message: string): FieldRefusal {
  return { field, code, message };
}
