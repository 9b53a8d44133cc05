import type { Instant } from '../model/instant.ts';
import type { Intent, Issue, Link, TrackerName, Wish } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import { linkMade } from './link-made.ts';
import { foundAs } from './sent-create.ts';
import type { Terms } from './terms.ts';

/** A link to an issue that carries our marker: made by a create whose answer we never got, or with no record of how. */
export function linkFound({
  issue,
  intent,
  terms,
  item,
  at,
  before,
  wish,
}: {
  readonly issue: Issue;
  readonly intent: Intent | null;
  readonly terms: Terms;
  readonly item: Link['item'];
  readonly at: Instant;
  /** The item's links so far. */
  readonly before: readonly Link[];
  readonly wish: Wish | null;
}): readonly Change[] {
  const sent = intent === null ? null : intent.draft;
  const link: Link = {
    item,
    tracker: terms.tracker,
    issue: { id: issue.id, key: issue.key, url: issue.url },
    ...(sent === null ? { pasts: {} } : foundAs(sent, { issue, terms })),
    now: issue,
    seenAt: at,
    state: 'live',
    pending: true,
    itemSeq: sent?.itemSeq ?? 0,
  };
  const changes = linkMade(link, { before, fulfils: wish?.want === 'create' });
  return intent === null ? changes : [...changes, { op: 'intent.clear', item }];
}

/** After links that ended, an issue that was given up, or one that is closed, is not the one that a later create made. */
export function mayBeMirror(
  issue: Issue,
  { before, tracker }: { readonly before: readonly Link[]; readonly tracker: TrackerName },
): boolean {
  if (before.length === 0) return true;
  return issue.status.category !== 'done' && !before.some((link) => link.tracker === tracker && link.issue.id === issue.id);
}
