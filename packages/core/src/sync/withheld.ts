import type { Config, TrackerConfig } from '../config/config.ts';
import { mayHold } from '../config/route.ts';
import type { Incident } from '../model/incident.ts';

/** Why nothing of what follows from `incident` is written into a tracker; `null` where it may be. */
export function withheld(
  { name }: Pick<TrackerConfig, 'name'>,
  { incident, config }: { readonly incident: Incident | null; readonly config: Pick<Config, 'routes'> },
): { readonly code: 'confidential'; readonly message: string } | null {
  if (mayHold({ name }, { incident, config })) return null;
  return { code: 'confidential', message: `what follows from a confidential incident is not shown in ${name}: no route says so` };
}
