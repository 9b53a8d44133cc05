import type { Kysely, Transaction } from 'kysely';
import type { Entity, Numbered } from '../../model/event.ts';
import type { Uid, WorkspaceId } from '../../model/id.ts';
import type { Instant } from '../../model/instant.ts';
import type { Status } from '../../model/item.ts';
import type { Link } from '../../model/mirror.ts';
import type { PlainDate } from '../../model/plain-date.ts';

/** The tables as SQL sees them; `migrations.ts` says what each is for. JSON is text. */
export interface Tables {
  workspace: { id: WorkspaceId; created_at: Instant; sandbox: 0 | 1 };
  events: { seq: number; at: Instant; on_day: PlainDate; actor: string; reason: string | null; uid: Uid; v: 1; value: string };
  versions: VersionRow;
  links: { item: string; tracker: string; issue_id: string; pending: 0 | 1; item_seq: number; state: Link['state']; value: string };
  totals: { live_links: number };
  intents: { item: string; value: string };
  wishes: { item: string; value: string };
  moved: { item: Uid };
  refusals: { item: string; tracker: string; field: string; value: string };
  conflicts: { item: string; tracker: string; field: string; value: string };
  drifts: { key: string; value: string };
  cursors: { tracker: string; cursor: string; pulled_at: Instant };
  accounts: { tracker: string; account: string };
  writes: { tracker: string; at: Instant; kind: 'create' | 'update' };
  ledger: { channel: string; key: string; claimed_at: Instant; sent_at: Instant | null };
  leases: { name: string; holder: string | null; token: number; expires_at: Instant };
  runs: {
    job: string;
    slot: Instant;
    holder: string;
    started_at: Instant;
    finished_at: Instant | null;
    outcome: 'ok' | 'failed' | null;
    message: string | null;
  };
}

/** One version; its value is that of event `seq`. The other columns repeat what queries look for. */
export interface VersionRow {
  uid: Uid;
  type: Entity['type'];
  seq: number;
  from_on: PlainDate;
  to_on: PlainDate | null;
  number: number | null;
  status: Status | null;
  due_on: PlainDate | null;
  until_on: PlainDate | null;
  item: string | null;
  incident: string | null;
  series: string | null;
  source_system: string | null;
  source_id: string | null;
}

export type Numbering = Numbered['type'];
export type Database = Kysely<Tables>;
export type InTransaction = Transaction<Tables>;
