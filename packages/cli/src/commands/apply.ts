import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runPlan, SYNC_EVERYTHING, type SyncRequest } from '@closeout/core/sync';
import type { Command } from 'commander';
import { askYesNo } from '../shell/ask.ts';
import { wrongUsage } from '../shell/failure.ts';
import { parsePlanFile } from '../shell/plan-file.ts';
import { planText } from '../shell/plan-text.ts';
import type { Session } from '../shell/session.ts';
import { addSyncOptions, chosenItems, type SyncFlags } from '../shell/sync-options.ts';
import { syncAndShow, throwIfStopped } from '../shell/sync-run.ts';
import { syncWorld } from '../shell/sync-world.ts';

interface ApplyFlags extends SyncFlags {
  readonly yes: boolean;
}

/** `closeout apply`: carries out a plan: the one in the file as it stands there, or the one it shows and asks about. */
export function define(command: Command, session: Session): void {
  addSyncOptions(command.argument('[file]', 'a plan written by closeout plan --out'))
    .option('--yes', 'carry out without asking', false)
    .action((file: string | undefined, flags: ApplyFlags) =>
      file === undefined ? applyNow(session, flags) : applyFile(session, file, flags),
    );
}

async function applyFile(session: Session, file: string, { confirm, limit }: ApplyFlags): Promise<void> {
  const { mode, items, tracker, changes } = parsePlanFile(await readFile(resolve(session.io.cwd, file), 'utf8'), file);
  const request: SyncRequest = { ...SYNC_EVERYTHING, mode, items, confirm: confirm ?? null, limit: limit ?? null, expected: changes };
  await syncAndShow(session, { only: tracker ?? undefined, request });
}

async function applyNow(session: Session, flags: ApplyFlags): Promise<void> {
  const { io } = session;
  if (!flags.yes && !(io.isTTY.stdin && io.isTTY.stdout)) {
    throw wrongUsage(
      'apply asks before it acts, and nobody is at a terminal',
      'say --yes, or write a plan with closeout plan --out FILE and apply that file',
    );
  }
  const config = await session.config();
  const mode = flags.mode ?? config.sync.mode;
  const items = await chosenItems(session, flags);
  const world = await syncWorld(session, { only: flags.tracker });
  const planned = await runPlan(world, { mode, items, retry: false });
  throwIfStopped(planned);
  const { changes } = planned.plan;
  if (!session.globals.json) session.write(planText(planned.plan, io.columns));
  if (!changes.some(({ kind }) => kind !== 'wait')) {
    if (session.globals.json)
      session.print({ json: () => ({ version: 1, trackers: [], conflicts: planned.plan.conflicts, drift: [] }), text: () => '' });
    return;
  }
  if (!flags.yes && !(await askYesNo(session, 'Carry this out?'))) {
    session.note('Nothing was done.');
    return;
  }
  const request: SyncRequest = {
    ...SYNC_EVERYTHING,
    mode,
    items,
    confirm: flags.confirm ?? null,
    limit: flags.limit ?? null,
    expected: changes,
  };
  await syncAndShow(session, { only: flags.tracker, request });
}
