import type { NewIncident } from '../model/event.ts';
import type { DocumentUid, IncidentUid } from '../model/id.ts';
import type { DocumentRecord } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import type { IncidentDraft } from '../postmortem/draft.ts';
import { indexBySimilarity, similarityOf } from '../postmortem/similarity.ts';
import { nameKey } from './recognise-document.ts';
import { sourceKey } from './source-key.ts';
import { lastRead, titleKey } from './title-key.ts';

/** Two titles further apart than this, with different starts, are two incidents, even at the same place in one document. */
const SAME_INCIDENT = 0.5;

/** Comparing every title with every other is for documents that people write. */
const COMPARISONS = 10_000;

/** The incidents on record, and those that this import adds, by what a draft can say of them. */
export interface KnownIncidents {
  byUid(uid: IncidentUid | null): NewIncident | null;
  /** The incident of each draft, or `null` for a new one; no incident twice. `document`: where they were read; `null` for none. */
  of(
    drafts: readonly IncidentDraft[],
    titles: readonly string[],
    document: Pick<DocumentRecord, 'uid' | 'incidents'> | null,
  ): readonly (NewIncident | null)[];
  /** Takes in an incident that is new, or new facts of one. */
  learn(incident: NewIncident): void;
}

/**
 * An incident is recognised by its id in a foreign system; then, among those of its document, by title and start, title, start,
 * most of its items, a similar title, or because it is the only one; then anywhere by title and start.
 */
export function knownIncidents(
  incidents: readonly NewIncident[],
  itemsOfDocument: (document: DocumentUid) => readonly ActionItem[],
): KnownIncidents {
  const byUid = new Map<IncidentUid, NewIncident>();
  const bySource = new Map<string, IncidentUid>();
  const byName = new Map<string, IncidentUid>();
  const looseByTitle = new Map<string, IncidentUid>();
  const byDocument = new Map<DocumentUid, Set<IncidentUid>>();
  const learn = (incident: NewIncident) => {
    const { uid, document, source } = incident;
    byUid.set(uid, incident);
    if (source) bySource.set(sourceKey(source), uid);
    const name = nameKey(incident.title, incident.startedAt);
    if (name !== null && !byName.has(name)) byName.set(name, uid);
    if (document) byDocument.set(document, (byDocument.get(document) ?? new Set()).add(uid));
    else if (source === null) looseByTitle.set(incident.title, uid);
  };
  for (const incident of incidents) learn(incident);
  const known = (uid: IncidentUid | undefined) => (uid === undefined ? undefined : byUid.get(uid));

  return {
    byUid: (uid) => known(uid ?? undefined) ?? null,
    learn,
    of(drafts, titles, document) {
      const told = document === null ? [] : [...(byDocument.get(document.uid) ?? []), ...document.incidents];
      const left = new Set([...new Set(told)].flatMap((uid) => known(uid) ?? []));
      const found = drafts.map((): NewIncident | null => null);
      const claimed = new Set<NewIncident>();
      const assign = (by: (draft: IncidentDraft, title: string) => NewIncident | undefined) => {
        for (const [index, draft] of drafts.entries()) {
          const incident = found[index] === null ? by(draft, titles[index] ?? '') : undefined;
          if (!incident || claimed.has(incident)) continue;
          found[index] = incident;
          claimed.add(incident);
          left.delete(incident);
        }
      };
      const among = (is: (incident: NewIncident) => boolean) => {
        for (const incident of left) if (is(incident)) return incident;
        return undefined;
      };
      assign(({ source }) => (source === null ? undefined : known(bySource.get(sourceKey(source)))));
      assign((draft, title) => among((each) => each.title === title && each.startedAt === draft.startedAt));
      assign((_, title) => among((each) => each.title === title));
      assign((draft) => among((each) => draft.startedAt !== null && each.startedAt === draft.startedAt));
      if (left.size > 0 && document !== null) {
        const items = incidentsOfTitles(itemsOfDocument(document.uid));
        assign((draft) => among(({ uid }) => uid === mostOf(draft, items)));
        if (left.size * drafts.length <= COMPARISONS) {
          assign((_, title) => among((each) => similarityOf(each.title, title) >= SAME_INCIDENT));
        }
        if (left.size === 1 && drafts.length === 1) {
          const had = new Set([...items.values()].flatMap((uids) => [...uids]));
          assign((draft) =>
            among(({ uid, startedAt }) => {
              const mayBe = startedAt === null || draft.startedAt === null;
              return startedAt === draft.startedAt || (mayBe && (draft.items.length === 0 || !had.has(uid) || tellsAny(draft, items)));
            }),
          );
        }
      }
      if (document === null) assign((draft, title) => (draft.source === null ? known(looseByTitle.get(title)) : undefined));
      assign((draft, title) => (draft.source === null ? known(byName.get(nameKey(title, draft.startedAt) ?? '')) : undefined));
      return found;
    },
  };
}

type IncidentsOfTitles = ReadonlyMap<string, ReadonlySet<IncidentUid>>;

function incidentsOfTitles(items: readonly ActionItem[]): IncidentsOfTitles {
  const found = new Map<string, Set<IncidentUid>>();
  for (const item of items) {
    if (item.incident === null) continue;
    const key = titleKey(lastRead(item));
    found.set(key, (found.get(key) ?? new Set()).add(item.incident));
  }
  return found;
}

/** The incident that at least half of a draft's items were read with, by their titles. */
function mostOf({ items }: IncidentDraft, known: IncidentsOfTitles): IncidentUid | null {
  const votes = new Map<IncidentUid, number>();
  for (const { title } of items) for (const uid of known.get(titleKey(title)) ?? []) votes.set(uid, (votes.get(uid) ?? 0) + 1);
  const [most] = [...votes].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] * 2 >= items.length ? most[0] : null;
}

function tellsAny({ items }: IncidentDraft, known: IncidentsOfTitles): boolean {
  const similar = indexBySimilarity([...known.keys()]);
  return items.some(({ title }) => similar.nearest(title, { atLeast: SAME_INCIDENT }) !== null);
}
