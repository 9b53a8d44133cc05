import { type Drift, type ItemUid, plainText, type Refusal } from '@closeout/core';
import { type CheckedTarget, driftRemedy, refusalRemedy } from '@closeout/core/sync';

/** What a look at all links found, with the ids that people use. */
export interface ShownDrift {
  readonly trackers: readonly (CheckedTarget & { readonly requests: number })[];
  readonly drift: readonly NamedDrift[];
  readonly kept: readonly NamedDrift[];
  readonly refused: readonly NamedRefusal[];
}

type NamedDrift = Omit<Drift, 'item'> & { readonly item: string | null; readonly uid: ItemUid | null };
type NamedRefusal = Omit<Refusal, 'item'> & { readonly item: string | null; readonly uid: ItemUid | null };

export function driftJson({ trackers, drift, kept, refused }: ShownDrift) {
  const keys = (one: NamedDrift) => ({
    code: one.code,
    item: one.item,
    uid: one.uid,
    tracker: one.tracker,
    key: one.issue?.key ?? null,
    url: one.issue?.url ?? null,
    field: one.field,
    message: one.message,
    saved: one.saved,
  });
  return {
    version: 1,
    trackers,
    drift: drift.map((one) => ({ ...keys(one), remedy: driftRemedy(one, one.item) })),
    kept: kept.map(keys),
    refused: refused.map(refusalJson),
  };
}

function refusalJson({ item, uid, tracker, field, code, message }: NamedRefusal) {
  return { item, uid, tracker, field, code, message, remedy: refusalRemedy({ field, code }, item ?? 'ID') };
}

/** A text that was cut is said, and no more: it crossed. */
export function isAnythingWrong({ drift, refused }: Pick<ShownDrift, 'drift' | 'refused'>): boolean {
  return drift.length > 0 || refused.some(({ code }) => code !== 'too-long');
}

/** Refusals that drift does not say already, with its own remedy. */
function furtherRefusals({ drift, refused }: Pick<ShownDrift, 'drift' | 'refused'>): readonly NamedRefusal[] {
  const isSaid = ({ uid, tracker, field, message }: NamedRefusal) =>
    drift.some(
      (one) => one.uid === uid && one.tracker === tracker && one.field === (field === 'create' ? null : field) && one.message === message,
    );
  return refused.filter((refusal) => !isSaid(refusal));
}

/** Three lines for each: what, where, what to do. */
export function driftText({ trackers, drift, kept, refused }: ShownDrift): string {
  const lines = drift.map((one) =>
    [`${one.item ?? '-'}  ${one.code}`, `    ${plainText(one.message)}`, `    to do: ${plainText(driftRemedy(one, one.item))}`].join('\n'),
  );
  for (const one of furtherRefusals({ drift, refused })) {
    const { field, message, remedy } = refusalJson(one);
    lines.push([`${one.item ?? '-'}  refused ${field}`, `    ${plainText(message)}`, `    to do: ${plainText(remedy)}`].join('\n'));
  }
  for (const { item, issue } of kept) {
    lines.push(`${item ?? '-'}  what somebody wrote into our text of ${plainText(issue?.url ?? '')} is kept; see: closeout --json drift`);
  }
  for (const { name, links, requests, error } of trackers) {
    const judged = `${links} ${links === 1 ? 'link' : 'links'} judged (${requests} ${requests === 1 ? 'request' : 'requests'})`;
    lines.push(`${plainText(name)}: ${error === null ? judged : `could not be asked: ${plainText(error.message)}`}`);
  }
  if (drift.length + refused.length === 0) lines.push('Nothing is wrong.');
  return lines.join('\n');
}
