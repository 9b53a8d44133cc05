import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { plainText } from '@closeout/core';
import { runPlan } from '@closeout/core/sync';
import type { Command } from 'commander';
import { EXIT } from '../shell/exit-code.ts';
import { planFile } from '../shell/plan-file.ts';
import { planText } from '../shell/plan-text.ts';
import type { Session } from '../shell/session.ts';
import { addSyncOptions, chosenItems, type SyncFlags } from '../shell/sync-options.ts';
import { named, throwIfStopped, trackerFailure } from '../shell/sync-run.ts';
import { syncWorld } from '../shell/sync-world.ts';

interface PlanFlags extends SyncFlags {
  readonly out?: string;
  readonly exitCode: boolean;
}

/** `closeout plan`: what a sync would do. Reads the trackers, writes nothing to them. */
export function define(command: Command, session: Session): void {
  addSyncOptions(command)
    .option('--out <file>', 'write the plan to a file that apply carries out as it is')
    .option('--exit-code', 'end with 2 when there is something to do', false)
    .action((flags: PlanFlags) => plan(session, flags));
}

async function plan(session: Session, flags: PlanFlags): Promise<void> {
  const config = await session.config();
  const mode = flags.mode ?? config.sync.mode;
  const items = await chosenItems(session, flags);
  const world = await syncWorld(session, { only: flags.tracker, mayBeNone: true });
  const planned = await runPlan(world, { mode, items, retry: false });
  throwIfStopped(planned);
  const [unasked] = planned.failed;
  // A plan of nobody that could be asked would say that all is well.
  if (unasked !== undefined && planned.failed.length === world.targets.length) throw trackerFailure(unasked.name, unasked);
  if (flags.out !== undefined) {
    await writeFile(
      resolve(session.io.cwd, flags.out),
      planFile({ mode, items, tracker: flags.tracker ?? null, changes: planned.plan.changes }),
    );
    session.note(`The plan is in ${plainText(flags.out)}; carry it out with: closeout apply ${plainText(flags.out)}`);
  }
  const conflicts = await named(session, planned.plan.conflicts);
  session.print({
    json: () => ({ version: 1, changes: planned.plan.changes, conflicts, waiting: planned.plan.waiting, failed: planned.failed }),
    text: () => planText(planned.plan, session.io.columns),
  });
  if (config.trackers.length === 0) session.note('The configuration names no trackers, so nothing is mirrored.');
  for (const { name, message } of planned.failed) session.note(`${plainText(name)} could not be asked: ${plainText(message)}`);
  if (flags.exitCode && planned.plan.changes.length > 0) session.exitWith(EXIT.condition);
  if (planned.failed.length > 0) session.exitWith(planned.failed.every(({ code }) => code === 'limited') ? EXIT.later : EXIT.failed);
}
