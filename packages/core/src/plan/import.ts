import type { EntityChange, NewIncident } from '../model/event.ts';
import type { IncidentUid, SeriesUid } from '../model/id.ts';
import { mintFrom } from '../model/mint.ts';
import type { DocumentDraft, Problem } from '../postmortem/draft.ts';
import type { Snapshot } from '../store/port.ts';
import { duplicatesElsewhere } from './find-duplicates.ts';
import type { ImportOptions, ImportPlan } from './import-plan.ts';
import { type GoneItem, reviewOf } from './import-review.ts';
import { isCalledOff, isNews, settleRow } from './import-row.ts';
import { type ImportCourse, planUnit, type UnitPlan } from './import-unit.ts';
import { unitsOf } from './import-units.ts';
import { directoryOf } from './people.ts';
import { knownOf } from './recognise.ts';

/**
 * What importing `drafts` changes, and what a person should know of it. What is new becomes a proposal; it is accepted at
 * once when it carries an issue link or when asked to (`accept`). Importing the same again changes nothing; an edited
 * document updates what was read from it before. The snapshot has to be whole. Changes come in document order.
 */
export function planImport(snapshot: Snapshot, drafts: readonly DocumentDraft[], options: ImportOptions): ImportPlan {
  const isAmbiguous = options.overrides?.incidentId !== undefined && drafts.flatMap(({ incidents }) => incidents).length > 1;
  const units = drafts.flatMap((draft) => unitsOf(snapshot, draft, options.config.timeZone));
  const course: ImportCourse = {
    options: isAmbiguous ? { ...options, overrides: { ...options.overrides, incidentId: undefined } } : options,
    directory: directoryOf(options.config),
    known: knownOf(snapshot, units),
    mint: mintFrom(snapshot),
    items: new Set(),
    incidents: new Set(),
    sources: new Set(),
  };
  const planned = units.map((unit) => planUnit(unit, course));
  const rows = planned.flatMap((unit) => unit.rows);
  const news = rows.flatMap((row) => (isNews(row) && !isCalledOff(row) ? [row.after] : []));
  const elsewhere = duplicatesElsewhere(snapshot.items, news);
  const facts = new Map<IncidentUid, NewIncident>(snapshot.incidents.map((incident) => [incident.uid, incident]));
  for (const incident of planned.flatMap(({ incidents }) => incidents)) facts.set(incident.facts.uid, incident.facts);
  const settled = rows.map((row) => {
    const incident = facts.get(row.incident) ?? null;
    return settleRow(row, { elsewhere: elsewhere.get(row.after.uid) ?? null, incident, options, mint: () => course.mint<SeriesUid>() });
  });
  const gone = goneItems(planned, course);
  const items = new Map([...snapshot.items, ...settled.map(({ row }) => row.after)].map((item) => [item.uid, item]));
  return {
    changes: [
      ...planned.flatMap(({ documents, incidents }) => [...documents, ...incidents.flatMap(({ change }) => change ?? [])]),
      ...settled.flatMap(({ changes }) => changes),
      ...gone.flatMap(goneFromDocument),
    ],
    review: reviewOf({
      incidents: planned.flatMap(({ incidents }) => incidents.map(({ review }) => review)),
      settled,
      gone,
      itemOf: (uid) => items.get(uid) ?? null,
      isAccepting: options.accept === true,
      problems: [
        ...drafts.flatMap(({ path, incidents, problems }) =>
          [...(incidents.length === 0 ? [NOTHING_READ] : []), ...problems].map((problem) => ({ ...problem, path })),
        ),
        ...planned.flatMap(({ problems }) => problems),
        ...(isAmbiguous ? [{ ...AMBIGUOUS_ID, path: null }] : []),
      ],
    }),
  };
}

/** Whoever imports a document takes it for a postmortem. */
const NOTHING_READ: Problem = {
  line: 0,
  code: 'nothing-read',
  message: 'nothing in it reads as a postmortem, so nothing was taken from it',
};

const AMBIGUOUS_ID: Problem = {
  line: 0,
  code: 'incident-id-ambiguous',
  message: 'one incident id cannot belong to several incidents: import the document of one incident with it',
};

/** Asked once every document was read: an item may have moved from one to another. */
function goneItems(units: readonly UnitPlan[], { known, items }: ImportCourse): readonly GoneItem[] {
  return units.flatMap(({ path, reread }) =>
    reread
      .flatMap(known.itemsOfDocument)
      .filter((item) => item.origin?.present && !items.has(item.uid))
      .map((item) => ({ item, path })),
  );
}

function goneFromDocument({ item }: GoneItem): readonly EntityChange[] {
  if (item.origin === null) return [];
  return [{ op: 'update', entity: { ...item, origin: { ...item.origin, present: false } }, reason: 'no longer in its document' }];
}
