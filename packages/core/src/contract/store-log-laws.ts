import type { DocumentUid, IncidentUid, ItemUid, SeriesUid } from '../model/id.ts';
import type { ItemState } from '../model/item.ts';
import { plainDate } from '../model/plain-date.ts';
import type { Snapshot, SnapshotQuery } from '../store/port.ts';
import type { StoreLaws } from './store-contract.ts';
import {
  codeOf,
  committed,
  committedItem,
  create,
  done,
  lasting,
  sampleIncident,
  sampleItem,
  sampleMirror,
  sampleSeries,
  uidOf,
  update,
} from './store-world.ts';

/** What holds for the log, its state and its past. */
export function logLaws({ describe, expect, law }: StoreLaws): void {
  describe('a commit', () => {
    law('numbers items, incidents and series each from 1, without gaps, in the order of the changes', async ({ store }) => {
      await store.commit([create(sampleItem(1)), create(sampleIncident(1)), create(sampleItem(2))], { actor: 'ada' });
      await store.commit([create(sampleSeries(1)), create(sampleItem(3)), create(sampleMirror(1))], { actor: 'ada' });
      const { items, incidents, series } = await store.snapshot();
      expect(items.map(({ uid, number }) => [uid, number])).toEqual([1, 2, 3].map((n) => [uidOf('item', n), n]));
      expect([incidents.map(({ number }) => number), series.map(({ number }) => number)]).toEqual([[1], [1]]);
    });

    law('answers what was written, with numbers, in the order of the changes', async ({ store }) => {
      const item = await committedItem(store, create(sampleItem(1)));
      const answer = await store.commit([create(sampleItem(2)), update({ ...item, title: 'Renamed' })], { actor: 'ada' });
      expect(answer).toEqual({
        seq: 3,
        on: '2026-03-02',
        entities: [
          { ...sampleItem(2), number: 2 },
          { ...item, title: 'Renamed' },
        ],
      });
    });

    law('appends one event for each change, and tells who, when, on which day and why', async ({ store }, clock) => {
      await store.commit([{ op: 'create', entity: sampleItem(1), reason: 'found in review' }], { actor: 'ada' });
      clock.goTo(plainDate('2026-03-05'));
      await store.commit([update({ ...sampleItem(1), number: 1, owner: null })], { actor: 'github:acme/payments' });
      const shape = { uid: uidOf('item', 1), v: 1 };
      expect(await store.events()).toEqual([
        {
          ...shape,
          seq: 1,
          at: '2026-03-02T08:00:00.000Z',
          on: '2026-03-02',
          actor: 'ada',
          reason: 'found in review',
          value: { ...sampleItem(1), number: 1 },
        },
        {
          ...shape,
          seq: 2,
          at: '2026-03-05T12:00:00.000Z',
          on: '2026-03-05',
          actor: 'github:acme/payments',
          reason: null,
          value: { ...sampleItem(1), number: 1, owner: null },
        },
      ]);
      expect((await store.events({ after: 1 })).map(({ seq }) => seq)).toEqual([2]);
      expect((await store.events({ limit: 1 })).map(({ seq }) => seq)).toEqual([1]);
    });

    law('counts a day that goes back as the last one recorded', async ({ store }, clock) => {
      clock.goTo(plainDate('2026-03-09'));
      await store.commit([create(sampleItem(1))], { actor: 'ada' });
      clock.goTo(plainDate('2026-03-05'));
      expect((await store.commit([create(sampleItem(2))], { actor: 'ada' })).on).toBe('2026-03-09');
    });

    law('counts days in the zone that the workspace recorded', async ({ store }, clock) => {
      const settings = {
        type: 'settings',
        uid: uidOf('settings', 1),
        timeZone: 'Pacific/Auckland',
        workweek: [1, 2, 3, 4, 5],
        holidays: [],
        idPrefix: 'AI',
        people: {},
        teams: {},
      } as const;
      expect((await store.commit([create(settings)], { actor: 'ada' })).on).toBe('2026-03-02');
      clock.advance(4 * 3_600_000);
      expect((await store.commit([create(sampleItem(1))], { actor: 'ada' })).on).toBe('2026-03-03');
      expect((await store.snapshot()).settings).toEqual(settings);
    });

    law('refuses an update of what moved since it was planned on, and only that', async ({ store }) => {
      const [first, second] = await committed(store, [create(sampleItem(1)), create(sampleItem(2))]);
      if (first === undefined || second === undefined) throw new TypeError('two items were created');
      const { seq } = await store.snapshot();
      await store.commit([update({ ...first, title: 'Moved' })], { actor: 'bob' });
      const stale = store.commit([update({ ...second, owner: null }), update({ ...first, owner: null })], { actor: 'ada', basedOn: seq });
      expect(await codeOf(stale)).toBe('stale');
      expect((await store.commit([update({ ...second, owner: null })], { actor: 'ada', basedOn: seq })).seq).toBe(4);
      expect((await store.commit([update({ ...first, owner: null })], { actor: 'ada' })).seq).toBe(5);
    });

    law('refuses a second entity with the same uid, and an update of none', async ({ store }) => {
      const item = await committedItem(store, create(sampleItem(1)));
      expect(await codeOf(store.commit([create(sampleItem(1))], { actor: 'ada' }))).toBe('stale');
      expect(await codeOf(store.commit([create(sampleItem(2)), create(sampleItem(2))], { actor: 'ada' }))).toBe('stale');
      expect(await codeOf(store.commit([update({ ...item, uid: uidOf<ItemUid>('item', 9) })], { actor: 'ada' }))).toBe('stale');
    });

    law('refuses a second item with the same foreign id; an incident may share it', async ({ store }) => {
      const source = { system: 'incident-db', id: '42' };
      const item = await committedItem(store, create(sampleItem(1, { source })));
      expect(await codeOf(store.commit([create(sampleItem(2, { source }))], { actor: 'ada' }))).toBe('stale');
      await store.commit([create(sampleIncident(1, { source })), update({ ...item, title: 'Same source' })], { actor: 'ada' });
      await store.commit([update({ ...item, source: null })], { actor: 'ada' });
      await store.commit([create(sampleItem(2, { source }))], { actor: 'ada' });
      expect((await store.snapshot()).items.map((each) => each.source)).toEqual([null, source]);
    });

    law('that is refused leaves nothing behind', async ({ store }) => {
      await committed(store, [create(sampleItem(1))]);
      const before = [lasting(await store.snapshot()), await store.mirrors({ of: 'all' }), await store.events()];
      const account = { op: 'account', tracker: 'github:acme/payments', account: 'bot' } as const;
      expect(await codeOf(store.commit([account, create(sampleItem(2)), create(sampleItem(1))], { actor: 'ada' }))).toBe('stale');
      expect([lasting(await store.snapshot()), await store.mirrors({ of: 'all' }), await store.events()]).toEqual(before);
    });

    law('is seen whole by everybody who has the workspace', async ({ store, again }) => {
      await store.commit([create(sampleItem(1)), create(sampleIncident(1))], { actor: 'ada' });
      await again.commit([create(sampleItem(2))], { actor: 'bob' });
      expect(lasting(await again.snapshot())).toEqual(lasting(await store.snapshot()));
      expect(again.workspace).toEqual(store.workspace);
    });
  });

  describe('a snapshot', () => {
    law('draws fresh chance at every call', async ({ store }) => {
      const nonces = [await store.snapshot(), await store.snapshot()].map(({ nonce }) => nonce);
      expect(new Set(nonces).size).toBe(2);
      expect(nonces.every((nonce) => /^[0-9a-f]{32}$/.test(nonce))).toBe(true);
    });

    law('of a past day never changes, versions and seq included', async ({ store }, clock) => {
      let item = await committedItem(store, create(sampleItem(1)));
      const days = ['2026-03-03', '2026-03-10', '2026-03-11'].map(plainDate);
      const then = new Map<string, unknown>();
      const past = async (day: (typeof days)[number]) => lasting(await store.snapshot({ asOf: day, weeks: 1 }));
      for (const [index, day] of days.entries()) {
        clock.goTo(day);
        item = await committedItem(store, update({ ...item, title: `Title ${index}` }));
        await store.commit([create(sampleItem(index + 2))], { actor: 'ada' });
        then.set(day, await past(day));
      }
      clock.goTo(plainDate('2026-03-12'));
      await store.commit([update({ ...item, state: done('2026-03-12') })], { actor: 'ada' });
      for (const day of days) expect(await past(day)).toEqual(then.get(day));
      const titles = await Promise.all(days.map(async (day) => (await store.snapshot({ asOf: day })).items.map(({ title }) => title)[0]));
      expect(titles).toEqual(['Title 0', 'Title 1', 'Title 2']);
      expect((await store.snapshot({ asOf: plainDate('2026-03-01') })).items).toEqual([]);
    });

    law('with weeks holds the versions in force in them; a second change of a day replaces the first', async ({ store }, clock) => {
      const item = await committedItem(store, create(sampleItem(1)));
      await store.commit([update({ ...item, title: 'Second thought' })], { actor: 'ada' });
      clock.goTo(plainDate('2026-03-20'));
      await store.commit([update({ ...item, state: done('2026-03-20') })], { actor: 'ada' });
      const versions = async (query: SnapshotQuery) =>
        (await store.snapshot(query)).history.map(({ seq, from, to, value }) => [seq, from, to, value.state.status]);
      const opened = [2, '2026-03-02', '2026-03-20', 'open'];
      const closed = [3, '2026-03-20', null, 'done'];
      expect(await versions({ weeks: 1 })).toEqual([opened, closed]);
      clock.goTo(plainDate('2026-04-20'));
      expect(await versions({ weeks: 1 })).toEqual([closed]);
      expect(await versions({ weeks: 1, asOf: plainDate('2026-03-19') })).toEqual([[2, '2026-03-02', null, 'open']]);
      expect(await versions({})).toEqual([]);
    });

    law('reads only what it is asked for, and what that names', async ({ store }) => {
      const document = {
        type: 'document',
        uid: uidOf<DocumentUid>('document', 1),
        path: 'a.md',
        frontMatterId: null,
        digest: 'd',
        incidents: [],
      } as const;
      const incident = uidOf<IncidentUid>('incident', 1);
      const series = uidOf<SeriesUid>('series', 1);
      const due = (on: string) => ({ on: plainDate(on), originallyOn: plainDate(on), rule: 'explicit', extensions: [] });
      await store.commit(
        [
          create(document),
          create(sampleIncident(1, { document: document.uid })),
          create(sampleIncident(2)),
          create(sampleSeries(1)),
          create(sampleItem(1, { incident, due: due('2026-03-01') })),
          create(sampleItem(2, { series, due: due('2026-03-09') })),
          create(sampleItem(3, { state: { status: 'proposed' }, acceptedOn: null, due: null })),
          create(sampleItem(4, { state: done('2026-03-02'), due: due('2026-03-01') })),
          create(sampleMirror(1)),
          create(sampleMirror(2)),
        ],
        { actor: 'ada' },
      );
      const found = async (query: SnapshotQuery) => names(await store.snapshot(query));
      const first = ['AI-1', 'INC-1', 'a.md', 'issue 1001'];
      const second = ['AI-2', 'SER-1', 'issue 1002'];
      expect(await found({ statuses: ['open', 'blocked'], dueBefore: plainDate('2026-03-09') })).toEqual(first);
      expect(await found({ dueBefore: plainDate('2026-03-02') })).toEqual(['AI-1', 'AI-4', 'INC-1', 'a.md', 'issue 1001']);
      expect(await found({ statuses: ['proposed'] })).toEqual(['AI-3']);
      expect(await found({ numbers: [2, 77] })).toEqual(second);
      expect(await found({ items: [uidOf('item', 1), uidOf('item', 1)] })).toEqual(first);
      expect(await found({ incidents: [incident] })).toEqual(first);
      expect(await found({ incidents: [uidOf<IncidentUid>('incident', 2)] })).toEqual(['INC-2']);
      expect(await found({ series: [series], statuses: ['open'] })).toEqual(second);
      expect(await found({ statuses: [] })).toEqual([]);
      expect(await found({ alone: true })).toEqual(['AI-1', 'AI-2', 'AI-3', 'AI-4']);
      expect(await found({ numbers: [1], also: ['series'], alone: true })).toEqual(['AI-1', 'SER-1']);
      expect(await found({})).toEqual(['AI-1', 'AI-2', 'AI-3', 'AI-4', 'INC-1', 'INC-2', 'SER-1', 'a.md', 'issue 1001', 'issue 1002']);
    });

    law('finds accepted risks by the day they end, and adds whole types on request', async ({ store }) => {
      const accepted = (until: string): ItemState => ({
        status: 'cancelled',
        on: plainDate('2026-03-02'),
        by: 'ada',
        resolution: 'risk-accepted',
        reason: 'cheap to repair',
        until: plainDate(until),
        into: null,
      });
      const incident = uidOf<IncidentUid>('incident', 1);
      await store.commit(
        [
          create(sampleItem(1, { state: accepted('2026-06-30') })),
          create(sampleItem(2, { state: accepted('2026-07-01'), incident })),
          create(sampleItem(3)),
          create(sampleIncident(1)),
          create(sampleIncident(2)),
          create(sampleSeries(1)),
        ],
        { actor: 'ada' },
      );
      const found = async (query: SnapshotQuery) => names(await store.snapshot(query));
      expect(await found({ riskEndsBy: plainDate('2026-06-29') })).toEqual([]);
      expect(await found({ riskEndsBy: plainDate('2026-06-30') })).toEqual(['AI-1']);
      expect(await found({ riskEndsBy: plainDate('2026-07-01') })).toEqual(['AI-1', 'AI-2', 'INC-1']);
      expect(await found({ numbers: [2], also: ['incident', 'series'] })).toEqual(['AI-2', 'INC-1', 'INC-2', 'SER-1']);
    });
  });
}

function names({ items, incidents, series, documents, mirrors }: Snapshot): readonly string[] {
  return [
    ...items.map(({ number }) => `AI-${number}`),
    ...incidents.map(({ number }) => `INC-${number}`),
    ...series.map(({ number }) => `SER-${number}`),
    ...documents.map(({ path }) => path),
    ...mirrors.map(({ key }) => `issue ${key}`).sort(),
  ];
}
