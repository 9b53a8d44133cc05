import type { NewIncident } from '../model/event.ts';
import type { DocumentUid, IncidentUid } from '../model/id.ts';
import type { DocumentRecord, Incident, Source } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import type { IncidentDraft } from '../postmortem/draft.ts';
import { similarityOf } from '../postmortem/similarity.ts';
import type { Snapshot } from '../store/port.ts';
import type { ImportUnit } from './import-units.ts';

/** What the store and this import know so far, found by what a document can say of it. */
export interface Known {
  /** The record of the document that a unit was read from, or `null` for one never seen. */
  documentOf(unit: ImportUnit, titles: readonly string[]): DocumentRecord | null;
  /** The incident of each draft, or `null` for a new one; no incident twice. */
  incidentsOf(
    drafts: readonly IncidentDraft[],
    titles: readonly string[],
    document: Pick<DocumentRecord, 'uid' | 'incidents'> | null,
  ): readonly (NewIncident | null)[];
  incidentByUid(uid: IncidentUid): NewIncident | null;
  itemBySource(source: Source): ActionItem | null;
  itemByAnchor(anchor: string): ActionItem | null;
  /** Items that this document was read with, by line. */
  itemsOfDocument(document: DocumentUid): readonly ActionItem[];
  /** Items of an incident that come from no document. */
  looseItemsOf(incident: IncidentUid): readonly ActionItem[];
  /** Makes an incident of this import known to later documents. */
  learn(incident: NewIncident): void;
}

/** Two titles further apart than this, with different starts, are two incidents, even at the same place in one document. */
const SAME_INCIDENT = 0.5;

/** Comparing every title with every other is for documents that people write. */
const COMPARISONS = 10_000;

/** Indexes a snapshot once. `batch`: the places of everything imported now; what is in it has not been renamed. */
export function knownOf(snapshot: Snapshot, batch: ReadonlySet<string>): Known {
  const documents = new Map(snapshot.documents.map((document) => [document.uid, document]));
  const byPath = new Map(snapshot.documents.map((document) => [document.path, document]));
  const byFrontMatter = new Map(
    snapshot.documents.flatMap((document) => (document.frontMatterId === null ? [] : [[document.frontMatterId, document] as const])),
  );
  const incidentByUid = new Map<IncidentUid, NewIncident>();
  const incidentBySource = new Map<string, NewIncident>();
  const incidentByName = new Map<string, NewIncident>();
  const looseIncidentByTitle = new Map<string, NewIncident>();
  const incidentsByDocument = new Map<DocumentUid, NewIncident[]>();
  const learn = (incident: NewIncident) => {
    incidentByUid.set(incident.uid, incident);
    if (incident.source) incidentBySource.set(sourceKey(incident.source), incident);
    const name = nameKey(incident.title, incident.startedAt);
    if (name !== null && !incidentByName.has(name)) incidentByName.set(name, incident);
    if (incident.document) push(incidentsByDocument, incident.document, incident);
    else if (incident.source === null) looseIncidentByTitle.set(incident.title, incident);
  };
  for (const incident of snapshot.incidents) learn(incident);

  const itemsByUid = new Map<string, ActionItem>();
  const itemsBySource = new Map<string, ActionItem>();
  const itemsByAnchor = new Map<string, ActionItem | null>();
  const itemsByDocument = new Map<DocumentUid, ActionItem[]>();
  const looseItems = new Map<IncidentUid, ActionItem[]>();
  for (const item of snapshot.items) {
    itemsByUid.set(item.uid, item);
    if (item.source) itemsBySource.set(sourceKey(item.source), item);
    // What was copied with its anchor is no longer told apart by it.
    if (item.origin?.anchor) itemsByAnchor.set(item.origin.anchor, itemsByAnchor.has(item.origin.anchor) ? null : item);
    if (item.origin) push(itemsByDocument, item.origin.document, item);
    else if (item.incident !== null && item.series === null) push(looseItems, item.incident, item);
  }
  const itemByAnchor = (anchor: string) => itemsByUid.get(anchor) ?? itemsByAnchor.get(anchor) ?? null;

  return {
    documentOf(unit, titles) {
      if (unit.document !== null) return documents.get(unit.document) ?? null;
      if (unit.place === null) return null;
      for (const { anchor } of unit.incidents.flatMap(({ items }) => items)) {
        const origin = anchor === null ? null : itemByAnchor(anchor)?.origin;
        const document = origin ? documents.get(origin.document) : undefined;
        // A copied file carries the anchors of the first one, which is still there.
        if (document && (document.path === unit.place || !batch.has(document.path))) return document;
      }
      const byId = unit.frontMatterId === null ? undefined : byFrontMatter.get(unit.frontMatterId);
      if (byId) return byId;
      const atPath = byPath.get(unit.place);
      if (atPath && (unit.frontMatterId === null || atPath.frontMatterId === null)) return atPath;
      for (const [index, { startedAt }] of unit.incidents.entries()) {
        const incident = incidentByName.get(nameKey(titles[index] ?? '', startedAt) ?? '');
        const document = incident?.document ? documents.get(incident.document) : undefined;
        if (document && !batch.has(document.path)) return document;
      }
      return null;
    },
    incidentsOf(drafts, titles, document) {
      const left = new Set<NewIncident>(document === null ? [] : incidentsByDocument.get(document.uid));
      for (const uid of document?.incidents ?? []) {
        const incident = incidentByUid.get(uid);
        if (incident) left.add(incident);
      }
      const found = drafts.map((): NewIncident | null => null);
      const assign = (by: (draft: IncidentDraft, title: string) => NewIncident | undefined) => {
        for (const [index, draft] of drafts.entries()) {
          const incident = found[index] === null ? by(draft, titles[index] ?? '') : undefined;
          if (!incident || found.includes(incident)) continue;
          found[index] = incident;
          left.delete(incident);
        }
      };
      const among = (is: (incident: NewIncident) => boolean) => [...left].find(is);
      assign(({ source }) => (source === null ? undefined : incidentBySource.get(sourceKey(source))));
      assign((draft, title) => among((each) => each.title === title && each.startedAt === draft.startedAt));
      assign((_, title) => among((each) => each.title === title));
      assign((draft) => among((each) => draft.startedAt !== null && each.startedAt === draft.startedAt));
      if (left.size * drafts.length <= COMPARISONS) assign((_, title) => among((each) => similarityOf(each.title, title) >= SAME_INCIDENT));
      if (left.size === 1 && drafts.length === 1) {
        assign((draft) => among((each) => each.startedAt === null || draft.startedAt === null || each.startedAt === draft.startedAt));
      }
      if (document === null) assign((draft, title) => (draft.source === null ? looseIncidentByTitle.get(title) : undefined));
      assign((draft, title) => (draft.source === null ? incidentByName.get(nameKey(title, draft.startedAt) ?? '') : undefined));
      return found;
    },
    incidentByUid: (uid) => incidentByUid.get(uid) ?? null,
    itemBySource: (source) => itemsBySource.get(sourceKey(source)) ?? null,
    itemByAnchor,
    itemsOfDocument: (document) => [...(itemsByDocument.get(document) ?? [])].sort((a, b) => (a.origin?.line ?? 0) - (b.origin?.line ?? 0)),
    looseItemsOf: (incident) => looseItems.get(incident) ?? [],
    learn,
  };
}

function nameKey(title: string, startedAt: Incident['startedAt']): string | null {
  return startedAt === null ? null : `${startedAt} ${title.toLowerCase()}`;
}

export function sourceKey({ system, id }: Source): string {
  return JSON.stringify([system, id]);
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
