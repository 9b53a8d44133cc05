import type { Incident } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import { isSameSeverity } from '../model/severity.ts';
import type { Config, RouteMatch, TrackerConfig } from './config.ts';

/**
 * The tracker that gets the first issue of `item`, or `null` when it is not mirrored. The first route whose conditions
 * all hold decides. What belongs to a confidential incident is matched only by routes that say `confidential: true`.
 */
export function routeOf(item: ActionItem, incident: Incident | null, config: Pick<Config, 'routes' | 'trackers'>): TrackerConfig | null {
  const route = config.routes.find(({ match }) => matches(match, item, incident));
  return config.trackers.find((tracker) => tracker.name === route?.tracker) ?? null;
}

/** False for a tracker that must not hold what follows from `incident`: a confidential one is shown only where a route says so. */
export function mayHold(
  tracker: Pick<TrackerConfig, 'name'>,
  { incident, config }: { readonly incident: Incident | null; readonly config: Pick<Config, 'routes'> },
): boolean {
  return !incident?.confidential || config.routes.some((route) => route.match.confidential === true && route.tracker === tracker.name);
}

function matches(match: RouteMatch, item: ActionItem, incident: Incident | null): boolean {
  const team = item.team ?? incident?.team ?? null;
  return (
    (match.confidential ?? false) === (incident?.confidential ?? false) &&
    (match.team === undefined || match.team === team) &&
    (match.label === undefined || item.labels.includes(match.label)) &&
    (match.activity === undefined || match.activity === item.activity) &&
    // An inferred kind never decides anything by itself.
    (match.kind === undefined || (item.kindSource === 'stated' && match.kind === item.kind)) &&
    (match.priority === undefined || match.priority === item.priority) &&
    (match.severity === undefined || isSameSeverity(match.severity, incident?.severity ?? null)) &&
    (match.service === undefined || (incident?.services.includes(match.service) ?? false))
  );
}
