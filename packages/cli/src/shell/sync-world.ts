import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { plainText } from '@closeout/core';
import type { SyncProgress, SyncWorld } from '@closeout/core/sync';
import { startDay } from './day.ts';
import { misconfigured } from './failure.ts';
import { assertMaySend } from './may-send.ts';
import type { Session } from './session.ts';
import { type ConnectedTracker, connectTrackers } from './trackers.ts';

/** A sync's world whose trackers count their requests. */
export interface ConnectedWorld extends SyncWorld {
  readonly targets: readonly ConnectedTracker[];
}

interface Chosen {
  readonly only?: string | undefined;
  readonly mayBeNone?: boolean;
}

/** Everything a sync needs, with the day's own changes recorded first. */
export async function syncWorld(session: Session, chosen: Chosen): Promise<ConnectedWorld> {
  const world = await trackerWorld(session, chosen);
  await startDay(session);
  return world;
}

/** The configured trackers, or the one that is asked for, ready to be called. Records nothing. */
export async function trackerWorld(session: Session, { only, mayBeNone = false }: Chosen): Promise<ConnectedWorld> {
  const [config, store] = [await session.config(), await session.store()];
  await assertMaySend(session);
  if (config.trackers.length === 0 && !mayBeNone) {
    throw misconfigured({
      code: 'no-trackers',
      message: 'the configuration names no trackers',
      remedy: 'add one under "trackers"; closeout init writes an example',
    });
  }
  return {
    store,
    config,
    targets: await connectTrackers(session, only),
    clock: session.clock,
    holder: processName(),
    isDead,
    progress: progressOn(session),
    signal: session.io.ending,
  };
}

/** Names this process on whatever machine looks: `host:pid:…`. */
export function processName(): string {
  return `${hostname()}:${process.pid}:${randomUUID()}`;
}

/** True for a process of this machine that runs no more; of other machines nobody here can tell. */
export function isDead(holder: string): boolean {
  const [host, pid] = holder.split(':');
  if (host !== hostname() || pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

const DOING: Readonly<Record<SyncProgress['phase'], string>> = {
  pull: 'reading what changed',
  settle: 'looking for creates in doubt',
  adopt: 'adopting issues',
  update: 'updating issues',
  create: 'creating issues',
  duplicate: 'closing duplicates',
  wait: 'waiting',
};

/** One line that is written over, on a terminal only. */
function progressOn({ io, globals }: Session): (progress: SyncProgress) => void {
  if (!io.isTTY.stderr || globals.quiet || globals.json) return () => {};
  return ({ tracker, phase, done, total }) => {
    const far = total === null ? '' : ` ${done}/${total}`;
    const isLast = total !== null && done >= total;
    io.stderr.write(`\r\u001b[K${isLast ? '' : `${plainText(tracker)}: ${DOING[phase]}${far}`}`);
  };
}
