import type { ItemUid } from '../model/id.ts';
import { instantAt } from '../model/instant.ts';
import type { Conflict, Drift, Refusal } from '../model/mirror.ts';
import type { Change, MirrorQuery, Store } from '../store/port.ts';
import type { StoreLaws } from './store-contract.ts';
import {
  CURSOR,
  committedItem,
  create,
  done,
  MORNING,
  sampleIntent,
  sampleItem,
  sampleLink,
  TRACKER,
  uidOf,
  update,
} from './store-world.ts';

const ITEM = uidOf<ItemUid>('item', 1);
const refusal: Refusal = {
  item: ITEM,
  tracker: TRACKER,
  field: 'assignee',
  code: 'assignee-unknown',
  message: 'nobody there',
  digest: 'd1',
};
const conflict: Conflict = { item: ITEM, tracker: TRACKER, field: 'title', ours: 'a', theirs: 'b', since: MORNING, won: null };
const drift: Drift = { item: ITEM, tracker: TRACKER, issue: null, code: 'deleted', field: null, message: 'it is gone', saved: null };

/** What holds for what the sync remembers. */
export function mirrorLaws({ describe, expect, law }: StoreLaws): void {
  const act = (store: Store, ...changes: readonly Change[]) => store.commit(changes, { actor: TRACKER });
  const movedIn = async (store: Store) => (await store.mirrors({ of: 'moved' })).items.map(({ item }) => item.number);

  describe('what the sync remembers', () => {
    law('comes back as it was written, replaced by what came later, and gone when it is ended', async ({ store, again }) => {
      await act(store, create(sampleItem(1)));
      const link = sampleLink(1, { itemSeq: 1, pending: true });
      const other = sampleLink(1, { tracker: 'jira:acme/OPS', state: 'tombstone' });
      await act(
        store,
        { op: 'link', link: { ...link, state: 'gone' } },
        { op: 'link', link: other },
        { op: 'intent', intent: sampleIntent(store.workspace.id, 1) },
      );
      await act(store, { op: 'refusal', refusal }, { op: 'conflict', conflict }, { op: 'drift', drift });
      await act(
        store,
        { op: 'link', link },
        { op: 'intent', intent: { ...sampleIntent(store.workspace.id, 1), firstEmptyFindAt: MORNING } },
        { op: 'wish', wish: { item: ITEM, want: 'adopt', url: 'https://tracker.example/7' } },
        { op: 'wish', wish: { item: ITEM, want: 'create', tracker: null } },
        { op: 'refusal', refusal: { ...refusal, digest: 'd2' } },
        { op: 'conflict', conflict: { ...conflict, theirs: 'c' } },
        { op: 'drift', drift: { ...drift, message: 'still gone' } },
        { op: 'cursor', tracker: TRACKER, cursor: null, pulledAt: MORNING },
        { op: 'cursor', tracker: TRACKER, cursor: CURSOR, pulledAt: MORNING },
        { op: 'account', tracker: TRACKER, account: 'robot' },
        { op: 'account', tracker: TRACKER, account: 'bot' },
        { op: 'account', tracker: TRACKER, account: 'robot' },
      );
      const view = await again.mirrors({ of: 'items', items: [ITEM] });
      expect({ ...view, workspace: null }).toEqual({
        workspace: null,
        seq: 1,
        items: [{ seq: 1, item: { ...sampleItem(1), number: 1 } }],
        incidents: [],
        documents: [],
        links: [link, other],
        intents: [{ ...sampleIntent(store.workspace.id, 1), firstEmptyFindAt: MORNING }],
        wishes: [{ item: ITEM, want: 'create', tracker: null }],
        refusals: [{ ...refusal, digest: 'd2' }],
        conflicts: [{ ...conflict, theirs: 'c' }],
        drifts: [{ ...drift, message: 'still gone' }],
        cursors: { [TRACKER]: { cursor: CURSOR, pulledAt: MORNING } },
        accounts: { [TRACKER]: ['bot', 'robot'] },
        writes: [],
        waiting: 0,
        liveLinks: 1,
      });
      await act(
        store,
        { op: 'intent.clear', item: ITEM },
        { op: 'wish.end', item: ITEM },
        { op: 'refusal.end', item: ITEM, tracker: TRACKER, field: 'assignee' },
        { op: 'conflict.end', item: ITEM, tracker: TRACKER, field: 'title' },
        { op: 'drift.end', drift },
      );
      const ended = await again.mirrors({ of: 'items', items: [ITEM] });
      expect([ended.intents, ended.wishes, ended.refusals, ended.conflicts, ended.drifts, ended.links]).toEqual([
        [],
        [],
        [],
        [],
        [],
        [link, other],
      ]);
    });

    law('keeps writes for an hour', async ({ store }, clock) => {
      const write = (minutes: number) => ({
        tracker: TRACKER,
        at: instantAt(Date.parse(MORNING) + minutes * 60_000),
        kind: 'create' as const,
      });
      await act(store, { op: 'write', write: write(0) }, { op: 'write', write: write(30) });
      clock.advance(45 * 60_000);
      expect((await store.mirrors({ of: 'moved' })).writes).toEqual([write(0), write(30)]);
      clock.advance(30 * 60_000);
      await act(store, { op: 'write', write: write(75) });
      expect((await store.mirrors({ of: 'moved' })).writes).toEqual([write(30), write(75)]);
    });

    law('counts live links and waiting proposals of the whole workspace, whatever is asked', async ({ store }) => {
      await act(store, ...[1, 2, 3].map((n) => create(sampleItem(n, n === 3 ? { state: { status: 'proposed' }, acceptedOn: null } : {}))));
      await act(store, { op: 'link', link: sampleLink(1) }, { op: 'link', link: sampleLink(2) });
      const counts = async () => {
        const { waiting, liveLinks } = await store.mirrors({ of: 'items', items: [] });
        return { waiting, liveLinks };
      };
      expect(await counts()).toEqual({ waiting: 1, liveLinks: 2 });
      await act(store, { op: 'link', link: sampleLink(2, { state: 'tombstone' }) }, { op: 'link', link: sampleLink(1, { pending: true }) });
      expect(await counts()).toEqual({ waiting: 1, liveLinks: 1 });
      await act(store, { op: 'link', link: sampleLink(2) });
      expect(await counts()).toEqual({ waiting: 1, liveLinks: 2 });
    });
  });

  describe('mirrors', () => {
    law('of moved are unlinked accepted unfinished items, pending or older live links, intents and wishes', async ({ store }) => {
      const proposed = { state: { status: 'proposed' }, acceptedOn: null, due: null } as const;
      const item = await committedItem(store, create(sampleItem(1)));
      await act(store, create(sampleItem(2, proposed)), create(sampleItem(3, { state: done('2026-03-02') })));
      expect(await movedIn(store)).toEqual([1]);
      await act(store, { op: 'link', link: sampleLink(1, { itemSeq: 1 }) });
      expect(await movedIn(store)).toEqual([]);
      const { seq } = await act(store, update({ ...item, state: done('2026-03-02') }));
      expect(await movedIn(store)).toEqual([1]);
      await act(store, { op: 'link', link: sampleLink(1, { itemSeq: seq, pending: true }) });
      expect(await movedIn(store)).toEqual([1]);
      await act(store, { op: 'link', link: sampleLink(1, { itemSeq: seq, state: 'tombstone' }) });
      expect(await movedIn(store)).toEqual([]);
      await act(store, { op: 'intent', intent: sampleIntent(store.workspace.id, 1) });
      expect(await movedIn(store)).toEqual([1]);
      await act(store, { op: 'intent.clear', item: ITEM });
      expect(await movedIn(store)).toEqual([]);
      await act(store, update({ ...item, title: 'Nobody has to hear of it' }));
      expect(await movedIn(store)).toEqual([]);
      await act(store, { op: 'wish', wish: { item: ITEM, want: 'create', tracker: 'ops' } });
      expect(await movedIn(store)).toEqual([1]);
      await act(store, { op: 'wish.end', item: ITEM });
      expect(await movedIn(store)).toEqual([]);
    });

    law('of refused are those of moved, and items of which something was refused', async ({ store }) => {
      const refusedIn = async () => (await store.mirrors({ of: 'refused' })).items.map(({ item }) => item.number);
      await act(store, ...[1, 2, 3].map((n) => create(sampleItem(n))));
      await act(store, ...[1, 2].map((n): Change => ({ op: 'link', link: sampleLink(n, { itemSeq: 9 }) })), { op: 'refusal', refusal });
      expect(await movedIn(store)).toEqual([3]);
      expect(await refusedIn()).toEqual([1, 3]);
      await act(store, { op: 'refusal.end', item: ITEM, tracker: TRACKER, field: 'assignee' });
      expect(await refusedIn()).toEqual([3]);
    });

    law('of an item just linked in the same commit that created it are judged by the seq it got', async ({ store }) => {
      await act(
        store,
        create(sampleItem(1)),
        create(sampleItem(2)),
        { op: 'link', link: sampleLink(1, { itemSeq: 1 }) },
        { op: 'link', link: sampleLink(2, { itemSeq: 1 }) },
      );
      expect(await movedIn(store)).toEqual([2]);
    });

    law('of issues and of keys are the items linked to them and those asked for, with what they name', async ({ store }) => {
      await act(store, ...[1, 2, 3, 4].map((n) => create(sampleItem(n))));
      await act(store, ...[1, 2, 3].map((n): Change => ({ op: 'link', link: sampleLink(n) })));
      const found = async (query: MirrorQuery) => {
        const { items, links } = await store.mirrors(query);
        return [items.map(({ item, seq }) => [item.number, seq]), links.map(({ issue }) => issue.id).sort()];
      };
      const items = [uidOf<ItemUid>('item', 4), uidOf<ItemUid>('item', 99)];
      expect(await found({ of: 'issues', tracker: TRACKER, ids: ['1002', 'unknown'], items })).toEqual([
        [
          [2, 2],
          [4, 4],
        ],
        ['1002'],
      ]);
      expect(await found({ of: 'issues', tracker: 'github:acme/other', ids: ['1002'], items: [] })).toEqual([[], []]);
      expect(await found({ of: 'keys', keys: ['1003', '1001', 'unknown'], items: [uidOf<ItemUid>('item', 99)] })).toEqual([
        [
          [1, 1],
          [3, 3],
        ],
        ['1001', '1003'],
      ]);
      expect(await found({ of: 'items', items: [uidOf<ItemUid>('item', 3)] })).toEqual([[[3, 3]], ['1003']]);
      expect(await found({ of: 'all' })).toEqual([
        [
          [1, 1],
          [2, 2],
          [3, 3],
          [4, 4],
        ],
        ['1001', '1002', '1003'],
      ]);
    });
  });
}
