import { type RawBuilder, sql } from 'kysely';
import type { Entity, RecordedEvent, Version } from '../../model/event.ts';
import type { Link } from '../../model/mirror.ts';
import { numberOf, sourceOf } from '../commit-plan.ts';
import { riskEndOf } from '../selection.ts';
import type { Tables, VersionRow } from './tables.ts';

/** How many rows go into one statement: well below SQLite's limit on variables. */
const PER_STATEMENT = 500;

/** `values` for a condition with `in`: as one parameter, so that a list may be long and its statement is compiled once. */
export function listed<T extends string | number>(values: readonly T[]): RawBuilder<T> {
  return sql<T>`(select value from json_each(${JSON.stringify(values)}))`;
}

/** Rows in portions that one statement can take. */
export function portions<T>(values: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / PER_STATEMENT) }, (_, index) =>
    values.slice(index * PER_STATEMENT, (index + 1) * PER_STATEMENT),
  );
}

export function versionRow({ seq, from, to, value }: Version): VersionRow {
  const source = sourceOf(value);
  return {
    uid: value.uid,
    type: value.type,
    seq,
    from_on: from,
    to_on: to,
    number: numberOf(value),
    status: value.type === 'item' ? value.state.status : null,
    due_on: value.type === 'item' ? (value.due?.on ?? null) : null,
    until_on: value.type === 'item' ? riskEndOf(value) : null,
    item: value.type === 'mirror' ? value.item : null,
    incident: value.type === 'item' ? value.incident : null,
    series: value.type === 'item' ? value.series : null,
    source_system: source?.system ?? null,
    source_id: source?.id ?? null,
  };
}

export function eventRow(event: RecordedEvent): Tables['events'] {
  const { on, value, ...rest } = event;
  return { ...rest, on_day: on, value: JSON.stringify(value) };
}

export function eventFrom({ on_day: on, value, ...rest }: Tables['events']): RecordedEvent {
  return { ...rest, on, value: entityFrom(value) };
}

/** A value that this store wrote: it was checked before it came in. */
export function entityFrom(value: string): Entity {
  return JSON.parse(value) as Entity;
}

export function linkRow(link: Link): Tables['links'] {
  return {
    item: link.item,
    tracker: link.tracker,
    issue_id: link.issue.id,
    pending: link.pending ? 1 : 0,
    item_seq: link.itemSeq,
    state: link.state,
    value: JSON.stringify(link),
  };
}
