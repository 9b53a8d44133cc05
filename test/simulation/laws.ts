import { epochMsOf } from '../../packages/core/src/model/instant.ts';
import { isUnfinished } from '../../packages/core/src/model/item.ts';
import type { SyncResult } from '../../packages/core/src/run/sync-result.ts';
import { SYNC_EVERYTHING, type SyncRequest } from '../../packages/core/src/run/sync-target.ts';
import type { MirrorView } from '../../packages/core/src/store/port.ts';
import { judgeFloors } from './floors.ts';
import { noteEnd } from './play.ts';
import type { SentRequest } from './sync-process.ts';
import { newest, type TrackedIssue } from './tracker-world.ts';
import { CLOSED, differences } from './words.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const MOST_RUNS = 40;
/** The calm run in which what was refused is tried again. */
const RETRY = 2;

/** What one sync did when nothing went wrong. */
interface CalmSync {
  readonly result: SyncResult;
  readonly requests: readonly SentRequest[];
}

/** After the story: nothing goes wrong any more, time moves, somebody syncs until there is nothing to do; then the laws are looked at. */
export async function judge(world: World): Promise<void> {
  await calm(world);
  if (!(await untilQuiet(world))) return world.break(3, 'it never comes to rest');
  await judgeQuiet(world);
  const view = await world.store.mirrors({ of: 'all' });
  judgeIssues(world, view);
  judgeFields(world, view);
  await judgeLog(world);
  if (world.broken.length === 0) await judgeFloors(world, sync);
}

/** Faults end, and whoever is under way comes to an end. */
async function calm(world: World): Promise<void> {
  for (const tracker of world.trackers) tracker.calm();
  for (const process of world.processes) {
    process.faults.length = 0;
    if (process.isRunning) {
      process.process.doom = null;
      noteEnd(world, await process.advance(3000));
    }
  }
}

async function sync(world: World, request: Partial<SyncRequest> = {}): Promise<CalmSync> {
  const [process] = world.processes;
  process.process.doom = null;
  await process.start({ ...SYNC_EVERYTHING, ...request });
  const ended = await process.advance(3000);
  noteEnd(world, ended);
  if (ended?.how !== 'done') throw new Error(`a calm sync ends: ${JSON.stringify(ended)}`);
  return { result: ended.answer, requests: process.run?.requests ?? [] };
}

async function untilQuiet(world: World): Promise<boolean> {
  const settleSeconds = Math.max(...world.bounds.trackers.map((one) => one.settleSeconds));
  for (let runs = 0; runs < MOST_RUNS; runs += 1) {
    world.truth.advance(world.lagMaxMs + (runs === 0 ? MINUTE_MS : settleSeconds * 1000));
    world.tell(`(calm ${runs})`);
    const { result, requests } = await sync(world, { retry: runs === RETRY });
    if (result.stop?.code === 'busy') world.truth.advance(20 * MINUTE_MS);
    else if (
      runs > RETRY &&
      requests.length === world.trackers.length &&
      result.trackers.every(({ inDoubt, resumeAt, pulled }) => inDoubt === 0 && resumeAt === null && pulled === 0)
    )
      return true;
    const resumeMs = result.trackers.map(({ resumeAt }) => (resumeAt === null ? 0 : epochMsOf(resumeAt) - epochMsOf(world.machine.now())));
    world.truth.advance(Math.max(0, ...resumeMs));
  }
  return false;
}

/** Law 3: nothing to do, one request; and once nothing has changed for the overlap, the list moves on and holds nothing. */
async function judgeQuiet(world: World): Promise<void> {
  const { intents } = await world.store.mirrors({ of: 'moved' });
  if (intents.length > 0) world.break(3, 'creates stay in doubt');
  world.truth.advance((world.config.sync.overlapSeconds + 60) * 1000 + world.lagMaxMs);
  for (let run = 0; run < 3; run += 1) {
    world.truth.advance(MINUTE_MS);
    const { requests } = await sync(world);
    if (requests.length !== world.trackers.length) world.break(3, `a quiet sync sent ${requests.map(({ line }) => line).join(', ')}`);
  }
  for (const tracker of world.trackers) {
    const last = world.processes[0].run?.lists.get(tracker) ?? null;
    if (last === null || !tracker.isStill(last)) world.break(6, `a quiet sync was answered ${JSON.stringify(last).slice(0, 200)}`);
  }
}

/** Law 1. */
function judgeIssues(world: World, { links, refusals, drifts }: MirrorView): void {
  for (const item of world.items.values()) {
    const own = links.filter((link) => link.item === item.uid);
    const made = world.issues.filter(({ createdFor, fate }) => createdFor === item.uid && fate === null);
    const [link] = own;
    const loose = made.filter((issue) => (link === undefined || issue !== world.issueOf(link)) && !isGivenUp(world, issue));
    if (loose.length > 0) world.break(1, `${item.title}: issue ${loose.map(({ key }) => key).join()} stands beside its mirror`);
    if (own.length > 1) world.break(1, `${item.title} has ${own.length} links`);
    const waits =
      refusals.some((one) => one.item === item.uid && one.field === 'create') ||
      drifts.some((one) => one.item === item.uid && one.field === null && one.code !== 'stranger');
    if (own.length === 0 && isUnfinished(item) && !waits) world.break(1, `${item.title} has no issue`);
  }
}

/** Closed as a duplicate; a twin made beyond the bounds may as well have been closed by somebody else, or by a tracker without that word. */
function isGivenUp({ bounds }: World, issue: TrackedIssue): boolean {
  const { status = '' } = newest(issue).words('');
  return status === 'duplicate' || (bounds.beyond !== null && CLOSED.has(status));
}

/** Fields that an issue without fields for them has in its text. */
const IN_TEXT: ReadonlySet<string> = new Set(['dueOn', 'details']);

/** Law 2. */
function judgeFields(world: World, { links, refusals, drifts, conflicts }: MirrorView): void {
  for (const link of links) {
    const item = world.items.get(link.item);
    const issue = world.issueOf(link);
    if (link.state !== 'live' || item === undefined || issue === null || issue.fate !== null) continue;
    for (const { field, from, to } of differences(world.here(item, issue), world.there(item.uid, newest(issue)))) {
      const name = field.startsWith('label:') ? 'labels' : field;
      const isKnown = [...refusals, ...drifts, ...conflicts.filter(({ won }) => won === null)].some(
        (one) => one.item === item.uid && one.field === name,
      );
      const isForeign = field === 'assignee' && from === '';
      // Where our marker is gone and another item's stands, the text is left alone, and what it says is nothing of ours.
      const isAnothers = IN_TEXT.has(name) && drifts.some((one) => one.item === item.uid && one.code === 'marker-gone');
      if (!isKnown && !isForeign && !isAnothers)
        world.break(2, `${item.title}: ${field} is ${JSON.stringify(from)} here and ${JSON.stringify(to)} in issue ${issue.key}`);
    }
  }
}

/** Law 9, and that the driver's record is what the store says. */
async function judgeLog(world: World): Promise<void> {
  const { items, mirrors } = await world.store.snapshot();
  const folded = new Map<string, unknown>();
  for (const { uid, value } of await world.store.events()) folded.set(uid, value);
  for (const entity of [...items, ...mirrors])
    if (JSON.stringify(folded.get(entity.uid)) !== JSON.stringify(entity))
      world.break(9, `${entity.type} ${entity.uid} is not the fold of its events`);
  for (const item of items)
    if (JSON.stringify(world.items.get(item.uid)) !== JSON.stringify(item)) world.break(9, `${item.title} is not what was committed`);
}
