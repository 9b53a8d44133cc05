import { type Clock, dayIn, instantAt } from '@closeout/core';
import { startScheduler } from '@closeout/core/scheduler';
import { openSqliteStore } from '@closeout/core/sqlite';

// A process of its own that says which slots it ran, until SIGTERM: `node scheduler-process.ts DATABASE HOLDER`.
const [path = '', holder = ''] = process.argv.slice(2);
const now = () => instantAt(Date.now());
const clock: Clock = { now, today: (timeZone) => dayIn(timeZone, now()) };
const store = await openSqliteStore({ path, clock, timeZone: 'UTC' });
const scheduler = startScheduler({
  jobs: [
    {
      name: 'tick',
      cron: '* * * * * *',
      async run(slot) {
        process.stdout.write(`${slot}\n`);
        return holder;
      },
    },
  ],
  timeZone: 'UTC',
  coordination: store.coordination,
  holder,
  clock,
  since: store.workspace.createdAt,
  log: (news) => {
    if (news.kind === 'trouble') process.stderr.write(`${news.message}\n`);
  },
});
process.once('SIGTERM', async () => {
  await scheduler.stop();
  await store.close();
});
