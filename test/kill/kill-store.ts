import { DatabaseSync } from 'node:sqlite';
import {
  type ActionItem,
  type Change,
  type Config,
  type ItemUid,
  type Link,
  type PlainDate,
  planAdd,
  planDone,
  planEdit,
  planReopen,
  type Result,
  type Snapshot,
  StoreError,
} from '@closeout/core';
import { openSqliteStore } from '@closeout/core/sqlite';
import { realClock } from '../support/github-contract-world.ts';

/** What a person does to an item. `label` comes to those it has. */
export interface EditHere {
  readonly title?: string;
  readonly dueOn?: string;
  readonly label?: string;
  readonly status?: 'open' | 'done';
}

/** The database of the killed processes, as people here use it: through a connection of its own. */
export interface KillStore {
  add(title: string): Promise<ActionItem>;
  /** `null` when the rules refuse it, as a due date of an item that is done. */
  edit(uid: ItemUid, edit: EditHere): Promise<{ readonly before: ActionItem; readonly after: ActionItem } | null>;
  items(): Promise<readonly ActionItem[]>;
  links(): Promise<readonly Link[]>;
  /** What is recorded of an issue at this moment, as text; the issue by key or id. */
  recorded(issue: string): { readonly item: string; readonly now: string } | null;
  /** Every value that a conflict on record ever held, with the item. */
  conflicts(): readonly { readonly item: string; readonly value: string }[];
  close(): Promise<void>;
}

export async function openKillStore(path: string, config: Config): Promise<KillStore> {
  const store = await openSqliteStore({ path, clock: realClock, timeZone: 'UTC', create: { sandbox: false } });
  const raw = new DatabaseSync(path, { timeout: 5_000 });
  // A conflict that a rule decided is recorded until the field moves again: what it held is kept here.
  raw.exec(`create table test_conflicts (item text not null, value text not null);
    create trigger test_conflict_begins after insert on conflicts begin insert into test_conflicts values (new.item, new.value); end;
    create trigger test_conflict_moves after update on conflicts begin insert into test_conflicts values (new.item, new.value); end`);
  const link = raw.prepare("select item, value from links where issue_id = ? or json_extract(value, '$.issue.key') = ?");
  const held = raw.prepare('select item, value from test_conflicts');
  const today = realClock.today();
  const act = { config, today, by: 'a person' } as const;

  /** Plans and commits, again when somebody else was faster. */
  const commit = async (uids: readonly ItemUid[], plan: (snapshot: Snapshot) => Result<readonly Change[]>) => {
    for (;;) {
      const snapshot = await store.snapshot({ items: uids });
      const planned = plan(snapshot);
      if (!planned.ok) return null;
      try {
        const { entities } = await store.commit(planned.value, { actor: 'a person', basedOn: snapshot.seq });
        return { before: snapshot.items, after: entities.filter((entity) => entity.type === 'item') };
      } catch (error) {
        if (!(error instanceof StoreError && error.code === 'stale')) throw error;
      }
    }
  };

  return {
    add: async (title) => {
      const done = await commit([], (snapshot) => planAdd(snapshot, { title }, act));
      const item = done?.after[0];
      if (item === undefined) throw new Error(`cannot add ${title}`);
      return item;
    },
    edit: async (uid, { title, dueOn, label, status }) => {
      const done = await commit([uid], (snapshot) => {
        if (status === 'done') return planDone(snapshot, [uid], act);
        if (status === 'open') return planReopen(snapshot, [uid], act);
        const labels = snapshot.items[0]?.labels ?? [];
        const fields = { title, dueOn: dueOn as PlainDate | undefined, ...(label === undefined ? {} : { labels: [...labels, label] }) };
        return planEdit(snapshot, [uid], { ...act, fields, reason: 'said so' });
      });
      const [before, after] = [done?.before[0], done?.after[0]];
      return before === undefined || after === undefined ? null : { before, after };
    },
    items: async () => (await store.snapshot()).items,
    links: async () => (await store.mirrors({ of: 'all' })).links,
    recorded: (issue) => {
      const row = link.get(issue, issue);
      return row === undefined ? null : { item: String(row.item), now: JSON.stringify(JSON.parse(String(row.value)).now) };
    },
    conflicts: () => held.all().map(({ item, value }) => ({ item: String(item), value: String(value) })),
    close: async () => {
      raw.close();
      await store.close();
    },
  };
}
