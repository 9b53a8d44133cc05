import { type DocumentUid, derivedUid } from '../model/id.ts';
import { dayIn } from '../model/plain-date.ts';
import type { DocumentDraft, IncidentDraft } from '../postmortem/draft.ts';
import { tellingTitle } from '../postmortem/incident-title.ts';
import type { Snapshot } from '../store/port.ts';

/** What is recognised as one thing: a document, or one incident of a foreign system. */
export interface ImportUnit {
  /** What people call the place; `null` for an incident without path and id. */
  readonly place: string | null;
  readonly frontMatterId: string | null;
  readonly digest: string;
  readonly incidents: readonly IncidentDraft[];
  /** What the incidents are called here: a title that says nothing has the day or the place added. */
  readonly titles: readonly string[];
  /** Known beforehand for an incident of a foreign system, where the record is derived from its id. */
  readonly document: DocumentUid | null;
}

/** A document is one unit; of a batch from a foreign system each incident is one, so that each has a record of its own. */
export function unitsOf(snapshot: Pick<Snapshot, 'workspace'>, draft: DocumentDraft, timeZone: string): readonly ImportUnit[] {
  if (draft.path !== null) {
    const { path: place, id: frontMatterId, digest, incidents } = draft;
    return [{ place, frontMatterId, digest: digest ?? '', incidents, titles: titlesOf(incidents, { place, timeZone }), document: null }];
  }
  return draft.incidents.map((incident) => {
    const { source } = incident;
    const place = source === null ? null : `${source.system}/${source.id}`;
    return {
      place,
      frontMatterId: null,
      digest: '',
      incidents: [incident],
      titles: titlesOf([incident], { place, timeZone }),
      document: source === null ? null : derivedUid<DocumentUid>(snapshot.workspace.id, 'source', source.system, source.id),
    };
  });
}

function titlesOf(
  incidents: readonly IncidentDraft[],
  { place, timeZone }: { readonly place: string | null; readonly timeZone: string },
): readonly string[] {
  return incidents.map(({ title, startedAt }) =>
    tellingTitle(title.trim() || null, { date: startedAt === null ? null : dayIn(timeZone, startedAt), path: place }),
  );
}
