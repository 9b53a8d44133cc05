import type { Conflict, Past, SyncField } from '../model/mirror.ts';
import { oursRaw, theirsRaw } from './field.ts';
import { labelsWithin, labelsWithout } from './label-set.ts';
import type { LinkSides } from './link-verdict.ts';
import { mergeSets } from './merge.ts';
import type { FieldChange } from './plan.ts';
import { isRefused } from './refused.ts';
import { isLabelsDoubtful } from './unheard.ts';

/** What of the labels has to cross, member by member; adds to `found`. */
export function judgeLabels(
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
  const former = labelsWithout(labelsWithin(link.now.labels, link.formerLabels ?? []), ours);
  const shall = labelsWithout(applyToSet(theirs, push), former);
  const pushes = push.add.length + push.remove.length + former.length > 0;
  const pulls = pull.add.length + pull.remove.length > 0;
  if (pulls) found.pulls.push({ field: 'labels', from: ours, to: applyToSet(ours, pull) });
  if (pushes && isRefused(sides, 'labels', shall)) found.rested.push('labels');
  else if (pushes) found.pushes.push({ field: 'labels', from: [...theirs, ...labelsWithout(former, theirs)], to: shall });
  const moved = before === null || !sameSet(before.ours, ours) || !sameSet(before.theirs, theirs);
  if (isLabelsDoubtful(link, { push, pull })) found.conflicts.push({ field: 'labels', ours, theirs });
  if (!pushes && !pulls && moved) found.met.labels = { ours, theirs };
}

function applyToSet(
  set: readonly string[],
  change: { readonly add: readonly string[]; readonly remove: readonly string[] },
): readonly string[] {
  return [...labelsWithout(set, change.remove), ...change.add].sort();
}

/** Letter by letter: the past takes over how a tracker spells a label now. */
function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member) => b.includes(member));
}
