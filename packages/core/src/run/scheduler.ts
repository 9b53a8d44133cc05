import { createTask, type Logger, type ScheduledTask, type TaskContext } from 'node-cron';
import { type Clock, type Instant, instantAt, parseInstant } from '../model/instant.ts';
import type { Coordination } from '../store/port.ts';
import { lastSlotBefore } from './last-slot.ts';
import { runClaimedSlot, runSlot, type SlotRun } from './slot.ts';

export interface Job {
  readonly name: string;
  /** Five or six fields, as node-cron reads them. */
  readonly cron: string;
  /** Answers what is worth recording; `stopping` asks it to end early. */
  run(slot: Instant, stopping: AbortSignal): Promise<string | null>;
}

/** What a scheduler tells about, as it happens. */
export type SchedulerNews =
  | { readonly kind: 'ran'; readonly job: string; readonly slot: Instant; readonly run: Exclude<SlotRun, { readonly outcome: 'taken' }> }
  | { readonly kind: 'skipped'; readonly job: string; readonly slot: Instant; readonly reason: 'taken' | 'still-running' }
  | { readonly kind: 'trouble'; readonly job: string; readonly message: string };

export interface SchedulerOptions {
  readonly jobs: readonly Job[];
  readonly timeZone: string;
  readonly coordination: Coordination;
  /** Who runs it, as recorded; one name for each process. */
  readonly holder: string;
  /** Says which slot was the last one; the slots to come follow the machine's own clock. */
  readonly clock: Clock;
  /** Slots before this moment were not missed: the workspace did not exist. */
  readonly since: Instant;
  readonly log: (news: SchedulerNews) => void;
}

export interface Scheduler {
  /** No slot starts any more; resolves once what runs has ended. */
  stop(): Promise<void>;
}

/** How long to wait before asking again a store that could not be asked. */
const ASK_AGAIN_MS = 30_000;

/**
 * Runs each slot of each job once, on however many processes share the store; the last slot of a job that was
 * missed while nothing ran is caught up first, once. Throws RangeError on a cron expression that is none.
 */
export function startScheduler(options: SchedulerOptions): Scheduler {
  const stopping = new AbortController();
  const jobs = options.jobs.map((job) => scheduledJob(job, { ...options, stopping: stopping.signal }));
  for (const job of jobs) job.start();
  return {
    async stop() {
      stopping.abort();
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}

interface ScheduledJob {
  start(): void;
  stop(): Promise<void>;
}

function scheduledJob(
  job: Job,
  { timeZone, coordination, holder, clock, since, log, stopping }: SchedulerOptions & { readonly stopping: AbortSignal },
): ScheduledJob {
  /** What this process does for the job now; its claim included, so that stopping leaves no claimed slot behind. */
  let busy: PromiseWithResolvers<void> | null = null;
  let askAgain: NodeJS.Timeout | undefined;

  const request = (slot: Instant) => ({ coordination, job: job.name, slot, holder, work: (at: Instant) => job.run(at, stopping) });
  const enter = () => {
    busy = Promise.withResolvers();
  };
  const leave = () => {
    busy?.resolve();
    busy = null;
  };
  const tell = (slot: Instant, run: SlotRun) => {
    if (run.outcome === 'taken') log({ kind: 'skipped', job: job.name, slot, reason: 'taken' });
    else log({ kind: 'ran', job: job.name, slot, run });
  };
  const trouble = (error: unknown) => {
    log({ kind: 'trouble', job: job.name, message: error instanceof Error ? error.message : String(error) });
    clearTimeout(askAgain);
    if (!stopping.aborted) askAgain = setTimeout(catchUp, ASK_AGAIN_MS);
  };

  async function catchUp(): Promise<void> {
    if (busy !== null || stopping.aborted) return;
    enter();
    try {
      const slot = lastSlotBefore(job.cron, timeZone, clock.now());
      if (slot === null || slot < since) return;
      const [latest] = await coordination.runs({ job: job.name, limit: 1 });
      if (latest === undefined || latest.slot < slot) tell(slot, await runSlot(request(slot)));
    } catch (error) {
      trouble(error);
    } finally {
      leave();
    }
  }

  /** Asked by node-cron when a slot has come; what it allows, `runSlotNow` and then `leave` follow. */
  async function shouldRun(key: string): Promise<boolean> {
    const slot = slotIn(key);
    if (stopping.aborted) return false;
    if (busy !== null) {
      log({ kind: 'skipped', job: job.name, slot, reason: 'still-running' });
      return false;
    }
    enter();
    try {
      if (await coordination.claim(job.name, slot, holder)) return true;
      tell(slot, { outcome: 'taken' });
    } catch (error) {
      trouble(error);
    }
    leave();
    return false;
  }

  async function runSlotNow({ date }: TaskContext): Promise<void> {
    const slot = instantAt(date.getTime());
    try {
      tell(slot, await runClaimedSlot(request(slot)));
    } catch (error) {
      trouble(error);
    }
  }

  const task = createJobTask(job, { timeZone, shouldRun, run: runSlotNow, onComplete: leave, onError: trouble });
  task.on('execution:overlap', ({ date }) =>
    log({ kind: 'skipped', job: job.name, slot: instantAt(date.getTime()), reason: 'still-running' }),
  );
  // This process slept through slots, or was kept from them: the last one is done now, in the state of now.
  task.on('execution:missed', catchUp);

  return {
    start() {
      void task.start();
      void catchUp();
    },
    async stop() {
      clearTimeout(askAgain);
      await task.destroy();
      await busy?.promise;
    },
  };
}

interface JobTask {
  readonly timeZone: string;
  readonly shouldRun: (key: string) => Promise<boolean>;
  readonly run: (context: TaskContext) => Promise<void>;
  readonly onComplete: () => void;
  readonly onError: (error: unknown) => void;
}

function createJobTask(job: Job, { timeZone, shouldRun, run, onComplete, onError }: JobTask): ScheduledTask {
  const silent = () => undefined;
  const logger: Logger = { info: silent, debug: silent, warn: silent, error: (message, error) => onError(error ?? message) };
  try {
    return createTask(job.cron, run, {
      name: job.name,
      timezone: timeZone,
      noOverlap: true,
      distributed: true,
      runCoordinator: { shouldRun, onComplete },
      suppressMissedWarning: true,
      logger,
    });
  } catch (error) {
    throw new RangeError(`job ${job.name}: not a cron expression: ${JSON.stringify(job.cron)}`, { cause: error });
  }
}

/** node-cron's key is the task's name, a colon and the slot. */
function slotIn(key: string): Instant {
  const slot = parseInstant(/\d{4}-\d{2}-\d{2}T.*$/.exec(key)?.[0] ?? '');
  if (slot === null) throw new RangeError(`no slot in ${JSON.stringify(key)}`);
  return slot;
}
