import { JOB_NAMES, type JobName, plainText } from '@closeout/core';
import type { SchedulerNews } from '@closeout/core/scheduler';
import type { Command } from 'commander';
import { misconfigured, refused } from '../shell/failure.ts';
import { runJob } from '../shell/jobs.ts';
import { Session } from '../shell/session.ts';
import { processName } from '../shell/sync-world.ts';

/** `closeout serve`: runs the jobs at their times until it is asked to end. */
export function define(command: Command, session: Session): void {
  command
    .description('Runs the configured jobs at their times until it is asked to end. Any number of processes may serve one database.')
    .action(() => serve(session));
}

async function serve(session: Session): Promise<void> {
  const { io, globals } = session;
  const [config, store] = [await session.config(), await session.store()];
  if (globals.today !== undefined) {
    throw refused({ code: 'today-given', message: 'serve runs by the clock, and --today stops it', remedy: 'leave --today out' });
  }
  const names = JOB_NAMES.filter((job) => config.jobs[job] !== undefined);
  if (names.length === 0) {
    throw misconfigured({ code: 'no-jobs', message: 'the configuration names no jobs', remedy: 'add them under "jobs"' });
  }
  // From here on the process ends in order.
  const { ending } = io;
  const { startScheduler } = await import('@closeout/core/scheduler');
  const scheduler = startScheduler({
    // A session of its own: configuration and people are read again at every run.
    jobs: names.map((name) => ({ name, cron: config.jobs[name] ?? '', run: () => inNewSession(session, name) })),
    timeZone: config.timeZone,
    coordination: store.coordination,
    holder: processName(),
    clock: io.clock,
    since: store.workspace.createdAt,
    log: (news) => tell(session, news),
  });
  session.note(`Serving ${names.join(', ')} in ${config.timeZone}.`);
  await ended(ending);
  await scheduler.stop();
  session.note('Ended in order.');
}

async function inNewSession({ io, globals }: Session, job: JobName): Promise<string> {
  const session = new Session(io, () => globals);
  try {
    return await runJob(session, job);
  } finally {
    await session.close();
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A line for each thing that happens; with `--json` a document a line. */
function tell(session: Session, news: SchedulerNews): void {
  if (session.globals.json) session.io.stdout.write(`${JSON.stringify(news, (key, value) => (key === 'cause' ? undefined : value))}\n`);
  else session.write(newsText(news));
}

function newsText(news: SchedulerNews): string {
  switch (news.kind) {
    case 'ran': {
      const message = (news.run.message ?? '').split('\n').map(plainText).join('\n  ');
      return `${news.slot}  ${news.job}  ${news.run.outcome}${message === '' ? '' : `\n  ${message}`}`;
    }
    case 'skipped':
      return `${news.slot}  ${news.job}  ${news.reason === 'taken' ? 'done by another process' : 'skipped: the last run is not over'}`;
    case 'trouble':
      return `${news.job}  trouble: ${plainText(news.message)}`;
  }
}
