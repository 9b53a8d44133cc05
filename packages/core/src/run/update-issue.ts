import { epochMsOf } from '../model/instant.ts';
import type { Link } from '../model/mirror.ts';
import { type Lost, recordLost } from '../sync/lost-issue.ts';
import { afterUpdate, decided, sending } from '../sync/outcome.ts';
import { writesOf } from '../sync/pace.ts';
import { recordRead } from '../sync/record-pull.ts';
import { TrackerError } from '../tracker/port.ts';
import { type ChangeOf, countWrite, type Round } from './apply-round.ts';

/** Nothing is written on knowledge older than this without reading the issue first. */
const FRESH_MS = 10_000;

/** Sends what moved here, and records what the tracker then holds. */
export async function updateIssue(round: Round, change: ChangeOf<'update'>): Promise<void> {
  const { world, one, terms } = round;
  const { tracker } = one.target;
  const versioned = round.items.get(change.uid);
  const known = round.links.get(change.uid);
  if (versioned === undefined || known === undefined || one.pulled === null) return;
  if (epochMsOf(world.clock.now()) - one.pulled.since > FRESH_MS && !(await isUnchanged(round, known))) return;
  const { item } = versioned;
  const link = sending(known, change.fields);
  const writes = countWrite(round, 'update', writesOf(change.patch, one.target.config.type));
  await world.store.commit([{ op: 'link', link }, ...writes], { actor: tracker.name, lease: await one.lease.current() });
  const updated = await tracker
    .update(link.issue, change.patch, { known: link.now, marker: { workspace: round.view.workspace.id, item: item.uid } })
    .catch((error: unknown) => lost(round, { link, error }));
  if (updated === null) return;
  const after = afterUpdate(link, { item, fields: change.fields, terms, updated, at: one.pulled.at });
  const left = [...updated.refused.map(({ field }) => field), ...(updated.outdated ?? [])];
  const crossed = change.fields.map(({ field }) => field).filter((field) => !left.includes(field));
  const changes = [...after.changes, ...decided(round.conflicts, { item: item.uid, tracker: tracker.name, fields: crossed, won: 'ours' })];
  await world.store.commit(changes, { actor: tracker.name, lease: await one.lease.current() });
  round.links.set(change.uid, after.link);
  if (updated.refused.length > 0) one.tally.refuse(change, updated.refused);
  if (crossed.length > 0 || change.patch.marker !== undefined) one.tally.updated += 1;
}

/** Reads the issue once more; what moved since the pull is recorded and planned anew. */
export async function isUnchanged(round: Round, link: Link): Promise<boolean> {
  const { world, one } = round;
  const [seen] = await one.target.tracker.read([link.issue]);
  if (seen === undefined || one.pulled === null) return false;
  if (seen.state !== 'present') {
    await recordLoss(round, { link, seen });
    return false;
  }
  if (JSON.stringify(seen.issue) === JSON.stringify(link.now)) return true;
  await world.store.commit(recordRead(link, { issue: seen.issue, at: one.pulled.at }), {
    actor: one.target.tracker.name,
    lease: await one.lease.current(),
  });
  return false;
}

/** An issue that cannot be updated because it is no longer there: recorded, never created again. Other failures go on up. */
async function lost(round: Round, { link, error }: { readonly link: Link; readonly error: unknown }): Promise<null> {
  if (!(error instanceof TrackerError)) throw error;
  const state = LOST[error.code];
  if (state === undefined) throw error;
  await recordLoss(round, { link, seen: state === 'moved' ? { key: link.issue, state, to: null } : { key: link.issue, state } });
  return null;
}

const LOST: Readonly<Partial<Record<TrackerError['code'], 'gone' | 'hidden' | 'moved'>>> = {
  gone: 'gone',
  'not-found': 'hidden',
  moved: 'moved',
};

async function recordLoss({ world, one }: Round, { link, seen }: { readonly link: Link; readonly seen: Lost }): Promise<void> {
  await world.store.commit(recordLost(link, seen), { actor: link.tracker, lease: await one.lease.current() });
}
