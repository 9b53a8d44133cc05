import type { EntityChange, NewIncident } from '../model/event.ts';
import type { DocumentUid, IncidentUid, ItemUid, Uid } from '../model/id.ts';
import type { DocumentRecord, Incident } from '../model/incident.ts';
import type { ItemDraft, Problem } from '../postmortem/draft.ts';
import { type DoublePair, withDoubles } from './import-doubles.ts';
import type { ImportOptions, ReviewedIncident } from './import-plan.ts';
import type { ImportRow } from './import-row.ts';
import type { ImportUnit } from './import-units.ts';
import { matchItems } from './match-items.ts';
import type { Directory } from './people.ts';
import type { Known } from './recognise.ts';
import { incidentFrom, restatedIncident } from './restate-incident.ts';
import { proposalFrom, restated } from './restate-item.ts';
import { sourceKey } from './source-key.ts';
import { statedItem } from './stated-item.ts';

/** What all units of one import share; the sets grow from one unit to the next, so that nothing is claimed twice. */
export interface ImportCourse {
  readonly options: ImportOptions;
  readonly directory: Directory;
  readonly known: Known;
  readonly mint: <Id extends Uid>() => Id;
  readonly items: Set<ItemUid>;
  readonly incidents: Set<IncidentUid>;
  /** Ids of foreign systems, as {@link sourceKey}. */
  readonly sources: Set<string>;
}

export interface PlannedIncident {
  readonly facts: NewIncident;
  readonly change: EntityChange | null;
  readonly review: ReviewedIncident;
}

/** What reading one document, or one incident of a foreign system, comes to. */
export interface UnitPlan {
  readonly path: string | null;
  /** Documents that were at this place before: what is not in them any more has vanished. */
  readonly reread: readonly DocumentUid[];
  readonly documents: readonly EntityChange[];
  readonly incidents: readonly PlannedIncident[];
  readonly rows: readonly ImportRow[];
  readonly problems: readonly (Problem & { readonly path: string | null })[];
}

export function planUnit(unit: ImportUnit, course: ImportCourse): UnitPlan {
  const { known, mint } = course;
  const { titles } = unit;
  const record = known.documents.recordOf(unit);
  const isRecorded = unit.place !== null && unit.incidents.length > 0;
  const document = record?.uid ?? unit.document ?? (isRecorded ? mint<DocumentUid>() : null);
  const matched = known.incidents.of(unit.incidents, titles, record ?? (document === null ? null : { uid: document, incidents: [] }));
  const incidents = unit.incidents.map((draft, index) => {
    // As this import has left it so far.
    const found = known.incidents.byUid(matched[index]?.uid ?? null);
    return planIncident({ draft, found, title: titles[index] ?? draft.title, place: unit.place, document }, course);
  });
  const told = new Set(incidents.map(({ facts }) => facts.uid));
  const gone = (record?.incidents ?? []).filter((uid) => !told.has(uid)).flatMap((uid) => known.incidents.byUid(uid) ?? []);
  const replaced = known.documents.replacedBy(unit, record);
  const { rows, problems } = planRows(unit, { document, matched, incidents }, course);
  return {
    path: unit.place,
    reread: [record, replaced].flatMap((each) => each?.uid ?? []),
    documents: document === null ? [] : recordChange(record, unit, { document, incidents: incidents.map(({ facts }) => facts.uid) }),
    incidents,
    rows,
    problems: [
      ...problems,
      ...(replaced === null ? [] : [replacing(replaced, known)]),
      ...gone.map(({ title }) => ({ line: 0, code: 'incident-vanished', message: `no longer tells of ${JSON.stringify(title)}` })),
    ].map((problem) => ({ ...problem, path: unit.place })),
  };
}

function replacing({ incidents }: DocumentRecord, known: Known): Problem {
  const titles = incidents.flatMap((uid) => known.incidents.byUid(uid) ?? []).map(({ title }) => JSON.stringify(title));
  const message = `stands where a document told of ${titles.join(' and ') || 'nothing'} before; what that promised stays`;
  return { line: 0, code: 'document-replaced', message };
}

interface IncidentToPlan {
  readonly draft: ImportUnit['incidents'][number];
  readonly found: NewIncident | Incident | null;
  readonly title: string;
  readonly place: string | null;
  readonly document: DocumentUid | null;
}

/** An incident that another document told of first is that document's: this one adds items to it and changes nothing. */
function planIncident({ draft, found, title, place, document }: IncidentToPlan, course: ImportCourse): PlannedIncident {
  const context = { title, document, overrides: course.options.overrides ?? {}, directory: course.directory };
  const review = { path: place, items: draft.items.length };
  if (found === null) {
    const facts = incidentFrom(draft, { ...context, uid: course.mint<IncidentUid>(), today: course.options.today });
    course.known.incidents.learn(facts);
    course.incidents.add(facts.uid);
    return {
      facts,
      change: { op: 'create', entity: facts, reason: null },
      review: { ...review, uid: facts.uid, title: facts.title, status: 'new', fields: [] },
    };
  }
  const isOurs = found.document === document && !course.incidents.has(found.uid) && 'number' in found;
  const { incident, fields } = isOurs ? restatedIncident(found, draft, context) : { incident: found, fields: [] };
  course.incidents.add(found.uid);
  course.known.incidents.learn(incident);
  return {
    facts: incident,
    change: incident !== found && 'number' in incident ? { op: 'update', entity: incident, reason: null } : null,
    review: { ...review, uid: incident.uid, title: incident.title, status: fields.length > 0 ? 'changed' : 'unchanged', fields },
  };
}

interface RowContext {
  readonly document: DocumentUid | null;
  readonly matched: readonly (NewIncident | null)[];
  readonly incidents: readonly PlannedIncident[];
}

function planRows(
  unit: ImportUnit,
  { document, matched, incidents }: RowContext,
  course: ImportCourse,
): { readonly rows: readonly ImportRow[]; readonly problems: readonly Problem[] } {
  const { known, directory, mint, options } = course;
  const drafts = unit.incidents.flatMap(({ items }, index) => items.map((draft, position) => ({ draft, index, position })));
  const olds =
    document === null ? matched.flatMap((each) => (each === null ? [] : known.looseItemsOf(each.uid))) : known.itemsOfDocument(document);
  const matches = matchItems(
    drafts.map(({ draft, index }) => ({ draft, incident: matched[index]?.uid ?? null })),
    { olds, known, taken: course.items },
  );
  const titleOf = (uid: IncidentUid | null) => known.incidents.byUid(uid)?.title ?? null;
  const problems: Problem[] = [];
  const rows: ImportRow[] = [];
  const placeOf = new Map<string, number>();
  const pairs: DoublePair[] = [];
  for (const [place, { draft, index, position }] of drafts.entries()) {
    const facts = incidents[index]?.facts;
    if (facts === undefined) continue;
    if (draft.source && !isFirst(draft, course)) {
      problems.push({
        line: draft.line,
        code: 'source-twice',
        message: `${draft.source.system} ${draft.source.id} is there twice; the second is left out`,
      });
      continue;
    }
    const { stated, problems: unread } = statedItem(draft, { directory, incidentTeam: facts.team });
    problems.push(...unread);
    const from = { document, incident: facts.uid, today: options.today, titleOf };
    const earlier = draft.duplicateOf === null ? undefined : placeOf.get(`${index}/${draft.duplicateOf}`);
    if (earlier !== undefined) pairs.push({ earlier, later: rows.length });
    const common = { stated, path: unit.place, incident: facts.uid, double: null };
    const match = matches.get(place);
    const row: ImportRow =
      match === undefined
        ? {
            ...common,
            before: null,
            after: proposalFrom(stated, { ...from, uid: mint<ItemUid>(), labels: facts.labels }),
            sure: 1,
            fields: [],
          }
        : { ...common, before: match.item, sure: match.sure, ...becoming(restated(match.item, stated, from)) };
    placeOf.set(`${index}/${position}`, rows.length);
    rows.push(row);
  }
  return { rows: withDoubles(rows, pairs), problems };
}

function becoming({ item, fields }: ReturnType<typeof restated>) {
  return { after: item, fields };
}

function isFirst({ source }: ItemDraft, { sources }: ImportCourse): boolean {
  if (source === null) return true;
  const key = sourceKey(source);
  if (sources.has(key)) return false;
  sources.add(key);
  return true;
}

function recordChange(
  record: DocumentRecord | null,
  { place, frontMatterId, digest }: ImportUnit,
  { document, incidents }: { readonly document: DocumentUid; readonly incidents: readonly IncidentUid[] },
): readonly EntityChange[] {
  const next: DocumentRecord = { type: 'document', uid: document, path: place ?? '', frontMatterId, digest, incidents };
  if (record === null) return [{ op: 'create', entity: next, reason: null }];
  return JSON.stringify(inOrder(record)) === JSON.stringify(next) ? [] : [{ op: 'update', entity: next, reason: null }];
}

function inOrder({ type, uid, path, frontMatterId, digest, incidents }: DocumentRecord): DocumentRecord {
  return { type, uid, path, frontMatterId, digest, incidents };
}
