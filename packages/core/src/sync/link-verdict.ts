import type { Config } from '../config/config.ts';
import type { Json } from '../model/brand.ts';
import type { ActionItem } from '../model/item.ts';
import type { Conflict, Drift, Link, Past, Refusal, SyncField } from '../model/mirror.ts';
import { blockDetails } from '../tracker/managed-block.ts';
import { asMirrorOf, isForeignText } from '../tracker/own-block.ts';
import { isUnmappable, oursRaw, SCALAR_FIELDS, sharedOurs, sharedTheirs, theirsRaw, winnerOf } from './field.ts';
import { judgeLabels } from './label-verdict.ts';
import { mergeField } from './merge.ts';
import type { FieldChange } from './plan.ts';
import { isRefused } from './refused.ts';
import type { Terms } from './terms.ts';
import { doubtOver } from './unheard.ts';

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

/** Compares both sides with their pasts, field by field, and says what has to cross. */
export function judgeLink(sides: LinkSides): LinkVerdict {
  const { item, link, details, terms } = sides;
  const rested: SyncField[] = [];
  const found = { pulls: [] as FieldChange[], pushes: [] as FieldChange[], rested, met: {} as Partial<Record<SyncField, Past>> };
  const conflicts: Pick<Conflict, 'field' | 'ours' | 'theirs'>[] = [];
  const drifts: Drift[] = [];
  const drift = (code: Drift['code'], field: SyncField, message: string, saved: Json) =>
    drifts.push({ item: link.item, tracker: link.tracker, issue: link.issue, code, field, message, saved });

  const now = asMirrorOf(link.now, link.item);
  // An adopted issue may say anything: nothing of it was ours yet.
  const isForeign = link.pasts.details !== undefined && isForeignText(link.now, link.item);
  if (isForeign) drifts.push(foreignText(link));

  for (const field of SCALAR_FIELDS) {
    if (isForeign && (field === 'dueOn' || field === 'details')) continue;
    const past = link.pasts[field] ?? null;
    const ours = oursRaw(field, item, { terms, details });
    const theirs = theirsRaw(field, now, { terms, past });
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
        drift('unmappable', field, 'no date stands there any more; every accepted item has one', theirs);
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
          // Words on the due line had been left there, and somebody took them away.
          else if (theirs === blockDetails(details)) found.met[field] = { ours, theirs };
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

function foreignText({ item, tracker, issue }: Link): Drift {
  const message = `the marker was removed from ${issue.url}, and the text of another item stands there; the link stays`;
  return { item, tracker, issue, code: 'marker-gone', field: null, message, saved: null };
}
