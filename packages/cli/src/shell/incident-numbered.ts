import type { Config, Incident, IncidentUid, Result, Snapshot } from '@closeout/core';
import { numberOf } from './ids.ts';
import { NONE } from './options.ts';

/** The incident that `--incident` names: left out, none, or one of the snapshot. */
export function incidentNumbered(
  snapshot: Pick<Snapshot, 'incidents'>,
  word: string | undefined,
  config: Pick<Config, 'idPrefix'>,
): Result<{ readonly incident?: IncidentUid | null }> {
  if (word === undefined) return { ok: true, value: {} };
  if (word === NONE) return { ok: true, value: { incident: null } };
  const found = incidentsNumbered(snapshot, [numberOf(word, { type: 'incident', idPrefix: config.idPrefix })]);
  return found.ok ? { ok: true, value: { incident: found.value[0]?.uid ?? null } } : found;
}

/** The incidents with these numbers, in their order. */
export function incidentsNumbered(snapshot: Pick<Snapshot, 'incidents'>, numbers: readonly number[]): Result<readonly Incident[]> {
  const incidents: Incident[] = [];
  for (const number of numbers) {
    const incident = snapshot.incidents.find((each) => each.number === number);
    if (incident === undefined) {
      const message = `there is no incident INC-${number}`;
      return { ok: false, fault: { code: 'unknown-incident', message, remedy: 'see what there is: closeout incidents' } };
    }
    incidents.push(incident);
  }
  return { ok: true, value: incidents };
}
