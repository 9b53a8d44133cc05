import type { SyncResult } from '../../packages/core/src/run/sync-result.ts';
import { SYNC_EVERYTHING } from '../../packages/core/src/run/sync-target.ts';
import { StoreError } from '../../packages/core/src/store/port.ts';
import { judge } from './laws.ts';
import { addItem, editHere } from './people-here.ts';
import type { Ended } from './simulated-process.ts';
import type { StoreFiles } from './store-file.ts';
import type { Step, Story } from './story.ts';
import { tellStep } from './tell.ts';
import { type Broken, type Hole, World } from './world.ts';

/** What became of a story. */
export interface Played {
  readonly broken: readonly Broken[];
  readonly holes: readonly Hole[];
  /** Line by line, what happened. */
  readonly told: readonly string[];
}

/** More stops than any run has. */
const TO_THE_END = 3000;

/** Plays a story to its end, lets things settle, and judges. The same story always comes out the same. */
export async function play(story: Story, files: StoreFiles): Promise<Played> {
  const world = await World.open(files, story);
  try {
    for (const step of story.steps) {
      world.tell(tellStep(step));
      world.truth.advance(700);
      await happen(world, step);
      if (world.broken.length > 0) break;
    }
    if (world.broken.length === 0) await judge(world);
  } catch (error) {
    if (world.broken.length === 0) world.break(3, `the story cannot go on: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    world.close();
  }
  return { broken: world.broken, holes: world.holes, told: world.told };
}

async function happen(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case 'add':
      return addItem(world, step.n);
    case 'here':
      return editHere(world, step);
    case 'there':
      return actThere(world, step);
    case 'sync': {
      const process = world.processes[step.who];
      if (!process.isRunning) await process.start({ ...SYNC_EVERYTHING, mode: step.mode });
      return noteEnd(world, await process.advance(step.stops ?? TO_THE_END));
    }
    case 'doom':
      world.processes[step.who].process.doom = step.doom;
      return;
    case 'die':
      return world.processes[step.who].isRunning ? world.processes[step.who].die(step.moment) : undefined;
    case 'stop':
      world.processes[step.who].stop.abort();
      return;
    case 'fault':
      world.processes[step.who].faults.push(step.fault);
      return;
    case 'wait':
      return wait(world, step.seconds * 1000);
    case 'jump':
      world.machine.aheadMs += step.seconds * 1000;
      return;
    case 'switch':
      for (const tracker of world.trackers) tracker.flip(step.what);
      return;
  }
}

/** Time passes, but nobody stands still for too long between an intent and its fate. */
function wait(world: World, ms: number): void {
  const left = world.processes.map(({ isRunning, run }) =>
    isRunning && run?.intentAtMs != null ? run.intentAtMs + world.bounds.freezeMaxMs - world.truth.nowMs : ms,
  );
  world.truth.advance(Math.max(0, Math.min(ms, ...left)));
}

/** A run may fail as it is documented to; everything else is a defect. */
export function noteEnd(world: World, ended: Ended<SyncResult> | null): void {
  if (ended?.how !== 'failed') return;
  const { error } = ended;
  if (error instanceof StoreError && error.code === 'lease-lost') return;
  world.break(3, `a sync ended in ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

/** Somebody acts in one of the trackers. */
function actThere(world: World, step: Extract<Step, { readonly do: 'there' }>): void {
  world.trackers[(step.n >> 3) % world.trackers.length]?.act(world, step);
}
