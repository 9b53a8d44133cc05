import { appendFileSync } from 'node:fs';
import { type Clock, dayIn, instantAt } from '@closeout/core';
import { openSqliteStore } from '@closeout/core/sqlite';
import { create, sampleIntent, sampleItem } from '../../../packages/core/src/contract/store-world.ts';

// A process of its own, for tests of what several of them do to one database: `node store-process.ts TASK DATABASE FROM COUNT`.
const [task = '', path = '', from = '0', count = '0'] = process.argv.slice(2);
const numbers = Array.from({ length: Number(count) }, (_, index) => Number(from) + index);
const now = () => instantAt(Date.now());
const clock: Clock = { now, today: (timeZone) => dayIn(timeZone, now()) };
const store = await openSqliteStore({ path, clock, timeZone: 'UTC' });

switch (task) {
  case 'commit-items':
    for (const n of numbers) await store.commit([create(sampleItem(n))], { actor: `process ${from}` });
    break;
  case 'commit-intents':
    for (const n of numbers) {
      await store.commit([create(sampleItem(n)), { op: 'intent', intent: sampleIntent(store.workspace.id, n) }], { actor: 'sync' });
      process.stdout.write(`${n}\n`);
    }
    break;
  case 'send-once':
    for (const n of numbers) {
      await store.once('file', `message ${n}`, async () => appendFileSync(`${path}.sent`, `${n}\n`));
    }
    break;
  default:
    throw new RangeError(`no such task: ${task}`);
}
await store.close();
