import type { ItemUid } from '../../packages/core/src/model/id.ts';
import { addItem, dayOf } from './people-here.ts';
import type { SentRequest } from './sync-process.ts';
import type { World } from './world.ts';

/** Law 6, asked of one last sync, in which nothing goes wrong and lists are up to date: no more requests than what changed is worth. */
export async function judgeFloors(
  world: World,
  sync: (world: World) => Promise<{ readonly requests: readonly SentRequest[] }>,
): Promise<void> {
  world.truth.advance(7_200_000);
  for (const tracker of world.trackers) tracker.catchUp();
  const { links } = await world.store.mirrors({ of: 'all' });
  const live = [...world.mirrors].filter(
    ([item, { fate }]) => fate === null && links.some((link) => link.item === item && link.state === 'live'),
  );
  const [titled, moved, renamed] = live;
  if (titled !== undefined) await change(world, titled[0], { title: 'At last' });
  if (moved !== undefined) {
    const item = world.items.get(moved[0]);
    const due = item?.due ?? null;
    await change(world, moved[0], { labels: [...new Set([...(item?.labels ?? []), 'last'])], due: due && { ...due, on: dayOf(30) } });
  }
  if (renamed !== undefined) renamed[1].tracker.rename(world, renamed[1], 'Renamed at last');
  const known = new Set(world.mirrors.keys());
  await addItem(world, 1);
  const { requests } = await sync(world);
  const added = [...world.mirrors].find(([item]) => !known.has(item));
  let most = 0;
  for (const tracker of world.trackers) {
    const here = (one: (typeof live)[number] | undefined) => (one?.[1].tracker === tracker ? 1 : 0);
    most += tracker.floor({ titled: here(titled), moved: here(moved), added: here(added) });
  }
  if (requests.length > most)
    world.break(6, `${requests.length} requests where ${most} would do: ${requests.map(({ line }) => line).join(', ')}`);
  const creates = requests.filter(({ kinds }) => kinds.includes('create')).length;
  if (creates !== 1) world.break(6, `${creates} creates for one new item`);
}

async function change(world: World, uid: ItemUid, to: object): Promise<void> {
  const item = world.items.get(uid);
  if (item !== undefined) await world.type({ ...item, ...to });
}
