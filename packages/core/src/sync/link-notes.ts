import type { Json } from '../model/brand.ts';
import { type Conflict, type Drift, type Link, SYNC_FIELDS, type SyncField } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import type { LinkVerdict } from './link-verdict.ts';
import { mirrorChange } from './mirror-entity.ts';
import { heardOf } from './unheard.ts';

/** What a verdict leaves to record, whatever becomes of the plan. */
export interface LinkNotes {
  readonly notes: readonly Change[];
  /** Conflicts that begin, and open ones that end. */
  readonly begun: readonly Conflict[];
  readonly ended: readonly Conflict[];
}

/** What is on record about one link. */
export interface LinkRecord {
  readonly link: Link;
  /** The item's seq that the verdict was made on. */
  readonly seq: number;
  readonly drifts: readonly Drift[];
  readonly conflicts: readonly Conflict[];
}

/** Pasts advance for what met; a link at rest says so; conflicts and drift are each one record, written once. */
export function notesOn({ link, seq, drifts, conflicts }: LinkRecord, verdict: LinkVerdict): LinkNotes {
  const fought = conflictNotes({ link, conflicts }, verdict);
  const atRest =
    verdict.pulls.length + verdict.pushes.length + verdict.conflicts.length + verdict.drifts.length === 0 &&
    !drifts.some(({ code }) => code === 'twin');
  const pasts = { ...link.pasts, ...verdict.met };
  const met = Object.keys(verdict.met) as SyncField[];
  const heard = heardOf(link, atRest ? SYNC_FIELDS.filter((field) => isTouched(link, field)) : met);
  const { formerLabels, ...rest } = heard;
  const isLeft = formerLabels !== undefined && !atRest;
  const next: Link = { ...rest, ...(isLeft ? { formerLabels } : {}), pasts, pending: !atRest, itemSeq: atRest ? seq : link.itemSeq };
  const isNews =
    met.length > 0 ||
    heard !== link ||
    next.formerLabels !== link.formerLabels ||
    next.pending !== link.pending ||
    next.itemSeq !== link.itemSeq;
  const notes: Change[] = [...driftNotes({ link, drifts }, verdict), ...fought.notes];
  if (isNews) notes.push({ op: 'link', link: next });
  if (fought.fields !== null) notes.push(mirrorChange(next, { conflicts: fought.fields, isNew: false }));
  return { notes, begun: fought.begun, ended: fought.ended };
}

/** The issue has been touched since the last update was sent: whatever became of that can be seen now. */
function isTouched({ sent, now }: Link, field: SyncField): boolean {
  return now.updatedAt > (sent?.[field]?.known ?? now.updatedAt);
}

function driftNotes({ link, drifts }: Pick<LinkRecord, 'link' | 'drifts'>, verdict: LinkVerdict): readonly Change[] {
  const notes: Change[] = [];
  for (const found of verdict.drifts) {
    const old = drifts.find((known) => isSameDrift(known, found));
    const drift = old?.code === 'block-edited' ? { ...found, saved: [...new Set([...textsIn(old), ...textsIn(found)])] } : found;
    if (JSON.stringify(old?.saved) !== JSON.stringify(drift.saved)) notes.push({ op: 'drift', drift });
  }
  for (const old of drifts) {
    if (isMended(old, link) && !verdict.drifts.some((drift) => isSameDrift(old, drift))) notes.push({ op: 'drift.end', drift: old });
  }
  return notes;
}

/** True for what the issue, as it was last seen, says no more. */
function isMended({ code, tracker, issue }: Drift, link: Link): boolean {
  const { markers } = link.now;
  if (tracker !== link.tracker) return false;
  if (code === 'unmappable') return true;
  if (issue?.id !== link.issue.id) return false;
  return (code === 'marker-gone' && markers.some(({ item }) => item === link.item)) || (code === 'marker-twice' && markers.length <= 1);
}

/** What people wrote into our block, each text once: what was written over is kept here and nowhere else. */
function textsIn({ saved }: Drift): readonly Json[] {
  return Array.isArray(saved) ? saved : [saved];
}

/**
 * An open conflict ends when the sides meet or one returns to its past; one that a rule decided, when the field moves again.
 * `fields`: those in conflict from now on, or `null` when that is what is recorded already.
 */
function conflictNotes(
  { link, conflicts }: Pick<LinkRecord, 'link' | 'conflicts'>,
  verdict: LinkVerdict,
): LinkNotes & { readonly fields: readonly SyncField[] | null } {
  const moved = new Set([...verdict.pulls, ...verdict.pushes].map(({ field }) => field));
  const isOver = ({ field, won }: Conflict) =>
    !verdict.conflicts.some((again) => again.field === field) && (won === null || moved.has(field) || field in verdict.met);
  const ended = conflicts.filter(isOver);
  const kept = conflicts.filter((conflict) => !isOver(conflict));
  const begun = verdict.conflicts
    .filter(({ field, ours, theirs }) => {
      const old = kept.find((known) => known.field === field);
      return old === undefined || old.won !== null || JSON.stringify([old.ours, old.theirs]) !== JSON.stringify([ours, theirs]);
    })
    .map(
      ({ field, ours, theirs }): Conflict => ({
        item: link.item,
        tracker: link.tracker,
        field,
        ours,
        theirs,
        since: link.seenAt,
        won: null,
      }),
    );
  const notes: Change[] = [
    ...ended.map((conflict): Change => {
      const { item, tracker, field, won } = conflict;
      // They came to ours, by an update that nobody heard of or that was refused in part: what lost is to be kept all the same.
      const isOurs = JSON.stringify(verdict.met[field]?.ours) === JSON.stringify(conflict.ours);
      if (won === null && isOurs) return { op: 'conflict', conflict: { ...conflict, won: 'ours' } };
      return { op: 'conflict.end', item, tracker, field };
    }),
    ...begun.map((conflict): Change => ({ op: 'conflict', conflict })),
  ];
  const fields = notes.length === 0 ? null : [...new Set([...kept, ...begun].map(({ field }) => field))];
  return { notes, begun, ended, fields };
}

function isSameDrift(a: Drift, b: Drift): boolean {
  return a.code === b.code && a.item === b.item && a.tracker === b.tracker && a.field === b.field && a.issue?.id === b.issue?.id;
}
