import type { Instant, JobName } from '@closeout/core';
import { deliverReport, deliveryText } from './deliver.ts';
import { refused } from './failure.ts';
import type { Session } from './session.ts';
import { throwIfStopped } from './sync-run.ts';
import { syncText } from './sync-text.ts';
import { syncWorld } from './sync-world.ts';
import type { ConnectedTracker } from './trackers.ts';

/** Does what a job does, once; answers what is worth recording, and throws when it failed. */
export async function runJob(session: Session, job: JobName): Promise<string> {
  switch (job) {
    case 'sync':
      return syncJob(session);
    case 'report':
      return reportJob(session);
    case 'remind':
      throw refused({
        code: 'job-unsupported',
        message: 'this version cannot send reminders yet',
        remedy: 'take "remind" out of the jobs; closeout overdue and the weekly report say what is late',
      });
  }
}

async function syncJob(session: Session): Promise<string> {
  const { runSync, SYNC_EVERYTHING } = await import('@closeout/core/sync');
  const config = await session.config();
  const world = await syncWorld(session, {});
  const result = await runSync(world, { ...SYNC_EVERYTHING, mode: config.sync.mode });
  throwIfStopped(result);
  const targets: readonly ConnectedTracker[] = world.targets;
  const text = syncText(result, new Map(targets.map((target) => [target.config.name, target.requests()])));
  const [failed] = result.trackers.filter(({ error }) => error !== null);
  if (failed !== undefined) throw refused({ code: 'sync-failed', message: text, remedy: 'run closeout sync to see more' });
  return text;
}

async function reportJob(session: Session): Promise<string> {
  const deliveries = await deliverReport(session, { asOf: await session.today(), resend: false });
  const text = deliveryText(deliveries);
  if (deliveries.some(({ outcome }) => outcome === 'failed')) {
    throw refused({ code: 'delivery-failed', message: text, remedy: 'see "channels" in the configuration' });
  }
  return text === '' ? 'delivered' : text;
}

/** The slot that a call from outside fills: the minute it was called in, so that several machines that fire together do it once. */
export function slotOf(now: Instant): Instant {
  return now.replace(/:\d{2}\.\d{3}Z$/, ':00.000Z') as Instant;
}
