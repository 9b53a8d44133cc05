import { JOB_NAMES, type JobName, plainText } from '@closeout/core';
import { Argument, type Command } from 'commander';
import { runJob, slotOf } from '../shell/jobs.ts';
import type { Session } from '../shell/session.ts';
import { processName } from '../shell/sync-world.ts';

/** `closeout run`: one slot of one job, for whoever already has cron. */
export function define(command: Command, session: Session): void {
  command
    .description(
      'Does one slot of a job, for whoever has cron, a Kubernetes CronJob or the like already. Machines that call it in the same minute do it once.',
    )
    .addArgument(new Argument('<job>', 'what to do').choices(JOB_NAMES))
    .action((job: JobName) => run(session, job));
}

async function run(session: Session, job: JobName): Promise<void> {
  const { runSlot } = await import('@closeout/core/scheduler');
  const { coordination } = await session.store();
  const slot = slotOf(session.io.clock.now());
  const ran = await runSlot({ coordination, job, slot, holder: processName(), work: () => runJob(session, job) });
  if (ran.outcome === 'failed') throw ran.cause;
  const message = ran.outcome === 'taken' ? `${job} was taken on in this minute already` : ran.message;
  session.print({
    json: () => ({ version: 1, job, slot, outcome: ran.outcome, message }),
    text: () => (message ?? '').split('\n').map(plainText).join('\n'),
  });
}
