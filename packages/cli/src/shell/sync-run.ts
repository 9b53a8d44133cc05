import { displayId, type ItemUid } from '@closeout/core';
import type { SyncRequest, SyncResult } from '@closeout/core/sync';
import { EXIT } from './exit-code.ts';
import { Failure, tryLater } from './failure.ts';
import type { Session } from './session.ts';
import { syncText } from './sync-text.ts';
import { syncWorld } from './sync-world.ts';
import type { ConnectedTracker } from './trackers.ts';

/** Syncs, shows what was done, and lets the process end with what that means. */
export async function syncAndShow(
  session: Session,
  { only, request }: { readonly only?: string | undefined; readonly request: SyncRequest },
): Promise<SyncResult> {
  const { runSync } = await import('@closeout/core/sync');
  const world = await syncWorld(session, { only });
  const result = await runSync(world, request);
  throwIfStopped(result);
  await show(session, result, world.targets);
  if (result.trackers.some(({ inDoubt, resumeAt }) => inDoubt > 0 || resumeAt !== null)) session.exitWith(EXIT.later);
  if (result.trackers.some(({ error }) => error !== null)) session.exitWith(EXIT.failed);
  return result;
}

/** Stops that concern the whole run are failures; what a tracker did wrong stands in its result. */
export function throwIfStopped({ stop, trackers }: Pick<SyncResult, 'stop'> & { readonly trackers?: SyncResult['trackers'] }): void {
  const [only, ...others] = trackers ?? [];
  if (stop === null) {
    // With one tracker that could do nothing at all, its failure is the failure of the command.
    if (only?.error && others.length === 0 && only.created + only.updated + only.pulled + only.adopted === 0)
      throw trackerFailure(only.name, only.error);
    return;
  }
  switch (stop.code) {
    case 'busy':
      throw tryLater({ code: 'busy', message: stop.message, remedy: 'wait until it is done, and run the command again' });
    case 'stale':
      throw tryLater({ code: 'stale', message: stop.message, remedy: 'closeout plan --out FILE, look at it, closeout apply FILE' });
    case 'aborted':
      throw tryLater({ code: 'aborted', message: stop.message, remedy: 'everything done so far is recorded' });
    case 'guard':
      throw new Failure({
        code: 'guard',
        message: stop.message,
        remedy: `look at closeout plan; if it is right, repeat the number: --confirm ${stop.count}`,
        exit: EXIT.failed,
      });
  }
}

/** What one tracker could not do, as the failure of the whole command. */
export function trackerFailure(name: string, error: { readonly code: string; readonly message: string }): Failure {
  const isConfig = ['unauthorized', 'forbidden', 'not-found', 'insecure', 'moved'].includes(error.code);
  return new Failure({
    code: error.code,
    message: `tracker ${name}: ${error.message}`,
    remedy: REMEDIES[error.code] ?? 'run the command again; what was done is recorded',
    exit: isConfig ? EXIT.config : error.code === 'limited' ? EXIT.later : EXIT.failed,
  });
}

const REMEDIES: Readonly<Record<string, string>> = {
  unauthorized: 'check the token in the environment variable that the configuration names',
  forbidden: 'give the account of the token access to issues there',
  'not-found': 'check repository or project in the configuration, and that the token may see it',
  unreachable: 'check the address in the configuration and the network, then run the command again',
  insecure: 'use an https address in the configuration',
  moved: 'write the new place into the configuration',
  limited: 'run the command again when the limit has passed',
};

async function show(session: Session, result: SyncResult, targets: readonly ConnectedTracker[]): Promise<void> {
  const requests = new Map(targets.map(({ config, requests: sent }) => [config.name, sent()]));
  const conflicts = await named(session, result.conflicts);
  const drift = await named(session, result.drift);
  session.print({
    json: () => ({
      version: 1,
      trackers: result.trackers.map((tracker) => ({ ...tracker, requests: requests.get(tracker.name) ?? 0 })),
      conflicts,
      drift,
      waiting: result.waiting,
    }),
    text: () => syncText({ ...result, drift }, requests),
  });
}

/** Records about items, with the ids that people use: `item` is `AI-7`, `uid` what it was. */
export async function named<R extends { readonly item: ItemUid | null }>(
  session: Session,
  records: readonly R[],
): Promise<readonly (Omit<R, 'item'> & { readonly item: string | null; readonly uid: ItemUid | null })[]> {
  const [config, store] = [await session.config(), await session.store()];
  const uids = records.flatMap(({ item }) => (item === null ? [] : [item]));
  const { items } = await store.snapshot({ items: uids });
  const ids = new Map(items.map((item) => [item.uid, displayId(config, item)]));
  return records.map((record) => ({ ...record, item: record.item === null ? null : (ids.get(record.item) ?? null), uid: record.item }));
}
