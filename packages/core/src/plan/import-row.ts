import type { EntityChange, NewItem, NewSeries } from '../model/event.ts';
import type { IncidentUid, SeriesUid } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import { acceptProposal, BECAME_SERIES, type IncidentFacts } from './acceptance.ts';
import type { ProbableDuplicate } from './find-duplicates.ts';
import type { FieldChange, ImportOptions } from './import-plan.ts';
import type { StatedItem } from './stated-item.ts';

/** One line of a document that promises something, with the item it was recognised as and what that becomes. */
export type ImportRow = {
  readonly stated: StatedItem;
  readonly path: string | null;
  readonly incident: IncidentUid;
  /** How sure it is that this is the same item; 1 for a new one. */
  readonly sure: number;
  readonly fields: readonly FieldChange[];
  /** The earlier item of the same incident that probably says the same. */
  readonly double: ProbableDuplicate | null;
} & ({ readonly before: null; readonly after: NewItem } | { readonly before: ActionItem; readonly after: ActionItem });

/** From here on the second of two items in one document is left for a person, so that a tracker gets one issue. */
export const PROBABLY_DOUBLE = 0.8;

/** A row with its last word: duplicates marked, accepted where that is due. */
export interface SettledRow {
  readonly row: ImportRow;
  readonly elsewhere: ProbableDuplicate | null;
  readonly changes: readonly EntityChange[];
}

export interface SettleContext {
  /** The open item of another incident that says the same. */
  readonly elsewhere: ProbableDuplicate | null;
  readonly incident: IncidentFacts | null;
  readonly options: ImportOptions;
  readonly mint: () => SeriesUid;
}

/**
 * | proposal                         | import          | import --accept |
 * |----------------------------------|-----------------|-----------------|
 * | carries an issue link            | open            | open            |
 * | recurs, with a rule              | proposed        | series          |
 * | recurs, no cadence               | proposed        | proposed        |
 * | probably double in its document  | proposed        | proposed        |
 * | any other                        | proposed        | open            |
 *
 * The first row that fits counts from the second on; a link is no reason to accept what recurs.
 */
export function settleRow(row: ImportRow, { elsewhere, incident, options, mint }: SettleContext): SettledRow {
  const terms = { config: options.config, incident, today: options.today, by: options.by ?? 'import', mint };
  if (row.before === null) {
    const duplicate = row.double ?? elsewhere;
    const marked = duplicate === null ? row.after : { ...row.after, duplicateOf: { uid: duplicate.uid, sure: duplicate.sure } };
    const { item, series } = isAccepted(marked, row, options)
      ? acceptProposal(marked, { ...terms, rrule: ruleOf(marked) })
      : { item: marked, series: null };
    const create: EntityChange = { op: 'create', entity: item, reason: series === null ? null : BECAME_SERIES };
    return { row: { ...row, after: item }, elsewhere, changes: [create, ...creating(series)] };
  }
  const marked = row.after === row.before ? row.after : remarked(row.after, row);
  const { item, series } = isAccepted(marked, row, options)
    ? acceptProposal(marked, { ...terms, rrule: ruleOf(marked) })
    : { item: marked, series: null };
  if (item === row.before) return { row, elsewhere: null, changes: [] };
  const accepted =
    item === marked ? [] : [{ field: 'status', from: marked.state.status, to: series === null ? 'open' : 'series', kept: false }];
  const update: EntityChange = { op: 'update', entity: item, reason: series === null ? null : BECAME_SERIES };
  return { row: { ...row, after: item, fields: [...row.fields, ...accepted] }, elsewhere: null, changes: [update, ...creating(series)] };
}

/** A proposal that says something else now may be, or no longer be, double. */
function remarked(item: ActionItem, { fields, double }: ImportRow): ActionItem {
  const isReworded = fields.some(({ field, kept }) => field === 'title' && !kept);
  if (!isReworded || item.state.status !== 'proposed') return item;
  return { ...item, duplicateOf: double === null ? null : { uid: double.uid, sure: double.sure } };
}

function isAccepted(item: NewItem, { double }: ImportRow, options: ImportOptions): boolean {
  if (item.state.status !== 'proposed') return false;
  if (item.recurrence === null && item.references.length > 0) return true;
  if (options.accept !== true || item.recurrence?.needsCadence) return false;
  return double === null || double.sure < PROBABLY_DOUBLE;
}

function ruleOf(item: NewItem): string | null {
  return item.recurrence?.rrule ?? null;
}

function creating(series: NewSeries | null): readonly EntityChange[] {
  return series === null ? [] : [{ op: 'create', entity: series, reason: null }];
}
