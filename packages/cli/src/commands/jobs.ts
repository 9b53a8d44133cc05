import { type JobRun, plainText } from '@closeout/core';
import type { Command } from 'commander';
import type { Session } from '../shell/session.ts';

/** `closeout jobs`: what runs when, and how it went last. */
export function define(command: Command, session: Session): void {
  command.action(() => jobs(session));
}

async function jobs(session: Session): Promise<void> {
  const config = await session.config();
  const { coordination } = await session.store();
  const names = Object.keys(config.jobs).sort();
  const rows = await Promise.all(
    names.map(async (job) => ({ job, cron: config.jobs[job] ?? '', last: (await coordination.runs({ job, limit: 1 }))[0] ?? null })),
  );
  session.print({
    json: () => ({ version: 1, timeZone: config.timeZone, jobs: rows }),
    text: () => {
      if (rows.length === 0) return 'No job is configured; see "jobs" in the configuration.';
      const lines = rows.map(({ job, cron, last }) => `${job.padEnd(8)}  ${cron.padEnd(16)}  ${lastText(last)}`);
      return [...lines, '', `Times are in ${config.timeZone}; closeout serve runs them.`].join('\n');
    },
  });
}

function lastText(run: JobRun | null): string {
  if (run === null) return 'never ran';
  const outcome = run.outcome ?? (run.finishedAt === null ? 'runs now, or was killed' : 'ended');
  const message = run.message === null ? '' : `: ${plainText(run.message.split('\n')[0] ?? '')}`;
  return `${run.slot.slice(0, 16)}Z ${outcome}${message}`;
}
