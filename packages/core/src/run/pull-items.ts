import { type Change, StoreError } from '../store/port.ts';
import { decided } from '../sync/outcome.ts';
import { linkAfterPull, pullIntoItem } from '../sync/pull-into-item.ts';
import type { ChangeOf, Round } from './apply-round.ts';

/** Items per transaction. */
const AT_ONCE = 50;

/** Brings what moved there into the items: item, event and pasts in one transaction. */
export async function pullItems(round: Round, changes: readonly ChangeOf<'pull'>[]): Promise<void> {
  for (let from = 0; from < changes.length; from += AT_ONCE) {
    const some = changes.slice(from, from + AT_ONCE);
    if (await committed(round, some)) continue;
    // Somebody changed one of these items meanwhile: it is planned anew, the others go through.
    for (const change of some) await committed(round, [change]);
  }
}

/** False when the items moved since they were read; nothing is recorded then. */
async function committed(round: Round, changes: readonly ChangeOf<'pull'>[]): Promise<boolean> {
  const { world, one, terms, view } = round;
  const today = world.clock.today(world.config.timeZone);
  const records: Change[] = [];
  const done: (() => void)[] = [];
  for (const { uid, fields } of changes) {
    const before = round.items.get(uid);
    const link = round.links.get(uid);
    if (before === undefined || link === undefined) continue;
    const item = pullIntoItem(before.item, { fields, terms, today });
    const next = linkAfterPull(link, { fields, item, details: round.details(item), terms });
    records.push({ op: 'update', entity: item, reason: `in ${terms.tracker}` }, { op: 'link', link: next });
    records.push(
      ...decided(round.conflicts, { item: uid, tracker: terms.tracker, fields: fields.map(({ field }) => field), won: 'theirs' }),
    );
    done.push(() => {
      round.items.set(uid, { ...before, item });
      round.links.set(uid, next);
    });
  }
  try {
    await world.store.commit(records, { actor: terms.tracker, basedOn: view.seq, lease: await one.lease.current() });
  } catch (error) {
    if (error instanceof StoreError && error.code === 'stale') return false;
    throw error;
  }
  for (const keep of done) keep();
  one.tally.pulled += done.length;
  return true;
}
