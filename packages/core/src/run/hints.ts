import { epochMsOf, type Instant } from '../model/instant.ts';
import type { IssueKey, Link } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { cursorToday } from '../sync/label-prefix.ts';
import { recordLost } from '../sync/lost-issue.ts';
import { recordIssues, recordRead } from '../sync/record-pull.ts';
import type { Hint } from '../tracker/hint.ts';
import type { Seen } from '../tracker/port.ts';
import { attempt, type RunningTarget, withTargets } from './running-target.ts';
import { bringToRest, resultOf } from './sync.ts';
import type { SyncResult } from './sync-result.ts';
import { SYNC_EVERYTHING, type SyncRequest, type SyncWorld, termsOfTarget } from './sync-target.ts';

/**
 * Looks at issues that something is said to have happened to, and brings their items in step, without moving any cursor: a hint
 * that is lost, late or wrong costs nothing, because the next sync pulls as if there had been none.
 *
 * One read for each hinted issue that is a mirror; other issues only while a create is in doubt, since they may be what it made.
 * Before the first pull, and before the first under another prefix of labels, nothing is read. Stops as `busy` while a sync is writing there.
 */
export async function runHints(
  world: SyncWorld,
  { hints, mode }: { readonly hints: readonly Hint[]; readonly mode: SyncRequest['mode'] },
): Promise<SyncResult> {
  const targets = world.targets.filter(({ tracker }) => hints.some((hint) => hint.tracker === tracker.name));
  return withTargets(
    { ...world, targets },
    {
      busy: (stop) => resultOf(world, [], stop),
      work: async (running) => {
        const items: Link['item'][] = [];
        for (const one of running) {
          const issues = hints.filter((hint) => hint.tracker === one.target.tracker.name).map(({ issue }) => issue);
          await attempt(world, one, async () => void items.push(...(await readHinted(world, { one, issues }))));
        }
        const stop = items.length === 0 ? null : await bringToRest(world, { request: { ...SYNC_EVERYTHING, mode, items }, running });
        return resultOf(world, running, stop);
      },
    },
  );
}

/** Reads and records; answers the items whose issues were looked at. */
async function readHinted(
  world: SyncWorld,
  { one, issues }: { readonly one: RunningTarget; readonly issues: readonly IssueKey[] },
): Promise<readonly Link['item'][]> {
  const { store, clock } = world;
  const { tracker } = one.target;
  const ids = [...new Set(issues.map(({ id }) => id))];
  const before = await store.mirrors({ of: 'issues', tracker: tracker.name, ids, items: [] });
  const terms = termsOfTarget(world, one.target);
  const { cursor = null, pulledAt } = before.cursors[tracker.name] ?? {};
  if (pulledAt === undefined || cursorToday(cursor, terms).formerPrefix !== null) return [];
  const keys = await worthReading(world, { before, one, issues });
  if (keys.length === 0) return [];
  const since = epochMsOf(clock.now());
  const seen = await tracker.read(keys);
  const present = seen.flatMap((answer) => (answer.state === 'present' ? [answer.issue] : []));
  // The tracker's clock has come at least so far.
  const at = [pulledAt, ...present.map(({ updatedAt }) => updatedAt)].toSorted().at(-1) ?? pulledAt;
  const items = [...new Set(present.flatMap(({ markers }) => markers.map(({ item }) => item)))];
  const view = await store.mirrors({ of: 'issues', tracker: tracker.name, ids, items });
  const { changes, reread } = recordIssues(view, {
    terms,
    pulled: { issues: present, at, account: null },
  });
  const links = linksOf(view, tracker.name);
  const again = reread.map(({ id }) => id);
  const records = links.flatMap((link) => changesOf(link, { seen: seen.find(({ key }) => key.id === link.issue.id), again, at }));
  await store.commit([...changes, ...records], { actor: tracker.name, lease: await one.lease.current() });
  one.pulled = { at, since };
  return [...new Set([...links.map(({ item }) => item), ...items])];
}

/** By the key that we know: what the hint says of it is not believed. */
async function worthReading(
  { store }: SyncWorld,
  { before, one, issues }: { readonly before: MirrorView; readonly one: RunningTarget; readonly issues: readonly IssueKey[] },
): Promise<readonly IssueKey[]> {
  const { name } = one.target.tracker;
  const linked = linksOf(before, name).map(({ issue }) => issue);
  const { intents } = await store.mirrors({ of: 'moved' });
  if (!intents.some(({ tracker }) => tracker === name)) return linked;
  const others = issues.filter(({ id }) => !before.links.some(({ issue }) => issue.id === id));
  return [...linked, ...new Map(others.map((issue) => [issue.id, issue])).values()];
}

function linksOf({ links }: MirrorView, tracker: string): readonly Link[] {
  return links.filter((link) => link.tracker === tracker && link.state !== 'tombstone');
}

/** What a strong read says beyond what a list could have said. */
function changesOf(
  link: Link,
  { seen, again, at }: { readonly seen: Seen | undefined; readonly again: readonly string[]; readonly at: Instant },
): readonly Change[] {
  if (seen === undefined) return [];
  if (seen.state !== 'present') return link.state === 'live' ? recordLost(link, seen) : [];
  return again.includes(link.issue.id) ? recordRead(link, { issue: seen.issue, at }) : [];
}
