import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CountedGithub, openCountedGithub } from '../support/counted-github.ts';

const MINUTE_MS = 60_000;

let world: CountedGithub;
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T09:00:00Z'), toFake: ['Date'] });
  world = await openCountedGithub();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const path = (number: number) => `/repos/${world.github.repo}/issues/${number}`;
const bodyOf = async (number: number) => ((await world.github.person('GET', path(number))) as { body: string }).body;
const write = (number: number, body: string) => world.github.person('PATCH', path(number), { body });
const sync = async () => {
  for (let turn = 0; turn < 2; turn += 1) {
    vi.setSystemTime(Date.now() + MINUTE_MS);
    await world.sync();
  }
};
const drifts = async () => (await world.store.mirrors({ of: 'all' })).drifts;
const saved = async () => (await drifts()).filter(({ code }) => code === 'block-edited').flatMap((drift) => drift.saved as string[]);

test('a due line that is no date is saved, and stays while the text below it is rewritten', async () => {
  const [item] = await world.add(1);
  if (item === undefined) throw new Error('no item');
  await sync();
  await write(1, (await bodyOf(1)).replace('Due: 2027-03-31', 'Due: end of Q2, agreed with Bob (ticket 77)'));
  await sync();
  await world.edit(item, { details: 'Other details.' });
  await sync();
  expect(await bodyOf(1)).toMatch(/Due: end of Q2, agreed with Bob \(ticket 77\)\n\nOther details\./);
  expect((await saved()).some((text) => text.startsWith('end of Q2, agreed with Bob (ticket 77)'))).toBe(true);
  expect((await drifts()).map(({ code, field }) => `${code} ${field}`).sort()).toEqual(['block-edited details', 'unmappable dueOn']);
  await write(1, (await bodyOf(1)).replace(/Due: .*/, 'Due: 2027-06-30'));
  await sync();
  const { links, drifts: left } = await world.store.mirrors({ of: 'all' });
  expect((await world.items())[0]?.due?.on).toBe('2027-06-30');
  expect({ pending: links[0]?.pending, left: left.map(({ code }) => code) }).toEqual({ pending: false, left: ['block-edited'] });
});

test('words beside a date are saved before the text they belong to is rewritten; the date crosses', async () => {
  const [item] = await world.add(1);
  if (item === undefined) throw new Error('no item');
  await sync();
  await write(1, (await bodyOf(1)).replace('2027-03-31', '2027-01-15 (agreed with Carol)'));
  await sync();
  const [moved] = await world.items();
  expect(moved?.due?.on).toBe('2027-01-15');
  await world.edit(item, { due: moved?.due ?? null, details: 'Other details.' });
  await sync();
  expect(await bodyOf(1)).toMatch(/Due: 2027-01-15\n\nOther details\./);
  expect((await saved()).some((text) => text.startsWith('(agreed with Carol)'))).toBe(true);
});

test('the block of another item, pasted above our own, takes nothing over', async () => {
  await world.add(1);
  const [second] = await world.add(1, { due: { on: '2027-05-05', originallyOn: '2027-05-05', rule: 'explicit', extensions: [] } as never });
  if (second === undefined) throw new Error('no item');
  await sync();
  const pasted = await bodyOf(1);
  await write(2, `${pasted}\n\n${await bodyOf(2)}`);
  await sync();
  expect((await world.items()).map(({ due }) => due?.on)).toEqual(['2027-03-31', '2027-05-05']);
  await world.edit(second, { details: 'Other details.' });
  await sync();
  expect((await bodyOf(2)).startsWith(`${pasted}\n\n`)).toBe(true);
  expect((await bodyOf(2)).slice(pasted.length)).toMatch(/Due: 2027-05-05\n\nOther details\./);
  expect((await drifts()).map(({ code }) => code)).toEqual(['marker-twice']);
  await write(2, (await bodyOf(2)).replace('2027-05-05', '2027-05-06'));
  await sync();
  expect((await world.items()).map(({ due }) => due?.on)).toEqual(['2027-03-31', '2027-05-06']);
});

test('the block of another item in place of our own is neither read nor written', async () => {
  await world.add(1);
  const [second] = await world.add(1, { due: { on: '2027-05-05', originallyOn: '2027-05-05', rule: 'explicit', extensions: [] } as never });
  if (second === undefined) throw new Error('no item');
  await sync();
  const pasted = await bodyOf(1);
  await write(2, pasted);
  await sync();
  await world.edit(second, { details: 'Other details.', title: 'Another title' });
  await sync();
  expect((await world.items()).map(({ due }) => due?.on)).toEqual(['2027-03-31', '2027-05-05']);
  expect(await bodyOf(2)).toBe(pasted);
  expect((await drifts()).map(({ code }) => code)).toEqual(['marker-gone']);
});
