import type { Config } from '../config/config.ts';
import type { Json } from '../model/brand.ts';
import { digestOf } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import type { Conflict, Drift, Link, Past, Refusal, RemoteStatus, SyncField } from '../model/mirror.ts';
import type { Draft } from '../tracker/port.ts';
import { isUnmappable, oursRaw, SCALAR_FIELDS, type ScalarField, sharedOurs, sharedTheirs, theirsRaw, winnerOf } from './field.ts';
import { mergeField, mergeSets } from './merge.ts';
import type { FieldChange } from './plan.ts';
import type { Terms } from './terms.ts';
import { doubtOver, isLabelsDoubtful } from './unheard.ts';

const BLOCK_EDITED = 'somebody wrote into the block that closeout keeps; the text is saved here';

/** Everything one link needs, field by field. */
export interface LinkVerdict {
  readonly pulls: readonly FieldChange[];
  readonly pushes: readonly FieldChange[];
  /** Fields that would cross, had the tracker not refused just that. */
  readonly rested: readonly SyncField[];
  /** Fields in step again: their pasts may advance without any call. */
  readonly met: Readonly<Partial<Record<SyncField, Past>>>;
  readonly conflicts: readonly Pick<Conflict, 'field' | 'ours' | 'theirs'>[];
  readonly drifts: readonly Drift[];
}

/** What the verdict on one link is made from. */
export interface LinkSides {
  readonly item: ActionItem;
  readonly link: Link;
  /** The managed block as it should read. */
  readonly details: string;
  readonly terms: Terms;
  readonly authority: Config['sync']['authority'];
  readonly refusals: readonly Refusal[];
}

/** What a refusal depends on: the item by what is `sent`, the issue by its status, the configuration by `terms`. */
export interface Refusable {
  readonly sent: Json | Draft;
  readonly terms: Terms;
  /** The issue's status now, which decides what ways lead out of it; `null` before there is an issue. */
  readonly status: RemoteStatus | null;
}

/** Names what would be sent, and from where: what was refused is tried again only when this changes. */
export function refusalDigest(field: SyncField | 'create', { sent, terms, status }: Refusable): string {
  const from = field === 'status' && status !== null ? [status.name, status.category, status.resolution] : null;
  const account = field === 'assignee' && typeof sent === 'string' ? terms.accountOf(sent) : null;
  return digestOf([field, sent, from, account, terms.mappingOf(field)]);
}

/** Compares both sides with their pasts, field by field, and says what has to cross. */
export function judgeLink(sides: LinkSides): LinkVerdict {
  const { item, link, details, terms } = sides;
  const rested: SyncField[] = [];
  const found = { pulls: [] as FieldChange[], pushes: [] as FieldChange[], rested, met: {} as Partial<Record<SyncField, Past>> };
  const conflicts: Pick<Conflict, 'field' | 'ours' | 'theirs'>[] = [];
  const drifts: Drift[] = [];
  const drift = (code: Drift['code'], field: SyncField, message: string, saved: Json) =>
    drifts.push({ item: link.item, tracker: link.tracker, issue: link.issue, code, field, message, saved });

  for (const field of SCALAR_FIELDS) {
    const past = link.pasts[field] ?? null;
    const ours = oursRaw(field, item, { terms, details });
    const theirs = theirsRaw(field, link.now, { terms, past });
    const oursShared = sharedOurs(field, ours, terms);
    const theirsShared = sharedTheirs(field, theirs, terms);
    const meaningless = () => drift('unmappable', field, `${field}: ${JSON.stringify(theirs)} there means nothing here`, theirs);
    const push = () => {
      if (isUnmappable(field, oursShared))
        drift('unmappable', field, `${field}: nobody there stands for ${JSON.stringify(ours)}; name the account in people`, ours);
      else if (isRefused(sides, field, ours)) {
        rested.push(field);
        // Nothing writes over it, so it stays there.
        if (isUnmappable(field, theirsShared)) meaningless();
      } else found.pushes.push({ field, from: theirs, to: ours });
    };
    const pull = () => {
      if (isUnmappable(field, theirsShared)) meaningless();
      else if (field === 'dueOn' && theirs === null)
        drift('unmappable', field, 'the due date was removed there; every accepted item has one', theirs);
      else found.pulls.push({ field, from: ours, to: theirs });
    };
    const doubt = doubtOver(link, field, terms, theirsShared);
    const fight = () => {
      conflicts.push({ field, ours, theirs });
      const isOurs = doubt !== null && field !== 'status';
      const authority = isOurs ? 'closeout' : sides.authority[field];
      if (winnerOf(field, { ours: oursShared, theirs: theirsShared, authority }) === 'ours') push();
      else pull();
    };
    switch (
      mergeField({
        ours: oursShared,
        theirs: theirsShared,
        past: past && { ours: sharedOurs(field, past.ours, terms), theirs: sharedTheirs(field, past.theirs, terms) },
        isEmpty: (value) => value === '',
      })
    ) {
      case 'still':
        break;
      case 'met':
        found.met[field] = { ours, theirs };
        break;
      case 'push':
        if (doubt === 'put-back' && field !== 'details') fight();
        else push();
        break;
      case 'pull':
        if (field === 'details') {
          // Our own text that nobody heard of, and that has been taken back since.
          if (doubt === 'arrived') push();
          else drift('block-edited', field, BLOCK_EDITED, [theirs]);
        } else if (doubt === 'arrived') fight();
        else pull();
        break;
      case 'conflict':
        if (field === 'details') {
          if (doubt !== 'arrived') drift('block-edited', field, BLOCK_EDITED, [theirs]);
          push();
        } else fight();
        break;
    }
  }
  judgeLabels(sides, { ...found, conflicts });
  return { ...found, conflicts, drifts };
}

function judgeLabels(
  sides: LinkSides,
  found: {
    pulls: FieldChange[];
    pushes: FieldChange[];
    rested: SyncField[];
    met: Partial<Record<SyncField, Past>>;
    conflicts: Pick<Conflict, 'field' | 'ours' | 'theirs'>[];
  },
): void {
  const { item, link, details, terms } = sides;
  const past = link.pasts.labels ?? null;
  const ours = oursRaw('labels', item, { terms, details }) as readonly string[];
  const theirs = theirsRaw('labels', link.now, { terms, past }) as readonly string[];
  const before = past && { ours: past.ours as readonly string[], theirs: past.theirs as readonly string[] };
  const { push, pull } = mergeSets({ ours, theirs, past: before });
  const pushes = push.add.length + push.remove.length > 0;
  const pulls = pull.add.length + pull.remove.length > 0;
  if (pulls) found.pulls.push({ field: 'labels', from: ours, to: applyToSet(ours, pull) });
  if (pushes && isRefused(sides, 'labels', applyToSet(theirs, push))) found.rested.push('labels');
  else if (pushes) found.pushes.push({ field: 'labels', from: theirs, to: applyToSet(theirs, push) });
  const moved = before === null || !sameSet(before.ours, ours) || !sameSet(before.theirs, theirs);
  if (isLabelsDoubtful(link, { push, pull })) found.conflicts.push({ field: 'labels', ours, theirs });
  if (!pushes && !pulls && moved) found.met.labels = { ours, theirs };
}

function applyToSet(
  set: readonly string[],
  change: { readonly add: readonly string[]; readonly remove: readonly string[] },
): readonly string[] {
  return [...set.filter((member) => !change.remove.includes(member)), ...change.add].sort();
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member) => b.includes(member));
}

function isRefused({ refusals, link, terms }: LinkSides, field: ScalarField | 'labels', sent: Json): boolean {
  const digest = refusalDigest(field, { sent, terms, status: link.now.status });
  return refusals.some((refusal) => refusal.field === field && refusal.tracker === link.tracker && refusal.digest === digest);
}
