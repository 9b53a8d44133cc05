import type { Drift, IssueKey, Link } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import { linkEnded } from '../sync/link-made.ts';
import { TrackerError } from '../tracker/port.ts';
import { type ChangeOf, countWrite, type Round } from './apply-round.ts';
import { isUnchanged } from './update-issue.ts';

/**
 * Closes an issue that an item shall have no longer: a second one, or the mirror that it moves away from. A mirror stops
 * being one before it is closed, so that our own close never comes back as news.
 */
export async function closeDuplicate(round: Round, change: ChangeOf<'duplicate'>): Promise<void> {
  const { uid, issue } = change;
  const link = round.links.get(uid);
  if (link?.state === 'live' && link.issue.id === issue.id) {
    if (!(await isUnchanged(round, link))) return;
    await retire(round, link);
    await close(round, { change, isOpen: link.now.status.category !== 'done' });
    return;
  }
  const [seen] = await round.one.target.tracker.read([issue]);
  await close(round, { change, isOpen: seen?.state === 'present' && seen.issue.status.category !== 'done' });
}

async function close(
  round: Round,
  { change, isOpen }: { readonly change: ChangeOf<'duplicate'>; readonly isOpen: boolean },
): Promise<void> {
  const { one } = round;
  const { issue } = change;
  if (!isOpen) return record(round, change, []);
  const write = countWrite(round, 'update');
  const refusal = await closed(round, issue);
  if (refusal !== null) one.tally.refuse(change, [{ field: 'status', ...refusal }]);
  else one.tally.updated += 1;
  const message = `${issue.url} could not be closed as a duplicate (${refusal?.message}); close it by hand`;
  const kept: readonly Change[] =
    refusal === null ? [] : [{ op: 'drift', drift: driftOf(change, { code: 'no-permission', field: 'status', message }) }];
  await record(round, change, [...kept, { op: 'write', write }]);
}

/** Why the tracker did not close it; `null` when it is closed, or no longer there. */
async function closed({ one }: Round, issue: IssueKey): Promise<{ readonly code: string; readonly message: string } | null> {
  try {
    const { refused } = await one.target.tracker.update(issue, { status: { status: 'cancelled', resolution: 'duplicate' } });
    return refused.find(({ field }) => field === 'status') ?? null;
  } catch (error) {
    if (error instanceof TrackerError && ABSENT.has(error.code)) return null;
    throw error;
  }
}

const ABSENT: ReadonlySet<TrackerError['code']> = new Set(['gone', 'not-found', 'moved']);

/** The link ends; what is left to do is on record as that of a second issue. */
async function retire(round: Round, link: Link): Promise<void> {
  const { world, one, view } = round;
  const message = `${link.issue.url} is no longer the mirror; it is closed as a duplicate`;
  const drift: Drift = { item: link.item, tracker: link.tracker, issue: link.issue, code: 'twin', field: null, message, saved: null };
  await world.store.commit([...linkEnded(link, { records: view, reason: 'moved' }), { op: 'drift', drift }], {
    actor: link.tracker,
    lease: await one.lease.current(),
  });
  round.links.set(link.item, { ...link, state: 'tombstone', pending: false });
}

async function record({ world, one }: Round, change: ChangeOf<'duplicate'>, further: readonly Change[]): Promise<void> {
  const drift = driftOf(change, { code: 'twin', field: null, message: '' });
  await world.store.commit([{ op: 'drift.end', drift }, ...further], { actor: change.tracker, lease: await one.lease.current() });
}

function driftOf({ uid, tracker, issue }: ChangeOf<'duplicate'>, stated: Pick<Drift, 'code' | 'field' | 'message'>): Drift {
  return { item: uid, tracker, issue, saved: null, ...stated };
}
