import {
  type ActionItem,
  type ItemLookup,
  itemLookup,
  type PlainDate,
  plainText,
  type Refusal,
  type Snapshot,
  toItemJson,
} from '@closeout/core';
import { refusalRemedy } from '@closeout/core/sync';
import type { Command } from 'commander';
import { itemsNumbered } from '../shell/act-on-items.ts';
import { snapshotOfDay } from '../shell/day.ts';
import { refused } from '../shell/failure.ts';
import { numbersOf } from '../shell/ids.ts';
import { standing } from '../shell/item-lines.ts';
import type { Session } from '../shell/session.ts';

/** `closeout show`: everything that is known of items. */
export function define(command: Command, session: Session): void {
  command.argument('<id...>', 'items, or - for ids on standard input').action((ids: readonly string[]) => show(session, ids));
}

async function show(session: Session, ids: readonly string[]): Promise<void> {
  const numbers = await numbersOf(session, ids);
  const [config, today] = [await session.config(), await session.today()];
  const snapshot = await snapshotOfDay(session, { numbers });
  const found = itemsNumbered(snapshot, numbers, config);
  if (!found.ok) throw refused(found.fault);
  const { refusals } = await (await session.store()).mirrors({ of: 'items', items: found.value.map(({ uid }) => uid) });
  const view = { lookup: itemLookup(snapshot, config), today, snapshot, refusals };
  const items = found.value.map((item) => detailed(item, view));
  session.print({ json: () => ({ version: 1, today, items }), text: () => items.map(detailText).join('\n\n') });
}

type DetailedItem = ReturnType<typeof detailed>;

interface View {
  readonly lookup: ItemLookup;
  readonly today: PlainDate;
  readonly snapshot: Snapshot;
  readonly refusals: readonly Refusal[];
}

/** An item as lists show it, and what lists leave out. */
function detailed(item: ActionItem, { lookup, today, snapshot, refusals }: View) {
  const { origin, state, due } = item;
  const document = snapshot.documents.find(({ uid }) => uid === origin?.document) ?? null;
  const json = toItemJson(item, { lookup, today });
  return {
    ...json,
    details: item.details,
    state,
    kindSource: item.kindSource,
    labels: item.labels,
    dueRule: due?.rule ?? null,
    extensions: due?.extensions ?? [],
    scheduledOn: item.scheduledOn,
    snoozedUntil: item.snoozedUntil,
    recurrence: item.recurrence,
    probablySameAs: item.duplicateOf,
    references: item.references,
    incidentTitle: lookup.incidentOf(item)?.title ?? null,
    origin: origin === null ? null : { path: document?.path ?? null, section: origin.section, line: origin.line, present: origin.present },
    source: item.source,
    createdOn: item.createdOn,
    acceptedOn: item.acceptedOn,
    refused: refusals.filter((refusal) => refusal.item === item.uid).map((refusal) => refusedOf(refusal, json.id)),
  };
}

function refusedOf({ tracker, field, code, message }: Refusal, id: string) {
  return { tracker, field, code, message, remedy: refusalRemedy({ field, code }, id) };
}

function detailText(item: DetailedItem): string {
  const { origin, state } = item;
  const rows: readonly (readonly [string, string | null])[] = [
    ['status', stateText(item)],
    ['evidence', state.status === 'done' ? state.evidence : null],
    ['kind', `${item.kind}${item.kind !== 'unclassified' && item.kindSource === 'inferred' ? ' (inferred)' : ''}`],
    ['activity', item.activity],
    ['owner', item.owner],
    ['team', item.team],
    ['priority', item.priority],
    ['labels', item.labels.join(', ') || null],
    ['due', item.dueOn === null ? null : `${item.dueOn}${item.slips === 0 ? '' : `, first ${item.originalDueOn}`} (${item.dueRule})`],
    ...item.extensions.map(({ from, to, reason, by }) => ['moved', `${from} to ${to} by ${by}: ${reason}`] as const),
    ['scheduled', item.scheduledOn],
    ['snoozed', item.snoozedUntil === null ? null : `until ${item.snoozedUntil}`],
    ['recurs', item.recurrence === null ? null : `${item.recurrence.text}: ${item.recurrence.rrule ?? 'nobody says how often'}`],
    ['incident', item.incident === null ? null : `${item.incident}  ${item.incidentTitle}`],
    ['series', item.series],
    ['from', origin === null ? null : `${origin.path}:${origin.line}  ${origin.section}${origin.present ? '' : ' (no longer there)'}`],
    ['accepted', item.acceptedOn],
    ...item.links.map(({ tracker, url, state }) => ['issue', `${url}${state === 'live' ? '' : ` (${state})`}  ${tracker}`] as const),
    ...item.refused.map(({ field, message, remedy }) => ['refused', `${field}: ${message} (${remedy})`] as const),
    ...item.references.map((url) => ['names', url] as const),
  ];
  const lines = rows.flatMap(([name, value]) => (value === null ? [] : [`  ${name.padEnd(9)}  ${plainText(value)}`]));
  const details = item.details.split('\n').map((line) => `  ${plainText(line)}`.trimEnd());
  return [`${item.id}  ${plainText(item.title)}`, ...lines, ...(item.details === '' ? [] : ['', ...details])].join('\n');
}

function stateText(item: DetailedItem): string {
  const { state } = item;
  switch (state.status) {
    case 'proposed':
    case 'open':
    case 'in-progress':
      return standing(item);
    case 'blocked':
      return `${standing(item)}: ${state.reason ?? 'nobody says why'}`;
    case 'done':
      return `done on ${state.on} by ${state.by}${state.outcome === null ? '' : `, ${state.outcome}`}`;
    case 'cancelled':
      return `cancelled on ${state.on} by ${state.by}, ${state.resolution}${state.until === null ? '' : ` until ${state.until}`}: ${state.reason ?? 'nobody says why'}`;
  }
}
