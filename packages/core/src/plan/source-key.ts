import type { Source } from '../model/incident.ts';

/** One text for each id of each foreign system. */
export function sourceKey({ system, id }: Source): string {
  return JSON.stringify([system, id]);
}
