import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manualClock } from '../../../packages/core/src/contract/manual-clock.ts';
import { MORNING } from '../../../packages/core/src/contract/store-world.ts';
import { openSqlite } from './open-worlds.ts';

const PROGRAM = fileURLToPath(new URL('./store-process.ts', import.meta.url));
let opened: Awaited<ReturnType<typeof openSqlite>>;
beforeEach(async () => {
  opened = await openSqlite(manualClock(MORNING));
});
afterEach(() => opened.close());

function start(...args: readonly (string | number)[]): ChildProcess {
  const [task = '', ...rest] = args.map(String);
  return spawn(process.execPath, ['--conditions=@closeout/source', PROGRAM, task, opened.path, ...rest], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'exit');
  return code;
}

test('three processes that write at once all get their turn, and share one row of numbers', async () => {
  const codes = await Promise.all([0, 100, 200].map((from) => exitOf(start('commit-items', from, 40))));
  expect(codes).toEqual([0, 0, 0]);
  const { items, seq } = await opened.store.snapshot();
  expect([items.map(({ number }) => number), seq]).toEqual([Array.from({ length: 120 }, (_, index) => index + 1), 120]);
  expect((await opened.store.events()).map((event) => event.seq)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
});

test('what a process was told is committed is there after it was killed, and nothing of half a commit', async () => {
  const child = start('commit-intents', 0, 10_000);
  const ended = exitOf(child);
  const told: number[] = [];
  if (child.stdout === null) throw new TypeError('the output is a pipe');
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(Number(line));
    if (told.length === 25) child.kill('SIGKILL');
  }
  expect(await ended).toBe(null);
  expect(told.length).toBeGreaterThanOrEqual(25);
  const { items, intents } = await opened.store.mirrors({ of: 'moved' });
  expect(intents.map(({ item }) => item).sort()).toEqual(items.map(({ item }) => item.uid).sort());
  expect(items.length).toBeGreaterThanOrEqual(told.length);
  expect(items.length).toBeLessThan(10_000);
});

test('of several processes that want to send the same things each thing is sent by one', async () => {
  const codes = await Promise.all([1, 2, 3].map(() => exitOf(start('send-once', 0, 20))));
  expect(codes).toEqual([0, 0, 0]);
  const sent = readFileSync(`${opened.path}.sent`, 'utf8').trim().split('\n').map(Number);
  expect(sent.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
});
