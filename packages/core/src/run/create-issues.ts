import { addMs } from '../model/instant.ts';
import type { Intent } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import { afterCreate } from '../sync/after-create.ts';
import { sentCreate } from '../sync/sent-create.ts';
import { type Created, TrackerError } from '../tracker/port.ts';
import { type ChangeOf, countWrite, mayWrite, mayWriteNow, type Round } from './apply-round.ts';

/** After so many creates in doubt in a row the tracker is not well: stop. */
const MOST_DOUBTS = 3;

/** Lists may show an issue with a stamp a little before ours. */
const LOOK_BACK_MS = 5 * 60_000;

/**
 * Commits the intents of a batch, sends it once, and commits what came back before anything else happens.
 * Whatever is not surely created and not surely refused stays an intent and is settled by a later run.
 */
export async function createIssues(round: Round, changes: readonly ChangeOf<'create'>[]): Promise<void> {
  const { world, one } = round;
  const { tracker } = one.target;
  let doubts = 0;
  for (let from = 0; from < changes.length && doubts < MOST_DOUBTS; ) {
    const batch: { readonly change: ChangeOf<'create'>; readonly intent: Intent; readonly records: readonly Change[] }[] = [];
    const goesOn = () => (batch.length === 0 ? mayWriteNow(round, 'create') : mayWrite(round, 'create'));
    while (batch.length < tracker.createsAtOnce && from < changes.length && (await goesOn())) {
      const change = changes[from];
      from += 1;
      const prepared = change && prepare(round, change);
      if (prepared) batch.push(prepared);
    }
    if (batch.length === 0) return;
    await world.store.commit(
      batch.flatMap(({ records }) => records),
      { actor: tracker.name, lease: await one.lease.current() },
    );
    const answers = await send(
      round,
      batch.map(({ change }) => change),
    );
    const records = batch.flatMap(({ intent }, index) => {
      const created = answers[index] ?? { outcome: 'in-doubt', reason: 'no answer' };
      return afterCreate(intent, {
        created,
        terms: round.terms,
        at: one.pulled?.at ?? intent.at,
        before: round.linksOf.get(intent.item) ?? [],
        wish: round.wishes.get(intent.item) ?? null,
      });
    });
    await world.store.commit(records, { actor: tracker.name, lease: await one.lease.current() });
    for (const [index, { change }] of batch.entries()) {
      const created = answers[index];
      doubts = created === undefined || created.outcome === 'in-doubt' ? doubts + 1 : 0;
      if (created !== undefined) count(round, { change, created });
    }
    world.progress({ tracker: one.target.config.name, phase: 'create', done: from, total: changes.length });
  }
}

function prepare(
  round: Round,
  change: ChangeOf<'create'>,
): { readonly change: ChangeOf<'create'>; readonly intent: Intent; readonly records: readonly Change[] } | null {
  const { one, terms, world } = round;
  const versioned = round.items.get(change.uid);
  if (versioned === undefined || one.pulled === null) return null;
  const at = world.clock.now();
  const intent: Intent = {
    item: change.uid,
    tracker: one.target.tracker.name,
    marker: change.draft.marker,
    draft: sentCreate(versioned, { draft: change.draft, terms }),
    at,
    since: addMs(one.pulled.at, -LOOK_BACK_MS),
    firstEmptyFindAt: null,
  };
  return {
    change,
    intent,
    records: [{ op: 'intent', intent }, ...countWrite(round, 'create')],
  };
}

async function send({ one }: Round, changes: readonly ChangeOf<'create'>[]): Promise<readonly Created[]> {
  try {
    return await one.target.tracker.create(changes.map(({ draft }) => draft));
  } catch (error) {
    // Thrown only when nothing was sent: the intents are cleared, and the tracker is left alone.
    if (!(error instanceof TrackerError)) throw error;
    one.tally.error = { code: error.code, message: error.message };
    return changes.map(() => ({ outcome: 'later', retryAfterMs: 0, reason: error.message }));
  }
}

function count({ one, world }: Round, { change, created }: { readonly change: ChangeOf<'create'>; readonly created: Created }): void {
  switch (created.outcome) {
    case 'created':
      one.tally.created += 1;
      one.tally.refuse(change, created.refused);
      break;
    case 'refused':
      one.tally.refuse(change, [created.refusal]);
      break;
    case 'later':
      if (one.tally.error === null) one.tally.stopUntil(addMs(world.clock.now(), created.retryAfterMs), created.reason);
      break;
    case 'in-doubt':
      break;
  }
}
