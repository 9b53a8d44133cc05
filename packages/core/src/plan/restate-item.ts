import type { NewItem } from '../model/event.ts';
import type { DocumentUid, IncidentUid, ItemUid } from '../model/id.ts';
import { type ActionItem, isUnfinished, type Origin } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import type { FieldChange } from './import-plan.ts';
import { movedDue } from './item-due.ts';
import { READ_FIELDS, type ReadField, type Reading, readingOf, readingOfItem, type StatedItem } from './stated-item.ts';
import { DOCUMENT, isDoneByTick, tickedOff, unticked } from './tick.ts';

export interface ImportedFrom {
  /** `null` for an item that comes from no document. */
  readonly document: DocumentUid | null;
  readonly incident: IncidentUid;
  readonly today: PlainDate;
}

export interface RestatedFrom extends ImportedFrom {
  /** What people call an incident. */
  readonly titleOf: (incident: IncidentUid | null) => string | null;
}

/** A proposal, or a done item where the document ticks it off: no due date, no reminder, no mirror either way. */
export function proposalFrom(
  stated: StatedItem,
  from: ImportedFrom & { readonly uid: ItemUid; readonly labels: readonly string[] },
): NewItem {
  const { draft } = stated;
  const item: NewItem = {
    type: 'item',
    uid: from.uid,
    title: stated.title,
    details: stated.details,
    state: { status: 'proposed' },
    kind: stated.kind,
    kindSource: stated.kindSource,
    activity: stated.activity,
    owner: stated.owner,
    team: stated.team,
    priority: stated.priority,
    labels: from.labels,
    incident: from.incident,
    series: null,
    scheduledOn: null,
    due: null,
    proposedDueOn: stated.dueOn,
    snoozedUntil: null,
    recurrence: stated.recurrence,
    duplicateOf: null,
    references: [...new Set(draft.links)],
    origin: originOf(stated, { ...from, before: null }),
    source: draft.source,
    createdOn: from.today,
    acceptedOn: null,
  };
  return stated.done === true ? tickedOff(item, from.today) : item;
}

/**
 * An item as a document says it now, against what the document said before.
 *
 * | the document        | closeout            | then                                   |
 * |---------------------|---------------------|----------------------------------------|
 * | says the same       | whatever            | nothing                                |
 * | says nothing of it  | whatever            | nothing                                |
 * | says something else | as the document was | the item says it too                   |
 * | says something else | something else      | closeout stays; reported as kept       |
 * | ticks it off        | not closed          | done, once: a person may reopen it     |
 * | takes the tick back | done by that tick   | what it was before                     |
 * | takes the tick back | done by a person    | closeout stays; reported as kept       |
 *
 * What is done or cancelled keeps its text; only its place in the document is updated.
 */
export function restated(
  item: ActionItem,
  stated: StatedItem,
  { document, incident, today, titleOf }: RestatedFrom,
): { readonly item: ActionItem; readonly fields: readonly FieldChange[] } {
  const past: Reading = item.origin?.read ?? {};
  const says = readingOf(stated);
  const have = readingOfItem(item);
  const fields: FieldChange[] = [];
  let next: ActionItem = item;
  if (stated.done === false && past.done === 'true' && item.state.status === 'done') {
    const kept = !isDoneByTick(item);
    if (!kept) next = unticked(item);
    fields.push({ field: 'status', from: 'done', to: kept ? 'open' : next.state.status, kept });
  }
  const isClosed = !isUnfinished(next) && next.state.status !== 'proposed';

  const titleRead = item.origin?.title ?? item.title;
  if (stated.title !== titleRead && stated.title !== item.title) {
    const kept = isClosed || item.title !== titleRead;
    fields.push({ field: 'title', from: item.title, to: stated.title, kept });
    if (!kept) next = { ...next, title: stated.title };
  }
  for (const field of isClosed ? [] : READ_FIELDS) {
    const [was, now, ours] = [past[field], says[field], have[field]];
    if (now === undefined || now === was || now === ours || isGuessAgainst(field, now, ours) || isDueThen(field, now, item)) continue;
    const kept = ours !== was;
    fields.push({ field, from: shown(field, item, ours), to: field === 'details' ? stated.details : now, kept });
    if (!kept) next = taking(next, field, stated, today);
  }
  const place = past.incident ?? item.incident;
  if (document !== null && incident !== place && incident !== item.incident) {
    const kept = item.incident !== place;
    fields.push({ field: 'incident', from: titleOf(item.incident), to: titleOf(incident), kept });
    if (!kept) next = { ...next, incident };
  }
  const references = [...new Set([...item.references, ...stated.draft.links])];
  if (!isClosed && references.length > item.references.length) {
    fields.push({ field: 'links', from: item.references.join(' ') || null, to: references.join(' '), kept: false });
    next = { ...next, references };
  }
  if (stated.done === true && past.done !== 'true' && !isClosed) {
    fields.push({ field: 'status', from: item.state.status, to: 'done', kept: false });
    next = tickedOff(next, today);
  }
  const origin = originOf(stated, { document, incident, uid: item.uid, before: item.origin });
  const source = item.source ?? stated.draft.source;
  const isSame = JSON.stringify(origin) === JSON.stringify(item.origin) && source === item.source && next === item;
  return { item: isSame ? item : { ...next, origin, source }, fields };
}

function originOf(
  { title, draft, ...rest }: StatedItem,
  { document, incident, uid, before }: Omit<ImportedFrom, 'today'> & { readonly uid: ItemUid; readonly before: Origin | null },
): Origin | null {
  if (document === null) return before;
  const { section, line } = draft;
  // Its own uid, written there by annotate, is no news.
  const anchor = (draft.anchor === uid ? null : draft.anchor) ?? before?.anchor ?? null;
  // A document that falls silent on a field has not changed it.
  const read = { ...before?.read, ...readingOf({ title, draft, ...rest }), incident };
  // A reader that has become more or less sure of the same words is no news either.
  const sure = before?.title === title && before.sure !== undefined ? before.sure : draft.sure;
  return { document, section, line, anchor, title, present: true, sure, read: sorted(read) };
}

/** A guessed kind never replaces a stated one. */
function isGuessAgainst(field: ReadField, now: string, ours: string | undefined): boolean {
  return field === 'kind' && now.startsWith('probably ') && ours !== undefined && !ours.startsWith('probably ');
}

/** A due date that the document has from closeout is no news. */
function isDueThen(field: ReadField, now: string, { due }: ActionItem): boolean {
  return field === 'dueOn' && due?.on === now;
}

function taking(item: ActionItem, field: ReadField, stated: StatedItem, today: PlainDate): ActionItem {
  switch (field) {
    case 'details':
      return { ...item, details: stated.details };
    case 'kind':
      return { ...item, kind: stated.kind, kindSource: stated.kindSource };
    case 'activity':
      return { ...item, activity: stated.activity };
    case 'owner':
      return { ...item, owner: stated.owner };
    case 'team':
      return { ...item, team: stated.team };
    case 'priority':
      return { ...item, priority: stated.priority };
    case 'recurrence':
      return { ...item, recurrence: stated.recurrence };
    case 'dueOn':
      if (stated.dueOn === null) return item;
      if (item.state.status === 'proposed') return { ...item, proposedDueOn: stated.dueOn };
      return movedDue(item, { to: stated.dueOn, reason: 'the document says so', today, by: DOCUMENT });
  }
}

function shown(field: ReadField, item: ActionItem, ours: string | undefined): string | null {
  if (field === 'details') return item.details === '' ? null : item.details;
  if (field === 'dueOn') return item.due?.on ?? item.proposedDueOn;
  return ours ?? null;
}

/** As it is recorded: always in the same order. */
export function sorted(read: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(read).sort(([a], [b]) => (a < b ? -1 : 1)));
}
