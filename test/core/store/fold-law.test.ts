import { addDays, type PlainDate, plainDate, type Snapshot } from '@closeout/core';
import { expect, test } from 'vitest';
import { manualClock } from '../../../packages/core/src/contract/manual-clock.ts';
import {
  codeOf,
  create,
  done,
  lasting,
  MORNING,
  sampleIncident,
  sampleIntent,
  sampleItem,
  sampleLink,
  sampleMirror,
  sampleSeries,
  TRACKER,
  uidOf,
} from '../../../packages/core/src/contract/store-world.ts';
import type { Entity, NewItem } from '../../../packages/core/src/model/event.ts';
import type { IncidentUid, ItemUid } from '../../../packages/core/src/model/id.ts';
import { entitiesOn, foldEvents } from '../../../packages/core/src/store/fold.ts';
import { needsSync } from '../../../packages/core/src/store/mirror-view.ts';
import type { Change, MirrorView, Store } from '../../../packages/core/src/store/port.ts';
import { snapshotFrom } from '../../../packages/core/src/store/selection.ts';
import { fc } from '../../support/property.ts';
import { openMemory, openSqlite } from './open-worlds.ts';

/** What happens to a store, as a value: a day that passes, or a commit of changes to small sets of names. */
type Step =
  | { readonly kind: 'day'; readonly days: number }
  | { readonly kind: 'commit'; readonly edits: readonly Edit[]; readonly planned: 'now' | 'before' | 'free' };
type Edit = {
  readonly n: number;
  readonly what: 'create' | 'edit' | 'finish' | 'incident' | 'series' | 'link' | 'intent' | 'clear' | 'mirror';
  readonly text: string;
};

const edit: fc.Arbitrary<Edit> = fc.record({
  n: fc.integer({ min: 1, max: 5 }),
  what: fc.constantFrom('create', 'create', 'edit', 'edit', 'finish', 'incident', 'series', 'link', 'intent', 'clear', 'mirror'),
  text: fc.constantFrom('a', 'Ω "quoted" \u2028', '<b>', ''),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('day' as const), days: fc.integer({ min: -3, max: 9 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      edits: fc.array(edit, { maxLength: 4 }),
      planned: fc.constantFrom('now', 'now', 'before', 'free'),
    }),
  },
);

test('after any changes both stores hold the same, which is the fold of their log, today and on every past day', async () => {
  let recorded = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const clock = manualClock(MORNING);
      const [sqlite, memory] = [await openSqlite(clock), await openMemory(clock)];
      try {
        let today: PlainDate = plainDate('2026-03-02');
        let before = 0;
        for (const each of steps) {
          if (each.kind === 'day') {
            today = addDays(today, each.days);
            clock.goTo(today);
            continue;
          }
          const { seq, items } = await memory.store.snapshot();
          const basedOn = { now: { basedOn: seq }, before: { basedOn: before }, free: {} }[each.planned];
          const attempt = (store: Store) => codeOf(store.commit(changesOf(each.edits, { store, items }), { actor: 'ada', ...basedOn }));
          const answers = [await attempt(sqlite.store), await attempt(memory.store)];
          expect(answers[0]).toBe(answers[1]);
          if (answers[0] === null) recorded += 1;
          else refused += 1;
          before = seq;
        }
        await expectSame(sqlite.store, memory.store);
        await expectFold(sqlite.store, today);
      } finally {
        await sqlite.close();
      }
    }),
    { numRuns: 60 },
  );
  // Nothing above means anything if everything was refused.
  expect(recorded).toBeGreaterThan(refused);
  expect(refused).toBeGreaterThan(0);
});

type OpenStore = Awaited<ReturnType<typeof openMemory>>['store'];

async function expectSame(one: OpenStore, other: OpenStore): Promise<void> {
  const told = async (store: OpenStore) => ({
    events: await store.events(),
    whole: state(await store.snapshot({ weeks: 2 })),
    open: state(await store.snapshot({ statuses: ['open'], also: ['incident'] })),
    moved: mirrors(await store.mirrors({ of: 'moved' })),
    all: mirrors(await store.mirrors({ of: 'all' })),
  });
  expect(await told(one)).toEqual(await told(other));
}

async function expectFold(store: OpenStore, today: PlainDate): Promise<void> {
  const versions = foldEvents(await store.events());
  const folded = (asOf: PlainDate | null) => {
    const { workspace } = store;
    const snapshot = snapshotFrom({ workspace, seq: 0, at: MORNING, nonce: '', entities: entitiesOn(versions, asOf), history: [] });
    return { ...state(snapshot), seq: null };
  };
  expect({ ...state(await store.snapshot()), seq: null }).toEqual(folded(null));
  for (const asOf of [-9, -3, -1, 0, 3].map((days) => addDays(today, days))) {
    expect({ ...state(await store.snapshot({ asOf })), seq: null }).toEqual(folded(asOf));
  }
  const { items, links, intents } = await store.mirrors({ of: 'all' });
  const shouldMove = items.filter((each) =>
    needsSync(each, {
      links: links.filter(({ item }) => item === each.item.uid),
      intended: intents.some(({ item }) => item === each.item.uid),
    }),
  );
  expect((await store.mirrors({ of: 'moved' })).items).toEqual(shouldMove);
}

function state(snapshot: Snapshot) {
  return { ...lasting(snapshot), workspace: null };
}

function mirrors(view: MirrorView) {
  return { ...view, workspace: null, intents: view.intents.map((intent) => ({ ...intent, marker: null, draft: null })) };
}

function changesOf(
  edits: readonly Edit[],
  { store, items }: { readonly store: Store; readonly items: Snapshot['items'] },
): readonly Change[] {
  const changesOfEdit = ({ n, what, text }: Edit): readonly Change[] => {
    const item = items.find(({ uid }) => uid === uidOf('item', n));
    const revised = (fields: Partial<NewItem>): readonly Change[] => (item ? [update({ ...item, ...fields })] : []);
    switch (what) {
      case 'create':
        return [create(sampleItem(n, { title: text, source: n % 2 ? { system: text, id: '1' } : null }))];
      case 'edit':
        return revised({ title: text, incident: uidOf<IncidentUid>('incident', n) });
      case 'finish':
        return revised({ state: done('2026-03-09') });
      case 'incident':
        return [create(sampleIncident(n, { title: text }))];
      case 'series':
        return [create(sampleSeries(n, { title: text }))];
      case 'link':
        return [
          {
            op: 'link',
            link: sampleLink(n, { itemSeq: item?.number ?? 0, pending: text === 'a', tracker: text === '' ? 'jira:x/OPS' : TRACKER }),
          },
        ];
      case 'intent':
        return [{ op: 'intent', intent: sampleIntent(store.workspace.id, n) }];
      case 'clear':
        return [{ op: 'intent.clear', item: uidOf<ItemUid>('item', n) }];
      case 'mirror':
        return [create(sampleMirror(n))];
    }
  };
  return edits.flatMap(changesOfEdit);
}

function update(entity: Entity): Change {
  return { op: 'update', entity, reason: null };
}
