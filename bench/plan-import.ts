/** Whether planning an import takes time in proportion to its items: all new, all as they were, all reworded. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Clock,
  type DocumentDraft,
  dayIn,
  instantAt,
  parseConfig,
  plainDate,
  planImport,
  readPostmortem,
  type Snapshot,
} from '@closeout/core';
import { openSqliteStore } from '@closeout/core/sqlite';
import { SHAPES } from './document-shapes.ts';
import { type Figure, printFigures } from './figure.ts';

const FEW = 10_000;
const MANY = 100_000;
/** What an item of many may cost, as a ratio to one of few: a sort and a colder cache. */
const AIM = 1.5;
const TODAY = plainDate('2026-11-20');

const parsed = parseConfig({});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const options = { config: parsed.config, today: TODAY, by: 'bench' };

interface Costs {
  readonly fresh: number;
  readonly same: number;
  readonly reworded: number;
  /** The same items in documents of {@link EACH}: each is compared with those of all other incidents. */
  readonly apart: number;
}

const EACH = 50;

const whole = readPostmortem(SHAPES['one list of items']?.(MANY * 45) ?? '', { path: 'list.md', timeZone: 'UTC' });
await costsOf(firstOf(FEW));
const [few, many] = [await costsOf(firstOf(FEW)), await costsOf(firstOf(MANY))];
const figureOf = (name: string, which: keyof Costs): Figure => ({
  name,
  ratio: many[which] / MANY / (few[which] / FEW),
  aim: AIM,
  made: `${many[which].toFixed(0)} ms : ${few[which].toFixed(0)} ms`,
});
printFigures(
  `Planning an import, time per item: ${MANY.toLocaleString('en')} items of one document : ${FEW.toLocaleString('en')}, from source`,
  [
    figureOf('all new', 'fresh'),
    figureOf('all as they were', 'same'),
    figureOf('all reworded', 'reworded'),
    figureOf(`all new, in documents of ${EACH}`, 'apart'),
  ],
);

function firstOf(count: number): DocumentDraft {
  const [incident] = whole.incidents;
  const items = incident?.items.slice(0, count) ?? [];
  if (incident === undefined || items.length !== count) throw new RangeError(`${items.length} items read, ${count} wanted`);
  return { ...whole, incidents: [{ ...incident, items }] };
}

async function costsOf(draft: DocumentDraft): Promise<Costs> {
  const empty = await snapshotAfter(null);
  const fresh = cost(() => planImport(empty, [draft], options));
  const recorded = await snapshotAfter(draft);
  const same = cost(() => expectChanges(recorded, draft, 0));
  const [incident] = draft.incidents;
  if (incident === undefined) throw new RangeError('no incident');
  const items = incident.items.map((item) => ({ ...item, title: `${item.title}, with a test` }));
  const reworded = cost(() => expectChanges(recorded, { ...draft, incidents: [{ ...incident, items }] }, items.length));
  const apart = cost(() => planImport(empty, inDocuments(draft), options));
  return { fresh, same, reworded, apart };
}

function inDocuments(draft: DocumentDraft): readonly DocumentDraft[] {
  const [incident] = draft.incidents;
  if (incident === undefined) throw new RangeError('no incident');
  return Array.from({ length: incident.items.length / EACH }, (_, at) => ({
    ...draft,
    path: `${at}.md`,
    incidents: [{ ...incident, title: `Outage ${at}`, items: incident.items.slice(at * EACH, (at + 1) * EACH) }],
  }));
}

function expectChanges(snapshot: Snapshot, draft: DocumentDraft, expected: number): void {
  const { changes } = planImport(snapshot, [draft], options);
  if (changes.length !== expected) throw new Error(`${changes.length} changes planned, ${expected} expected`);
}

/** What is on record once a draft was imported. */
async function snapshotAfter(draft: DocumentDraft | null): Promise<Snapshot> {
  const folder = mkdtempSync(join(tmpdir(), 'closeout-import-'));
  const now = () => instantAt(Date.now());
  const clock: Clock = { now, today: (zone) => dayIn(zone, now()) };
  const store = await openSqliteStore({ path: join(folder, 'closeout.db'), clock, timeZone: 'UTC', create: { sandbox: true } });
  try {
    if (draft !== null) await store.commit(planImport(await store.snapshot(), [draft], options).changes, { actor: 'bench' });
    return await store.snapshot();
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In milliseconds of the processor, so that a busy machine counts for less. */
function cost(run: () => unknown): number {
  const from = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e3;
}
