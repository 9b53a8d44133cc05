import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { manualClock } from '../../../packages/core/src/contract/manual-clock.ts';
import { MORNING } from '../../../packages/core/src/contract/store-world.ts';
import { openSqlite } from '../store/open-worlds.ts';

const PROGRAM = fileURLToPath(new URL('./scheduler-process.ts', import.meta.url));

test('three processes on one database run each slot once, and end by themselves when told to stop', async () => {
  const opened = await openSqlite(manualClock(MORNING));
  const children = ['a', 'b', 'c'].map((holder) =>
    spawn(process.execPath, ['--conditions=@closeout/source', PROGRAM, opened.path, holder], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  try {
    const slots: string[] = [];
    let complaints = '';
    const enough = Promise.withResolvers<void>();
    const ends = children.map(async (child) => {
      child.stderr.on('data', (text) => {
        complaints += text;
      });
      for await (const line of createInterface({ input: child.stdout })) {
        slots.push(line);
        if (slots.length >= 4) enough.resolve();
      }
      return child.exitCode ?? (await once(child, 'exit'))[0];
    });
    await enough.promise;
    for (const child of children) child.kill('SIGTERM');
    expect([await Promise.all(ends), complaints]).toEqual([[0, 0, 0], '']);
    expect(new Set(slots).size).toBe(slots.length);
    const runs = await opened.store.coordination.runs({ limit: 99 });
    expect(runs.map(({ slot, outcome }) => [slot, outcome]).sort()).toEqual(slots.sort().map((slot) => [slot, 'ok']));
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await opened.close();
  }
});
