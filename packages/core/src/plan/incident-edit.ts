import type { EntityChange } from '../model/event.ts';
import type { IncidentUid } from '../model/id.ts';
import type { Incident } from '../model/incident.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';
import type { ActOptions } from './item-verb.ts';

/** What a person states of an incident; what is left out stays, `null` clears. */
export interface IncidentFields {
  readonly title?: string | undefined;
  readonly severity?: string | null | undefined;
  readonly services?: readonly string[] | undefined;
  readonly team?: string | null | undefined;
  readonly lead?: string | null | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly confidential?: boolean | undefined;
}

/** States something else of incidents. What a person stated is no longer changed by its document. Refused: `unknown-incident`, `title-missing`. */
export function planIncidentEdit(
  snapshot: Snapshot,
  uids: readonly IncidentUid[],
  { fields }: ActOptions & { readonly fields: IncidentFields },
): Result<readonly EntityChange[]> {
  if (fields.title?.trim() === '') return fault('title-missing', 'An incident needs a title.', 'Say in a few words what went wrong.');
  const stated = Object.entries(fields).filter(([, value]) => value !== undefined);
  const changes: EntityChange[] = [];
  for (const uid of new Set(uids)) {
    const incident = snapshot.incidents.find((each) => each.uid === uid);
    if (incident === undefined)
      return fault('unknown-incident', `There is no incident ${uid}.`, 'List the incidents with: closeout incidents');
    const edited: Incident = {
      ...incident,
      ...Object.fromEntries(stated),
      stated: [...new Set([...(incident.stated ?? []), ...stated.map(([field]) => field)])].sort(),
    };
    const isNews = stated.some(([field]) => JSON.stringify(Reflect.get(incident, field)) !== JSON.stringify(Reflect.get(edited, field)));
    if (isNews) changes.push({ op: 'update', entity: edited, reason: null });
  }
  return ok(changes);
}
