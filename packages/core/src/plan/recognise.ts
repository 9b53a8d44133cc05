import type { DocumentUid, IncidentUid } from '../model/id.ts';
import type { Source } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import type { Snapshot } from '../store/port.ts';
import type { ImportUnit } from './import-units.ts';
import { type DocumentFinder, documentFinder } from './recognise-document.ts';
import { type KnownIncidents, knownIncidents } from './recognise-incident.ts';
import { sourceKey } from './source-key.ts';

/** What the store and this import know so far, found by what a document can say of it. */
export interface Known {
  readonly documents: DocumentFinder;
  readonly incidents: KnownIncidents;
  itemBySource(source: Source): ActionItem | null;
  itemByAnchor(anchor: string): ActionItem | null;
  /** Items that this document was read with, by line. */
  itemsOfDocument(document: DocumentUid): readonly ActionItem[];
  /** Items of an incident that come from no document. */
  looseItemsOf(incident: IncidentUid): readonly ActionItem[];
}

/** Indexes a snapshot once. `units`: everything that is read now; a document that is still at its place has not been renamed. */
export function knownOf(snapshot: Snapshot, units: readonly ImportUnit[]): Known {
  const byUid = new Map<string, ActionItem>();
  const bySource = new Map<string, ActionItem>();
  const byAnchor = new Map<string, ActionItem | null>();
  const byDocument = new Map<DocumentUid, ActionItem[]>();
  const loose = new Map<IncidentUid, ActionItem[]>();
  for (const item of snapshot.items) {
    byUid.set(item.uid, item);
    if (item.source) bySource.set(sourceKey(item.source), item);
    // What was copied with its anchor is no longer told apart by it.
    if (item.origin?.anchor) byAnchor.set(item.origin.anchor, byAnchor.has(item.origin.anchor) ? null : item);
    if (item.origin) push(byDocument, item.origin.document, item);
    else if (item.incident !== null && item.series === null) push(loose, item.incident, item);
  }
  const itemByAnchor = (anchor: string) => byUid.get(anchor) ?? byAnchor.get(anchor) ?? null;
  const itemsOfDocument = (document: DocumentUid) =>
    [...(byDocument.get(document) ?? [])].sort((a, b) => (a.origin?.line ?? 0) - (b.origin?.line ?? 0));
  return {
    documents: documentFinder(snapshot, units, { itemByAnchor, itemsOfDocument }),
    incidents: knownIncidents(snapshot.incidents, itemsOfDocument),
    itemBySource: (source) => bySource.get(sourceKey(source)) ?? null,
    itemByAnchor,
    itemsOfDocument,
    looseItemsOf: (incident) => loose.get(incident) ?? [],
  };
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
