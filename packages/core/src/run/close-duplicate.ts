import type { Drift, IssueKey, Link } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import { linkEnded } from '../sync/link-made.ts';
import { recordLost } from '../sync/lost-issue.ts';
import { twinCase } from '../sync/twin.ts';
import { TrackerError, type Updated } from '../tracker/port.ts';
import { type ChangeOf, countWrite, type Round } from './apply-round.ts';
import { isMarked } from './check-twins.ts';
import { isUnchanged } from './update-issue.ts';

/**
 * Closes an issue that an item shall have no longer: a second one, or the mirror that it moves away from. A mirror stops
 * being one before it is closed, so that our own close never comes back as news. Nothing is closed without a look at it and, of a second
 * issue, at the first.
 */
export async function closeDuplicate(round: Round, change: ChangeOf<'duplicate'>): Promise<void> {
  const link = round.links.get(change.uid);
  if (link?.state === 'live' && link.issue.id === change.issue.id) {
    if (!(await isUnchanged(round, link))) return;
    const ended = await retire(round, link);
    if (link.now.status.category === 'done') await record(round, change, []);
    else await close(round, { change, ended });
    return;
  }
  if (!(await isSecond(round, change))) return;
  const [seen] = await round.one.target.tracker.read([change.issue]);
  if (seen?.state === 'present' && seen.issue.status.category !== 'done') await close(round, { change, ended: null });
  else await record(round, change, []);
}

/**
 * True while the item has its mirror, as a strong read shows, or while a person waits for another. What the read shows otherwise is
 * recorded, and judged by the next run.
 */
async function isSecond({ world, one, view, linksOf }: Round, { uid, tracker, issue }: ChangeOf<'duplicate'>): Promise<boolean> {
  const twin: Drift = { item: uid, tracker, issue, code: 'twin', field: null, message: '', saved: null };
  const now = new Set(world.targets.map(({ tracker: { name } }) => name));
  const found = twinCase(twin, { links: linksOf.get(uid) ?? [], wishes: view.wishes }, { now, isWhole: false });
  if (found.next !== 'look') return found.next === 'close';
  const { mirror } = found;
  const at = world.targets.find(({ tracker: { name } }) => name === mirror.tracker);
  const [seen] = (await at?.tracker.read([mirror.issue])) ?? [];
  if (seen === undefined) return false;
  if (seen.state === 'present') return isMarked(world, { issue: seen.issue, item: uid });
  await world.store.commit(recordLost(mirror, seen), { actor: mirror.tracker, lease: await one.lease.current() });
  return false;
}

async function close(
  round: Round,
  { change, ended }: { readonly change: ChangeOf<'duplicate'>; readonly ended: Link | null },
): Promise<void> {
  const { one } = round;
  const { issue } = change;
  const writes = countWrite(round, 'update');
  const updated = await closed(round, issue);
  const refusal = updated?.refused.find(({ field }) => field === 'status');
  const further: Change[] = [...writes];
  if (updated !== null && ended !== null) further.push({ op: 'link', link: { ...ended, now: updated.issue } });
  if (refusal === undefined) one.tally.updated += 1;
  else {
    one.tally.refuse(change, [refusal]);
    const message = `${issue.url} could not be closed as a duplicate (${refusal.message}); close it by hand, or let the token close it: closeout sync --retry`;
    further.push({ op: 'drift', drift: driftOf(change, { code: 'no-permission', field: 'status', message }) });
  }
  await record(round, change, further);
}

/** What the tracker answered; `null` when the issue is no longer there. */
async function closed({ one }: Round, issue: IssueKey): Promise<Updated | null> {
  try {
    return await one.target.tracker.update(issue, { status: { status: 'cancelled', resolution: 'duplicate' } });
  } catch (error) {
    if (error instanceof TrackerError && ABSENT.has(error.code)) return null;
    throw error;
  }
}

const ABSENT: ReadonlySet<TrackerError['code']> = new Set(['gone', 'not-found', 'moved']);

/** The link ends; what is left to do is on record as that of a second issue. */
async function retire(round: Round, link: Link): Promise<Link> {
  const { world, one, view } = round;
  const message = `${link.issue.url} is no longer the mirror; it is closed as a duplicate`;
  const drift: Drift = { item: link.item, tracker: link.tracker, issue: link.issue, code: 'twin', field: null, message, saved: null };
  await world.store.commit([...linkEnded(link, { records: view, reason: 'moved' }), { op: 'drift', drift }], {
    actor: link.tracker,
    lease: await one.lease.current(),
  });
  const ended: Link = { ...link, state: 'tombstone', pending: false };
  round.links.set(link.item, ended);
  return ended;
}

/** The second issue is one no longer. */
async function record({ world, one }: Round, change: ChangeOf<'duplicate'>, further: readonly Change[]): Promise<void> {
  const ended = [
    driftOf(change, { code: 'twin', field: null, message: '' }),
    driftOf(change, { code: 'no-permission', field: 'status', message: '' }),
  ];
  await world.store.commit([...ended.map((drift): Change => ({ op: 'drift.end', drift })), ...further], {
    actor: change.tracker,
    lease: await one.lease.current(),
  });
}

function driftOf({ uid, tracker, issue }: ChangeOf<'duplicate'>, stated: Pick<Drift, 'code' | 'field' | 'message'>): Drift {
  return { item: uid, tracker, issue, saved: null, ...stated };
}
