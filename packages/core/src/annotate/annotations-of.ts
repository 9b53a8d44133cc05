import type { Config } from '../config/config.ts';
import type { DocumentRecord } from '../model/incident.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import { BECAME_SERIES } from '../plan/acceptance.ts';
import { unitsOf } from '../plan/import-units.ts';
import { knownOf } from '../plan/recognise.ts';
import type { DocumentDraft } from '../postmortem/draft.ts';
import { type ItemLookup, itemLookup } from '../report/item-lookup.ts';
import type { Snapshot } from '../store/port.ts';
import type { Annotation } from './annotation.ts';

/** What is on record of a document, and what is to be said of its items. */
export interface AnnotatedDocument {
  readonly record: DocumentRecord;
  /** In the order of their lines. */
  readonly annotations: readonly Annotation[];
}

/**
 * Finds the record of a document as an import would, and says how each item that was read from it stands; `null` for a document
 * that was never imported. Indexes the snapshot, which has to be whole, once. `drafts`: all documents that will be asked for,
 * since one that stands elsewhere now may have been renamed or copied.
 */
export function annotationsIn(
  snapshot: Snapshot,
  { config, drafts }: { readonly config: Config; readonly drafts: readonly DocumentDraft[] },
): (draft: DocumentDraft) => AnnotatedDocument | null {
  const known = knownOf(
    snapshot,
    drafts.flatMap((draft) => unitsOf(snapshot, draft, config.timeZone)),
  );
  const view: View = {
    lookup: itemLookup(snapshot, config),
    items: new Map(snapshot.items.map((item) => [item.uid, item])),
    series: new Map(snapshot.series.map((one) => [one.proposal, one])),
  };
  return (draft) => {
    const [unit] = unitsOf(snapshot, draft, config.timeZone);
    const record = unit === undefined ? null : known.documents.recordOf(unit);
    if (record === null) return null;
    return { record, annotations: known.itemsOfDocument(record.uid).flatMap((item) => annotationOf(item, view)) };
  };
}

interface View {
  readonly lookup: ItemLookup;
  readonly items: ReadonlyMap<ActionItem['uid'], ActionItem>;
  readonly series: ReadonlyMap<ActionItem['uid'] | null, Snapshot['series'][number]>;
}

function annotationOf(item: ActionItem, view: View): readonly Annotation[] {
  const { origin, uid, state } = item;
  if (origin === null) return [];
  const { anchor, present, line, title, read } = origin;
  return [
    {
      uid,
      id: view.lookup.idOf(item),
      status: state.status,
      standing: standingOf(item, view),
      dueOn: isUnfinished(item) ? (item.due?.on ?? null) : null,
      issues: view.lookup.mirrorsOf(uid).flatMap(({ key, url, state: link }) => (link === 'live' ? [{ key, url }] : [])),
      found: { anchor, present, line, title, done: read?.done === undefined ? null : read.done === 'true' },
    },
  ];
}

function standingOf({ uid, state }: ActionItem, { lookup, items, series }: View): string {
  switch (state.status) {
    case 'proposed':
    case 'open':
    case 'blocked':
    case 'done':
      return state.status;
    case 'in-progress':
      return 'in progress';
    case 'cancelled': {
      const became = state.reason === BECAME_SERIES ? series.get(uid) : undefined;
      if (became !== undefined) return `recurs as ${lookup.idOf(became)}`;
      const into = state.into === null ? undefined : items.get(state.into);
      if (into !== undefined) return `${state.resolution} of ${lookup.idOf(into)}`;
      return `cancelled (${state.resolution}${state.until === null ? '' : ` until ${state.until}`})`;
    }
  }
}
