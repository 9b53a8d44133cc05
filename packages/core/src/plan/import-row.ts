import type { EntityChange, NewItem, NewSeries } from '../model/event.ts';
import type { IncidentUid, SeriesUid } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import { type AcceptanceTerms, type Accepted, acceptProposal, BECAME_SERIES, type IncidentFacts } from './acceptance.ts';
import type { ProbableDuplicate } from './find-duplicates.ts';
import type { FieldChange, ImportOptions } from './import-plan.ts';
import { issuesIn } from './issue-address.ts';
import type { StatedItem } from './stated-item.ts';

/** One line of a document that promises something, with the item it was recognised as and what that becomes. */
export type ImportRow = {
  readonly stated: StatedItem;
  readonly path: string | null;
  readonly incident: IncidentUid;
  /** How sure it is that this is the same item; 1 for a new one. */
  readonly sure: number;
  readonly fields: readonly FieldChange[];
  /** The item of the same incident in the same document that probably says the same. */
  readonly double: ProbableDuplicate | null;
} & ({ readonly before: null; readonly after: NewItem } | { readonly before: ActionItem; readonly after: ActionItem });

/** A row with its last word: duplicates marked, accepted where that is due. */
export interface SettledRow {
  readonly row: ImportRow;
  /** What this import marked it as a probable duplicate of. */
  readonly duplicate: (ProbableDuplicate & { readonly within: 'document' | 'workspace' }) | null;
  /** Whether this import accepted it. */
  readonly isAccepted: boolean;
  readonly series: NewSeries | null;
  readonly changes: readonly EntityChange[];
}

export interface SettleContext {
  /** The open item of another incident that says the same. */
  readonly elsewhere: ProbableDuplicate | null;
  readonly incident: IncidentFacts | null;
  readonly options: ImportOptions;
  readonly mint: () => SeriesUid;
}

/** Whether a document says that what it proposes, or what was not accepted yet, will not be done. */
export function isCalledOff({ stated, after }: ImportRow): boolean {
  return stated.draft.calledOff && after.state.status === 'proposed';
}

/** Whether a row proposes what nobody has compared with other items yet. */
export function isNews({ before, after, fields }: ImportRow): boolean {
  if (after.state.status !== 'proposed') return false;
  return before === null || fields.some(({ field, kept }) => field === 'title' && !kept);
}

/**
 * | proposal                   | import   | import --accept |
 * |----------------------------|----------|-----------------|
 * | its document calls it off  | proposed | proposed        |
 * | probably double            | proposed | proposed        |
 * | carries an issue link      | open     | open            |
 * | recurs, with a rule        | proposed | series          |
 * | recurs, no cadence         | proposed | proposed        |
 * | any other                  | proposed | open            |
 *
 * The first row that fits counts; a link is no reason to accept what recurs.
 */
export function settleRow(row: ImportRow, { elsewhere, incident, options, mint }: SettleContext): SettledRow {
  const duplicate = isNews(row) ? duplicateOf(row, elsewhere) : null;
  const mark = duplicate === null ? null : { uid: duplicate.uid, sure: duplicate.sure };
  const terms = { config: options.config, incident, today: options.today, by: options.by ?? 'import', mint };
  if (row.before === null) {
    const marked = mark === null ? row.after : { ...row.after, duplicateOf: mark };
    const { item, series } = acceptedIfDue(marked, { row, terms, options });
    const create: EntityChange = { op: 'create', entity: item, reason: series === null ? null : BECAME_SERIES };
    const settled = { row: { ...row, after: item }, duplicate, isAccepted: item !== marked, series };
    return { ...settled, changes: [create, ...creating(series)] };
  }
  // What says something else now may be, or no longer be, double.
  const marked = isNews(row) ? { ...row.after, duplicateOf: mark } : row.after;
  const { item, series } = acceptedIfDue(marked, { row, terms, options });
  const settled = { row: { ...row, after: item }, duplicate, isAccepted: item !== marked, series };
  if (item === row.before) return { ...settled, changes: [] };
  const update: EntityChange = { op: 'update', entity: item, reason: series === null ? null : BECAME_SERIES };
  return { ...settled, changes: [update, ...creating(series)] };
}

function duplicateOf({ double }: ImportRow, elsewhere: ProbableDuplicate | null): SettledRow['duplicate'] {
  if (double !== null) return { ...double, within: 'document' };
  return elsewhere === null ? null : { ...elsewhere, within: 'workspace' };
}

interface Deciding {
  readonly row: ImportRow;
  readonly terms: Omit<AcceptanceTerms, 'rrule'>;
  readonly options: ImportOptions;
}

function acceptedIfDue<I extends NewItem>(item: I, { row, terms, options }: Deciding): Accepted<I> {
  return !isCalledOff(row) && isAccepted(item, options)
    ? acceptProposal(item, { ...terms, rrule: item.recurrence?.rrule ?? null })
    : { item, series: null };
}

function isAccepted(item: NewItem, options: ImportOptions): boolean {
  if (item.state.status !== 'proposed' || item.duplicateOf !== null) return false;
  if (item.recurrence === null && issuesIn(item.references).length > 0) return true;
  return options.accept === true && !item.recurrence?.needsCadence;
}

function creating(series: NewSeries | null): readonly EntityChange[] {
  return series === null ? [] : [{ op: 'create', entity: series, reason: null }];
}
