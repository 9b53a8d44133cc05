import { type DocumentUid, derivedUid } from '../model/id.ts';
import { dayIn } from '../model/plain-date.ts';
import type { DocumentDraft, IncidentDraft } from '../postmortem/draft.ts';
import { tellingTitle } from '../postmortem/incident-facts.ts';
import type { Snapshot } from '../store/port.ts';

/** What is recognised as one thing: a document, or one incident of a foreign system. */
export interface ImportUnit {
  /** What people call the place; `null` for an incident without path and id. */
  readonly place: string | null;
  readonly frontMatterId: string | null;
  readonly digest: string;
  readonly incidents: readonly IncidentDraft[];
  /** Known beforehand for an incident of a foreign system, where the record is derived from its id. */
  readonly document: DocumentUid | null;
}

/** A document is one unit; of a batch from a foreign system each incident is one, so that each has a record of its own. */
export function unitsOf(snapshot: Pick<Snapshot, 'workspace'>, draft: DocumentDraft): readonly ImportUnit[] {
  if (draft.path !== null) {
    return [{ place: draft.path, frontMatterId: draft.id, digest: draft.digest ?? '', incidents: draft.incidents, document: null }];
  }
  return draft.incidents.map((incident) => {
    const { source } = incident;
    return {
      place: source === null ? null : `${source.system}/${source.id}`,
      frontMatterId: null,
      digest: '',
      incidents: [incident],
      document: source === null ? null : derivedUid<DocumentUid>(snapshot.workspace.id, 'source', source.system, source.id),
    };
  });
}

/** What the incidents of a unit are called here: a title that says nothing has the day or the place added. */
export function titlesOf({ incidents, place }: ImportUnit, timeZone: string): readonly string[] {
  return incidents.map(({ title, startedAt }) => {
    return tellingTitle(title.trim() || null, { date: startedAt === null ? null : dayIn(timeZone, startedAt), path: place });
  });
}
