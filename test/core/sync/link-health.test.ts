import { expect, it } from 'vitest';
import type { Refusal } from '../../../packages/core/src/model/mirror.ts';
import { driftRemedy } from '../../../packages/core/src/sync/drift-remedy.ts';
import { ROBOT } from './simulated-tracker.ts';
import { openTwoTrackers, type TwoTrackers } from './two-trackers.ts';

async function mirrored(items = 1): Promise<TwoTrackers> {
  const world = openTwoTrackers();
  for (let n = 0; n < items; n += 1) await world.add({ labels: ['drill'] });
  await world.sync();
  return world;
}

const codesOf = async (world: TwoTrackers) => (await world.drift()).drift.map(({ code, issue }) => `${code} ${issue?.key ?? '-'}`);
const firstLink = async (world: TwoTrackers) => {
  const [link] = (await world.store.mirrors({ of: 'all' })).links;
  if (link === undefined) throw new Error('no link');
  return link;
};

it('finds nothing wrong with links in step, whatever happened to foreign text and labels', async () => {
  const world = await mirrored(3);
  world.sims.payments.edit('2', ({ labels }) => ({ title: 'Renamed there', labels: [...labels, 'wontfix'] }));
  expect(await world.drift()).toEqual({
    trackers: [
      { name: 'payments', tracker: 'github:acme/payments', links: 3, read: 0, error: null },
      { name: 'platform', tracker: 'github:acme/platform', links: 0, read: 0, error: null },
    ],
    drift: [],
    kept: [],
    refused: [],
  });
});

it('tells a second issue of an item from one that a stranger made, and from one of an unknown item', async () => {
  const world = await mirrored();
  const { markers } = world.sims.payments.all()[0] ?? { markers: [] };
  world.sims.payments.open('Second', { author: ROBOT, markers });
  world.sims.payments.open('Pasted', { author: 'somebody', markers });
  world.sims.platform.open('Unknown', {
    author: ROBOT,
    markers: markers.map((marker) => ({ ...marker, item: marker.workspace as never })),
  });
  expect(await codesOf(world)).toEqual(['twin 2', 'stranger 3', 'orphan 1']);
});

it('says of two items with one issue which one has to give it up', async () => {
  const world = await mirrored(2);
  const [first, second] = (await world.store.mirrors({ of: 'all' })).links;
  if (first === undefined || second === undefined) throw new Error('two links');
  await world.store.commit([{ op: 'link', link: { ...second, issue: first.issue } }], { actor: 'a bug' });
  const { drift } = await world.drift();
  expect(drift).toMatchObject([
    { code: 'already-mirrored', item: second.item },
    { code: 'marker-gone', item: second.item },
    { code: 'rival', item: second.item },
  ]);
});

it('sees an issue that is there again, one that hides, and text that was written over', async () => {
  const world = await mirrored(2);
  const link = await firstLink(world);
  await world.store.commit([{ op: 'link', link: { ...link, state: 'hidden' } }], { actor: 'test' });
  expect(await codesOf(world)).toEqual(['found-again 1']);
  await world.store.commit([{ op: 'link', link: { ...link, issue: { ...link.issue, id: '99' } } }], { actor: 'test' });
  expect(await codesOf(world)).toEqual(['rival 1', 'hidden 1']);
  await world.store.commit([{ op: 'link', link }], { actor: 'test' });
  world.sims.payments.edit('1', ({ details }) => ({ details: `${details} scribble` }));
  expect(await codesOf(world)).toEqual(['block-edited 1']);
  await world.sync();
  await world.edit(link.item, { details: 'Ours again.' });
  await world.sync();
  expect(await world.drift()).toMatchObject({ drift: [], kept: [{ code: 'block-edited', item: link.item }] });
});

it('names what the tracker refuses for want of an account or of permission', async () => {
  const world = await mirrored();
  const { item, tracker } = await firstLink(world);
  const refusal: Refusal = { item, tracker, field: 'assignee', code: 'assignee-unknown', message: 'nobody there', digest: 'd' };
  const denied: Refusal = { ...refusal, field: 'labels', code: 'no-permission', message: 'not for you' };
  const odd: Refusal = { ...refusal, field: 'title', code: 'too-long', message: 'cut' };
  await world.store.commit(
    [refusal, denied, odd].map((one) => ({ op: 'refusal', refusal: one })),
    { actor: 'test' },
  );
  expect(await codesOf(world)).toEqual(['no-permission 1', 'unmappable 1']);
});

it('leaves ended links alone', async () => {
  const world = await mirrored();
  const { item } = await firstLink(world);
  await world.unlink(item);
  world.sims.payments.edit('1', () => ({ markers: [], details: null, labels: [] }));
  expect(await codesOf(world)).toEqual([]);
});

it('has something to do about every code, with the words that the command line understands', () => {
  const codes = [
    'deleted',
    'hidden',
    'moved',
    'found-again',
    'not-an-issue',
    'already-mirrored',
    'marker-gone',
    'rival',
    'open-again',
    'unreached',
  ] as const;
  const issue = { id: '1', key: '1', url: 'https://github.com/acme/payments/issues/1' };
  for (const code of codes) expect(driftRemedy({ code, issue }, 'AI-7')).toMatch(/closeout (?:un)?link AI-7/);
});
