import { type Decided, planUndo, type Snapshot, type Store } from '@closeout/core';
import { commitPlanned } from '../shell/commit.ts';
import { refused } from '../shell/failure.ts';
import { bringHere, tell, type Walk } from './walk.ts';

/** Takes the last decision back, and goes where it was made. */
export async function undo(walk: Walk): Promise<void> {
  const { session, decisions } = walk;
  const last = decisions.at(-1);
  if (last === undefined) return tell(walk, 'Nothing was decided yet.');
  const store = await session.store();
  const items = last.items.map(({ after }) => after.uid);
  const { intents } = await store.mirrors({ of: 'items', items });
  if (intents.length > 0) {
    throw refused({ code: 'mirrored', message: 'it is being mirrored right now', remedy: 'cancel it when the sync has ended' });
  }
  await commitPlanned(session, {
    read: () => readDecided(store, last),
    plan: (snapshot) => planUndo(snapshot, last, { by: session.actor }),
    dryRun: false,
  });
  decisions.pop();
  walk.isSwapped = false;
  walk.at = last.at;
  bringHere(walk, last.number);
  tell(walk, 'Taken back.');
}

/** What was decided as it stands now, with the occurrences of the series that began with it. */
async function readDecided(store: Store, { items, series }: Decided): Promise<Snapshot> {
  const decided = await store.snapshot({ items: items.map(({ after }) => after.uid), also: ['series'] });
  if (series.length === 0) return decided;
  const begun = await store.snapshot({ series });
  return { ...decided, items: [...decided.items, ...begun.items] };
}
