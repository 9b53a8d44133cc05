import type { DocumentUid } from '../model/id.ts';
import type { DocumentRecord, Incident } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import type { Snapshot } from '../store/port.ts';
import type { ImportUnit } from './import-units.ts';
import { lastRead, titleKey } from './title-key.ts';

/** From this share of known items on, a text without a start is the document that had them. */
const MOSTLY = 0.5;

/** What finding documents needs to know of items. */
export interface KnownItems {
  itemByAnchor(anchor: string): ActionItem | null;
  itemsOfDocument(document: DocumentUid): readonly ActionItem[];
}

/** Finds documents by what is imported now. */
export interface DocumentFinder {
  /** The record of the document that a unit was read from, or `null` for one never seen. */
  recordOf(unit: ImportUnit): DocumentRecord | null;
  /** The record of another document that stood at the path of a unit until now, and stands nowhere now. */
  replacedBy(unit: ImportUnit, record: DocumentRecord | null): DocumentRecord | null;
}

/**
 * A document is found by the first of these that fits:
 *
 * | what is known of it                                              | unless                                              |
 * |------------------------------------------------------------------|-----------------------------------------------------|
 * | an anchor in it                                                  | it is still where it was: this is a copy            |
 * | its front-matter id                                              | it is still where it was: this is a copy            |
 * | its path, and an incident by title and start                     | front matter says otherwise                         |
 * | an incident by title and start, another being at its path now    |                                                     |
 * | its path                                                         | front matter says otherwise, or it is elsewhere now |
 * | an incident by title and start                                   | it is still where it was                            |
 * | its text; or title and most items where no start is said         | it is still where it was                            |
 *
 * A document is still where it was when this import reads it there; one that is not imported now may have been renamed.
 */
export function documentFinder(
  snapshot: Pick<Snapshot, 'documents' | 'incidents'>,
  units: readonly ImportUnit[],
  { itemByAnchor, itemsOfDocument }: KnownItems,
): DocumentFinder {
  const records = new Map<string, DocumentRecord>(snapshot.documents.map((record) => [record.uid, record]));
  const atPath = Map.groupBy(snapshot.documents, ({ path }) => path);
  const byFrontMatter = new Map(snapshot.documents.map((record) => [record.frontMatterId, record]));
  const byDigest = new Map(snapshot.documents.map((record) => [record.digest, record]));
  const unitByPlace = new Map(units.map((unit) => [unit.place, unit]));
  const incidents = new Map(snapshot.incidents.map((incident) => [incident.uid, incident]));
  const namesOfRecord = new Map(
    snapshot.documents.map((record) => {
      const told = record.incidents.flatMap((uid) => incidents.get(uid) ?? []);
      return [record.uid, new Set(told.flatMap(({ title, startedAt }) => nameKey(title, startedAt) ?? []))] as const;
    }),
  );
  const byName = new Map<string, DocumentRecord>();
  const byTitle = new Map<string, DocumentRecord>();
  for (const { title, startedAt, document } of snapshot.incidents) {
    const record = records.get(document ?? '');
    if (record === undefined) continue;
    const name = nameKey(title, startedAt);
    if (name === null) byTitle.set(title.toLowerCase(), record);
    else if (!byName.has(name)) byName.set(name, record);
  }
  // What is told now where it was not told before: perhaps by a document that was renamed.
  const strays = units.filter(({ place, document }) => place !== null && document === null);
  const strayNames = new Set(
    strays.flatMap((unit) =>
      namesOf(unit).filter((name) => !atPath.get(unit.place ?? '')?.some(({ uid }) => namesOfRecord.get(uid)?.has(name))),
    ),
  );
  const strayIds = new Set(
    strays.flatMap(({ place, frontMatterId: id }) =>
      atPath.get(place ?? '')?.some(({ frontMatterId }) => frontMatterId === id) ? [] : [id],
    ),
  );

  const tellsOf = (unit: ImportUnit, record: DocumentRecord) => namesOf(unit).some((name) => namesOfRecord.get(record.uid)?.has(name));
  const hasNames = ({ uid }: DocumentRecord) => (namesOfRecord.get(uid)?.size ?? 0) > 0;
  const isAtHome = (record: DocumentRecord) => {
    const unit = unitByPlace.get(record.path);
    if (unit === undefined) return false;
    if (unit.frontMatterId !== null && record.frontMatterId !== null) return unit.frontMatterId === record.frontMatterId;
    return !hasNames(record) || namesOf(unit).length === 0 || tellsOf(unit, record);
  };
  const wasRenamed = (record: DocumentRecord) =>
    !isAtHome(record) &&
    ((record.frontMatterId !== null && strayIds.has(record.frontMatterId)) ||
      [...(namesOfRecord.get(record.uid) ?? [])].some((name) => strayNames.has(name)));
  const holdsMostOf = (record: DocumentRecord, unit: ImportUnit) => {
    const known = new Set(itemsOfDocument(record.uid).map((item) => titleKey(lastRead(item))));
    const drafts = unit.incidents.flatMap(({ items }) => items);
    return drafts.length > 0 && drafts.filter(({ title }) => known.has(titleKey(title))).length >= drafts.length * MOSTLY;
  };

  return {
    recordOf(unit) {
      if (unit.document !== null) return records.get(unit.document) ?? null;
      if (unit.place === null) return null;
      const isFree = (record: DocumentRecord | undefined) => record !== undefined && (record.path === unit.place || !isAtHome(record));
      const anchors = new Set(unit.incidents.flatMap(({ items }) => items).flatMap(({ anchor }) => anchor ?? []));
      const anchored = [...anchors].map((anchor) => records.get(itemByAnchor(anchor)?.origin?.document ?? ''));
      const here = (atPath.get(unit.place) ?? []).filter((record) => !isOther(unit, record));
      const named = namesOf(unit).map((name) => byName.get(name));
      const titled = unit.incidents.map(({ startedAt }, index) =>
        startedAt === null ? byTitle.get(unit.titles[index]?.toLowerCase() ?? '') : undefined,
      );
      return (
        anchored.find(isFree) ??
        (unit.frontMatterId === null ? undefined : [byFrontMatter.get(unit.frontMatterId)].find(isFree)) ??
        here.find((record) => tellsOf(unit, record)) ??
        named.find((record) => isFree(record) && unitByPlace.has(record?.path ?? null)) ??
        here.findLast((record) => !wasRenamed(record)) ??
        named.find(isFree) ??
        (unit.digest === '' ? undefined : [byDigest.get(unit.digest)].find(isFree)) ??
        titled.find((record) => record !== undefined && isFree(record) && holdsMostOf(record, unit)) ??
        null
      );
    },
    replacedBy(unit, record) {
      if (unit.place === null || unit.document !== null || record?.path === unit.place) return null;
      return (atPath.get(unit.place) ?? []).find((each) => each.uid !== record?.uid && !wasRenamed(each)) ?? null;
    },
  };
}

/** What tells an incident from others in any document; `null` where no start is said. */
export function nameKey(title: string, startedAt: Incident['startedAt']): string | null {
  return startedAt === null ? null : `${startedAt} ${title.toLowerCase()}`;
}

function namesOf({ incidents, titles }: ImportUnit): readonly string[] {
  return incidents.flatMap(({ startedAt }, index) => nameKey(titles[index] ?? '', startedAt) ?? []);
}

function isOther({ frontMatterId }: ImportUnit, record: DocumentRecord): boolean {
  return frontMatterId !== null && record.frontMatterId !== null && frontMatterId !== record.frontMatterId;
}
