import { runDriftCheck } from '@closeout/core/sync';
import type { Command } from 'commander';
import { driftJson, driftText, isAnythingWrong } from '../shell/drift-text.ts';
import { EXIT } from '../shell/exit-code.ts';
import type { Session } from '../shell/session.ts';
import { named, trackerFailure } from '../shell/sync-run.ts';
import { trackerWorld } from '../shell/sync-world.ts';

interface DriftFlags {
  readonly tracker?: string;
  readonly exitCode: boolean;
}

/** `closeout drift`: whether links still are what they say. Writes nothing, neither to the trackers nor here. */
export function define(command: Command, session: Session): void {
  command
    .option('--tracker <name>', 'only this tracker')
    .option('--exit-code', 'end with 2 when something is wrong', false)
    .action((flags: DriftFlags) => drift(session, flags));
}

async function drift(session: Session, { tracker, exitCode }: DriftFlags): Promise<void> {
  const world = await trackerWorld(session, { only: tracker });
  const report = await runDriftCheck(world);
  const failed = report.trackers.flatMap(({ name, error }) => (error === null ? [] : [{ name, ...error }]));
  const [unasked] = failed;
  // A report of nobody that could be asked would say that all is well.
  if (unasked !== undefined && failed.length === report.trackers.length) throw trackerFailure(unasked.name, unasked);
  const requests = new Map(world.targets.map(({ config, requests: sent }) => [config.name, sent()]));
  const shown = {
    trackers: report.trackers.map((one) => ({ ...one, requests: requests.get(one.name) ?? 0 })),
    drift: await named(session, report.drift),
    kept: await named(session, report.kept),
    refused: await named(session, report.refused),
  };
  session.print({ json: () => driftJson(shown), text: () => driftText(shown) });
  if (exitCode && isAnythingWrong(shown)) session.exitWith(EXIT.condition);
  if (failed.length > 0) session.exitWith(EXIT.failed);
}
