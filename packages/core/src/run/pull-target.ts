import type { ItemUid } from '../model/id.ts';
import { epochMsOf, type Instant } from '../model/instant.ts';
import type { Issue, IssueKey, Link, TrackerName } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { cursorKept, cursorToday, underNewPrefix } from '../sync/label-prefix.ts';
import { unreadable } from '../sync/lost-issue.ts';
import { recordPull, recordRead } from '../sync/record-pull.ts';
import type { Pulled, Seen } from '../tracker/port.ts';
import { type SyncTarget, type SyncWorld, type TargetLease, termsOfTarget } from './sync-target.ts';

/** What the rest of a run needs to know of the pull. */
export interface PulledTarget {
  /** The tracker's clock at the pull. */
  readonly at: Instant;
  /** Our clock at the pull: knowledge ages from here. */
  readonly since: number;
}

/** Pulls what changed and records it in one transaction, together with the cursor. Plans nothing. */
export async function pullTarget(world: SyncWorld, target: SyncTarget, lease: TargetLease): Promise<PulledTarget> {
  const { store, clock } = world;
  const { tracker } = target;
  world.progress({ tracker: target.config.name, phase: 'pull', done: 0, total: null });
  const terms = termsOfTarget(world, target);
  const moved = await store.mirrors({ of: 'moved' });
  const { cursor, formerPrefix } = cursorToday(moved.cursors[tracker.name]?.cursor ?? null, terms);
  const since = epochMsOf(clock.now());
  const pulled = await tracker.pull(cursor, { soon: soonWritten(moved, tracker.name) });
  const view = await store.mirrors({
    of: 'issues',
    tracker: tracker.name,
    ids: [...pulled.issues.map(({ id }) => id), ...(pulled.unreadable ?? [])],
    items: markedItems(pulled.issues),
  });
  const { changes, reread } = recordPull(view, { terms, pulled: { ...pulled, cursor: cursorKept(pulled.cursor, terms) } });
  // The cursor passes what was read again, so that both are recorded or neither is.
  const { links } = formerPrefix === null ? view : await store.mirrors({ of: 'all' });
  const mine = links.filter((link) => link.tracker === tracker.name);
  const keys = formerPrefix === null ? reread : [...reread, ...unlisted(mine, pulled.issues)];
  const again = keys.length === 0 ? [] : readAgain(mine, { seen: await tracker.read(keys), at: pulled.at });
  const recorded = [...changes, ...again];
  const anew = formerPrefix === null ? [] : underNewPrefix(mine, { recorded, formerPrefix, terms });
  const unread = unreadableNotes(view, { tracker: tracker.name, pulled });
  await store.commit([...recorded, ...anew, ...unread], { actor: tracker.name, lease: await lease.current() });
  world.progress({ tracker: target.config.name, phase: 'pull', done: pulled.issues.length, total: pulled.issues.length });
  return { at: pulled.at, since };
}

/** Mirrors that could not be read: said once, until they can be. */
function unreadableNotes(
  { links, drifts }: MirrorView,
  { tracker, pulled }: { readonly tracker: TrackerName; readonly pulled: Pulled },
): readonly Change[] {
  const known = drifts.filter((drift) => drift.tracker === tracker && drift.code === 'unreadable');
  const readable = new Set(pulled.issues.map(({ id }) => id));
  const begun = links.filter(
    (link) =>
      link.tracker === tracker &&
      link.state === 'live' &&
      pulled.unreadable?.includes(link.issue.id) === true &&
      !known.some(({ item, issue }) => item === link.item && issue?.id === link.issue.id),
  );
  return [
    ...begun.map((link): Change => ({ op: 'drift', drift: unreadable(link) })),
    ...known.filter(({ issue }) => issue !== null && readable.has(issue.id)).map((drift): Change => ({ op: 'drift.end', drift })),
  ];
}

/** Issues of items that moved here since they were last planned, then those that are not in step otherwise. */
function soonWritten({ items, links }: MirrorView, tracker: TrackerName): readonly IssueKey[] {
  const seqs = new Map(items.map(({ item, seq }) => [item.uid, seq]));
  const mine = links.filter((link) => link.tracker === tracker && link.state === 'live');
  const { moved = [], rest = [] } = Object.groupBy(mine, ({ item, itemSeq }) => ((seqs.get(item) ?? 0) > itemSeq ? 'moved' : 'rest'));
  return [...moved, ...rest].map(({ issue }) => issue);
}

/** Live links whose issues a list does not show. */
function unlisted(links: readonly Link[], issues: readonly Issue[]): readonly IssueKey[] {
  const listed = new Set(issues.map(({ id }) => id));
  return links.filter(({ state, issue }) => state === 'live' && !listed.has(issue.id)).map(({ issue }) => issue);
}

/** What a strong read showed of links that a list left open. */
function readAgain(links: readonly Link[], { seen, at }: { readonly seen: readonly Seen[]; readonly at: Instant }): readonly Change[] {
  return seen.flatMap((one) => {
    const link = links.find(({ issue, state }) => issue.id === one.key.id && state !== 'tombstone');
    return one.state !== 'present' || link === undefined ? [] : recordRead(link, { issue: one.issue, at });
  });
}

function markedItems(issues: readonly Issue[]): readonly ItemUid[] {
  return [...new Set(issues.flatMap(({ markers }) => markers.map(({ item }) => item)))];
}
