import type { NewItem } from '../model/event.ts';
import type { IncidentUid, ItemUid } from '../model/id.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import { indexBySimilarity, PROBABLY_SAME, type Similar } from '../postmortem/similarity.ts';
import { issuesIn } from './issue-address.ts';

/** The item that another one probably repeats. */
export interface ProbableDuplicate {
  readonly uid: ItemUid;
  readonly title: string;
  readonly sure: number;
}

/**
 * For each of `asked` the still open item of another incident that says the same, if there is one: of `items`, or of those asked
 * about before it. What has an issue of its own repeats only what has the same issue.
 */
export function duplicatesElsewhere(items: readonly ActionItem[], asked: readonly NewItem[]): ReadonlyMap<ItemUid, ProbableDuplicate> {
  if (asked.length === 0) return new Map();
  const uids = new Set(asked.map(({ uid }) => uid));
  const recorded = byIncident(items.filter((item) => isStillOpen(item) && !uids.has(item.uid)));
  const added = byIncident(asked.filter(isStillOpen));
  const found = new Map<ItemUid, ProbableDuplicate>();
  for (const item of added.items) {
    const { title } = item;
    const issues = issuesIn(item.references);
    const known = recorded.similar.nearest(title, { atLeast: PROBABLY_SAME, except: recorded.spanOf(item.incident) });
    const fresh = added.similar.nearest(title, { atLeast: PROBABLY_SAME, before: added.spanOf(item.incident).from });
    const isKnown = known !== null && known.similarity >= (fresh?.similarity ?? 0);
    const nearest: Similar | null = isKnown ? known : fresh;
    const other = nearest === null ? undefined : (isKnown ? recorded : added).items[nearest.position];
    if (nearest === null || other === undefined) continue;
    if (issues.length > 0 && !other.references.some((url) => issues.includes(url))) continue;
    found.set(item.uid, { uid: other.uid, title: other.title, sure: nearest.similarity });
  }
  return found;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Items with those of one incident side by side, so that they can be left out of a question. */
function byIncident<I extends NewItem>(items: readonly I[]) {
  const groups = [...Map.groupBy(items, ({ incident }) => incident)];
  const grouped = groups.flatMap(([, own]) => own);
  const spans = new Map<IncidentUid | null, Span>();
  let from = 0;
  for (const [incident, own] of groups) {
    spans.set(incident, { from, to: from + own.length });
    from += own.length;
  }
  return {
    items: grouped,
    spanOf: (incident: IncidentUid | null): Span => spans.get(incident) ?? { from: 0, to: 0 },
    similar: indexBySimilarity(grouped.map(({ title }) => title)),
  };
}

function isStillOpen(item: NewItem): boolean {
  return item.state.status === 'proposed' || isUnfinished(item);
}
