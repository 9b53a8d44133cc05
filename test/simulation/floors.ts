import { newest } from './github/issue-record.ts';
import { addItem, dayOf } from './people-here.ts';
import type { World } from './world.ts';

/**
 * Law 6: k changes there and l here cost max(1, ⌈k/100⌉) lists and l writes, one more for each label, one read for each body that is
 * rewritten, and one create for each new item. Asked of one last sync, in which nothing goes wrong and lists are up to date.
 */
export async function judgeFloors(world: World, sync: (world: World) => Promise<{ readonly requests: readonly string[] }>): Promise<void> {
  world.truth.advance(7_200_000);
  world.github.lagMs = 0;
  const { links } = await world.store.mirrors({ of: 'all' });
  const live = [...world.mirrors].filter(
    ([item, { fate }]) => fate === null && links.some((link) => link.item === item && link.state === 'live'),
  );
  const [titled, moved, renamed] = live;
  // The list may hold what is known already: that is one page, unless pages are small here.
  let most = Math.ceil((world.github.issues.length + 1) / world.bounds.habits.pageSize);
  if (titled !== undefined) {
    await change(world, titled[0], { title: 'At last' });
    most += 1;
  }
  if (moved !== undefined) {
    const item = world.items.get(moved[0]);
    const due = item?.due ?? null;
    await change(world, moved[0], { labels: [...new Set([...(item?.labels ?? []), 'last'])], due: due && { ...due, on: dayOf(30) } });
    most += 3;
  }
  if (renamed !== undefined) {
    const { state } = newest(renamed[1]);
    world.edit(renamed[1], { ...state, title: 'Renamed at last' });
  }
  await addItem(world, 1);
  most += 1;
  const { requests } = await sync(world);
  if (requests.length > most) world.break(6, `${requests.length} requests where ${most} would do: ${requests.join(', ')}`);
  const creates = requests.filter((request) => request.startsWith('POST') && request.endsWith('/issues')).length;
  if (creates !== 1) world.break(6, `${creates} creates for one new item`);
}

async function change(world: World, uid: Parameters<World['items']['get']>[0], to: object): Promise<void> {
  const item = world.items.get(uid);
  if (item !== undefined) await world.type({ ...item, ...to });
}
