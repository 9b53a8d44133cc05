import { addMs } from '../model/instant.ts';
import { settle } from '../sync/settle.ts';
import type { RunningTarget } from './running-target.ts';
import { type SyncWorld, termsOfTarget } from './sync-target.ts';

/** Asks once for all creates in doubt of a target, and records what became of them. */
export async function settleTarget(world: SyncWorld, { target, lease, tally }: RunningTarget): Promise<void> {
  const { store } = world;
  const { tracker, config } = target;
  const view = await store.mirrors({ of: 'moved' });
  const intents = view.intents.filter((intent) => intent.tracker === tracker.name);
  const [since] = intents.map((intent) => intent.since).sort();
  if (since === undefined) return;
  world.progress({ tracker: config.name, phase: 'settle', done: 0, total: intents.length });
  const found = await tracker.find(
    intents.map(({ marker }) => marker),
    since,
  );
  const settleMs = config.settleSeconds * 1000;
  const changes = settle(view, { intents, found, terms: termsOfTarget(world, target), settleMs });
  await store.commit(changes, { actor: tracker.name, lease: await lease.current() });
  tally.created += changes.filter(({ op }) => op === 'link').length;
  const open = intents.filter(({ item }) => !changes.some((change) => change.op === 'intent.clear' && change.item === item));
  for (const { firstEmptyFindAt } of open) tally.settleAgainAt(addMs(firstEmptyFindAt ?? found.at, settleMs));
  world.progress({ tracker: config.name, phase: 'settle', done: intents.length - open.length, total: intents.length });
}
