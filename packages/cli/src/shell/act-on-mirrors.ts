import {
  type Change,
  type Config,
  displayId,
  type ItemUid,
  type MirrorView,
  plainText,
  type Result,
  type Store,
  StoreError,
  type TrackerName,
  type Wish,
} from '@closeout/core';
import { whileNoSync } from '@closeout/core/sync';
import { itemsNumbered } from './act-on-items.ts';
import { startDay } from './day.ts';
import { refused, tryLater } from './failure.ts';
import { numbersOf } from './ids.ts';
import { mirrorLines, mirrorsAfter } from './mirror-lines.ts';
import type { Session } from './session.ts';
import { isDead, processName } from './sync-world.ts';

const ATTEMPTS = 5;

/** What a person says of the mirrors of some items. */
export interface MirrorAct {
  readonly dryRun: boolean;
  /** Issues whose links count too, by their keys. */
  readonly keys?: readonly string[];
  readonly plan: (view: MirrorView, acting: { readonly uids: readonly ItemUid[]; readonly config: Config }) => Result<readonly Change[]>;
}

/** Plans and records what is said of the mirrors of the items that `words` name, all or none, and shows what the next sync makes of it. */
export async function actOnMirrors(session: Session, words: readonly string[], act: MirrorAct): Promise<void> {
  const numbers = await numbersOf(session, words);
  const [config, store] = [await session.config(), await session.store()];
  if (!act.dryRun) await startDay(session);
  const found = itemsNumbered(await store.snapshot({ numbers, alone: true }), numbers, config);
  if (!found.ok) throw refused(found.fault);
  const uids = found.value.map(({ uid }) => uid);
  const { view, changes } = await carriedOut(session, { act, store, uids });
  const after = mirrorsAfter(view, changes);
  const items = found.value.map((item) => {
    const links = after.links.filter((link) => link.item === item.uid);
    const wish = after.wishes.find((one) => one.item === item.uid) ?? null;
    return {
      id: displayId(config, item),
      uid: item.uid,
      wish: wish && wishJson(wish),
      links: links.map(({ tracker, issue, state }) => ({ tracker, key: issue.key, url: issue.url, state })),
    };
  });
  session.print({
    json: () => ({ version: 1, dryRun: act.dryRun, changed: changes.length > 0, items }),
    text: () => items.flatMap(({ id, uid }) => mirrorLines({ view, changes, uid }).map((line) => `${id}  ${plainText(line)}`)).join('\n'),
  });
  if (act.dryRun) session.note('A dry run: nothing was recorded.');
  else if (changes.length === 0) session.note('Nothing to do: it is so already.');
}

interface Carrying {
  readonly act: MirrorAct;
  readonly store: Store;
  readonly uids: readonly ItemUid[];
}

/** Once more whenever something moved meanwhile; never while a sync holds a link that changes. */
async function carriedOut(
  session: Session,
  { act, store, uids }: Carrying,
): Promise<{ readonly view: MirrorView; readonly changes: readonly Change[] }> {
  for (let attempt = 1; ; attempt += 1) {
    const planned = await plannedOnce(session, { act, store, uids });
    if (act.dryRun || planned.changes.length === 0) return planned;
    const trackers = planned.changes.flatMap((change) => (change.op === 'link' ? [change.link.tracker] : []));
    try {
      return await whileNobodySyncs(session, {
        trackers,
        work: async () => {
          const again = trackers.length === 0 ? planned : await plannedOnce(session, { act, store, uids });
          await store.commit(again.changes, { actor: session.actor, basedOn: again.view.seq });
          return again;
        },
      });
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'stale') || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Does `work` while no sync has links of these trackers in its hands; while one has, that is to be tried later. */
export async function whileNobodySyncs<Answer>(
  session: Session,
  { trackers, work }: { readonly trackers: readonly TrackerName[]; readonly work: () => Promise<Answer> },
): Promise<Answer> {
  const done = await whileNoSync({ store: await session.store(), holder: processName(), isDead }, { trackers, work });
  if ('answer' in done) return done.answer;
  throw tryLater({
    code: 'busy',
    message: `a sync is writing to ${done.busy}`,
    remedy: 'wait until it is done, and run the command again',
  });
}

async function plannedOnce(
  session: Session,
  { act, store, uids }: Carrying,
): Promise<{ readonly view: MirrorView; readonly changes: readonly Change[] }> {
  const config = await session.config();
  const view = await store.mirrors({ of: 'keys', keys: act.keys ?? [], items: uids });
  const planned = act.plan(view, { uids, config });
  if (!planned.ok) throw refused(planned.fault);
  return { view, changes: planned.value };
}

function wishJson({ item: _, ...wish }: Wish) {
  return wish;
}
