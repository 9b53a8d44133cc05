import { sql } from 'kysely';
import type { Database } from './tables.ts';

/**
 * Each entry takes the schema from the version of its index to the next one. Entries are never edited once
 * released: a database of any age runs those it lacks. The version is SQLite's `user_version`, read with the
 * file's header at every start; Kysely's own migrator would ask two tables instead.
 */
export const MIGRATIONS: readonly ((db: Database) => Promise<void>)[] = [(db) => run(db, FIRST_SCHEMA), (db) => run(db, WISHES)];

async function run(db: Database, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const FIRST_SCHEMA = [
  'create table workspace (id text not null, created_at text not null, sandbox integer not null)',

  // The log. Every value is stored here and nowhere else.
  `create table events (
    seq integer primary key, at text not null, on_day text not null, actor text not null, reason text,
    uid text not null, v integer not null, value text not null)`,
  `create trigger events_keep before update on events begin select raise(abort, 'the log is append-only'); end`,
  `create trigger events_stay before delete on events begin select raise(abort, 'the log is append-only'); end`,
  'create index events_on_day on events (on_day)',

  // Which event's value was in force from which day to which. What is current (to_on is null) and what is past have
  // indexes of their own, so that questions about today never meet finished history; those that lists and look-ups
  // use hold seq (and to_on, or SQLite reads the row for it), so that one step leads from the index to the value.
  `create table versions (
    uid text not null, type text not null, seq integer not null references events (seq), from_on text not null, to_on text,
    number integer, status text, due_on text, until_on text, item text, incident text, series text, source_system text, source_id text)`,
  'create unique index versions_from on versions (uid, from_on)',
  'create index versions_current on versions (uid, seq, to_on) where to_on is null',
  'create unique index versions_number on versions (type, number) where to_on is null and number is not null',
  'create unique index versions_source on versions (type, source_system, source_id) where to_on is null and source_id is not null',
  'create index versions_due on versions (type, status, due_on, seq, to_on) where to_on is null',
  'create index versions_until on versions (type, until_on, seq) where to_on is null and until_on is not null',
  'create index versions_past on versions (type, to_on, from_on) where to_on is not null',
  'create index versions_item on versions (item, seq, to_on) where to_on is null and item is not null',
  'create index versions_incident on versions (type, incident, seq) where to_on is null and incident is not null',
  'create index versions_series on versions (type, series, seq) where to_on is null and series is not null',

  // What the sync remembers.
  `create table links (
    item text not null, tracker text not null, issue_id text not null, pending integer not null, item_seq integer not null,
    state text not null, value text not null, primary key (item, tracker))`,
  'create index links_issue on links (tracker, issue_id)',
  // The guard of a sync asks how many links are live at every run: counted as they change, not by looking at all of them.
  'create table totals (live_links integer not null)',
  'insert into totals values (0)',
  `create trigger links_added after insert on links when new.state = 'live' begin
    update totals set live_links = live_links + 1; end`,
  `create trigger links_changed after update of state on links when new.state <> old.state begin
    update totals set live_links = live_links + (new.state = 'live') - (old.state = 'live'); end`,
  'create table intents (item text not null primary key, value text not null)',
  // Items a sync has to look at: kept with every write, so that a quiet sync reads an empty table however many links there are.
  'create table moved (item text not null primary key) without rowid',
  'create table refusals (item text not null, tracker text not null, field text not null, value text not null, primary key (item, tracker, field))',
  'create table conflicts (item text not null, tracker text not null, field text not null, value text not null, primary key (item, tracker, field))',
  'create table drifts (key text not null primary key, value text not null)',
  'create table cursors (tracker text not null primary key, cursor text not null, pulled_at text not null)',
  'create table accounts (tracker text not null, account text not null, primary key (tracker, account)) without rowid',
  'create table writes (tracker text not null, at text not null, kind text not null)',
  'create index writes_at on writes (at)',

  // What processes tell each other.
  'create table ledger (channel text not null, key text not null, claimed_at text not null, sent_at text, primary key (channel, key))',
  'create table leases (name text not null primary key, holder text, token integer not null, expires_at text not null)',
  `create table runs (
    job text not null, slot text not null, holder text not null, started_at text not null, finished_at text, outcome text,
    message text, primary key (job, slot))`,
  'create index runs_latest on runs (started_at)',
];

const WISHES = [
  // What people asked for: a mirror of their choice.
  'create table wishes (item text not null primary key, value text not null)',
  // Whether an issue that somebody names by its address is the mirror of another item.
  "create index links_key on links (json_extract(value, '$.issue.key'))",
];
