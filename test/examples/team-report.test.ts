import { randomBytes } from 'node:crypto';
import { dayIn, type Instant, memoryStore, parseConfig, plainDate, planAdd, planSettings, type Store } from '@closeout/core';
import { expect, test } from 'vitest';
import { sendTeamReports } from '../../examples/team-report.ts';

const read = parseConfig({ teams: { payments: {}, search: {} } });
if (!read.ok) throw new Error(read.problems.map(({ path }) => path).join());
const { config } = read;

/** A workspace in which the payments team owes one item since 2026-03-20. */
async function workspace(): Promise<Store> {
  const now = '2026-03-02T08:00:00.000Z' as Instant;
  const store = memoryStore({
    clock: { now: () => now, today: (timeZone) => dayIn(timeZone, now) },
    entropy: () => new Uint8Array(randomBytes(16)),
    timeZone: 'UTC',
  });
  await store.commit(planSettings(await store.snapshot(), config), { actor: 'ana' });
  const fields = { title: 'Rotate the signing key', team: 'payments', dueOn: plainDate('2026-03-20') };
  const added = planAdd(await store.snapshot(), fields, { config, today: plainDate('2026-03-02'), by: 'ana' });
  if (!added.ok) throw new Error(added.fault.message);
  await store.commit(added.value, { actor: 'ana' });
  return store;
}

test('each team gets its own part of the report once; the next week is news again', async () => {
  const store = await workspace();
  const said: { readonly team: string; readonly markdown: string }[] = [];
  const options = {
    asOf: plainDate('2026-03-30'),
    config,
    say: async (team: string, markdown: string) => {
      said.push({ team, markdown });
    },
  };
  expect(await sendTeamReports(store, options)).toEqual(['payments', 'search']);
  expect(await sendTeamReports(store, options)).toEqual([]);
  expect(said.map(({ team, markdown }) => [team, markdown.includes('Rotate the signing key')])).toEqual([
    ['payments', true],
    ['search', false],
  ]);
  expect(await sendTeamReports(store, { ...options, asOf: plainDate('2026-04-06') })).toEqual(['payments', 'search']);
});

test('a report that could not be said is said by the next run', async () => {
  const store = await workspace();
  const options = { asOf: plainDate('2026-03-30'), config };
  const failing = sendTeamReports(store, { ...options, say: () => Promise.reject(new Error('the chat is down')) });
  await expect(failing).rejects.toThrow('the chat is down');
  expect(await sendTeamReports(store, { ...options, say: async () => {} })).toEqual(['payments', 'search']);
});
