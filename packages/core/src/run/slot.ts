import type { Instant } from '../model/instant.ts';
import type { Coordination } from '../store/port.ts';

/** What a job does in a slot; answers what is worth recording about it. */
export type SlotWork = (slot: Instant) => Promise<string | null>;

export interface SlotRequest {
  readonly coordination: Coordination;
  readonly job: string;
  readonly slot: Instant;
  /** Who runs it, as recorded: a process, not a person. */
  readonly holder: string;
  readonly work: SlotWork;
}

/** `taken`: this slot ran, or runs, elsewhere. A failed run is recorded and kept as a value: no other job suffers. */
export type SlotRun =
  | { readonly outcome: 'ok'; readonly message: string | null }
  | { readonly outcome: 'failed'; readonly message: string; readonly cause: unknown }
  | { readonly outcome: 'taken' };

/** Runs one slot of a job unless somebody has it already; the run is recorded with its outcome. */
export async function runSlot(request: SlotRequest): Promise<SlotRun> {
  const { coordination, job, slot, holder } = request;
  return (await coordination.claim(job, slot, holder)) ? runClaimedSlot(request) : { outcome: 'taken' };
}

/** Runs a slot that was claimed before. */
export async function runClaimedSlot({ coordination, job, slot, work }: SlotRequest): Promise<SlotRun> {
  const run = await outcomeOf(work, slot);
  await coordination.finish(job, slot, run.outcome, run.message);
  return run;
}

async function outcomeOf(work: SlotWork, slot: Instant): Promise<Exclude<SlotRun, { readonly outcome: 'taken' }>> {
  try {
    return { outcome: 'ok', message: await work(slot) };
  } catch (cause) {
    return { outcome: 'failed', message: cause instanceof Error ? cause.message : String(cause), cause };
  }
}
