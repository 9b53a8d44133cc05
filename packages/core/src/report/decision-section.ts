import type { Incident } from '../model/incident.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import { daysOverdue } from '../model/lateness.ts';
import { addDays, dayIn } from '../model/plain-date.ts';
import { severityLevel } from '../model/severity.ts';
import { ageInDays } from './ageing.ts';
import { isOverdue, overdueItems } from './overdue.ts';
import { plural } from './plural.ts';
import { type ReportItem, type ReportView, toReportItem } from './report-item.ts';
import type { Week } from './report-week.ts';
import { type WayOut, waysOutOf } from './ways-out.ts';

export type DecisionCode = 'failed-again' | 'severity' | 'old' | 'slipped' | 'risk-expires' | 'conflict' | 'latest';

export interface DecisionReason {
  readonly code: DecisionCode;
  readonly text: string;
}

/** An item that waiting will not mend, why, and the three ways out. */
export interface Decision extends ReportItem {
  readonly reasons: readonly DecisionReason[];
  readonly ways: readonly WayOut[];
}

export interface Decisions {
  /** At most five: those with the weightiest reasons, then the longest overdue. */
  readonly items: readonly Decision[];
  /** How many more have a reason. */
  readonly more: number;
}

const MOST = 5;
const WEIGHTS: Readonly<Record<DecisionCode, number>> = {
  'failed-again': 5,
  severity: 4,
  old: 3,
  slipped: 3,
  'risk-expires': 3,
  conflict: 2,
  latest: 2,
};
const WORST_LEVELS = ['0', '1', 'critical', 'highest', 'blocker'];

/** Picks the items about which a person has to decide. `incidents` are those of the whole workspace. */
export function decisionSection(
  items: readonly ActionItem[],
  options: { readonly view: ReportView; readonly incidents: readonly Incident[]; readonly week: Week },
): Decisions {
  const { view } = options;
  const recent = recentByService(options);
  const [first] = overdueItems({ items }, view.asOf);
  const candidates = items
    .map((item) => ({ item, reasons: reasonsFor(item, { view, recent, latest: first ?? null }) }))
    .filter(({ reasons }) => reasons.length > 0)
    .map((candidate) => ({
      ...candidate,
      days: daysOverdue(candidate.item, view.asOf),
      weight: candidate.reasons.reduce((sum, { code }) => sum + WEIGHTS[code], 0),
    }))
    .sort((a, b) => b.weight - a.weight || b.days - a.days || a.item.number - b.item.number);
  return {
    items: candidates.slice(0, MOST).map(({ item, reasons }) => ({
      ...toReportItem(item, view),
      reasons,
      ways: waysOutOf(item, { view, onlyConflict: reasons.every(({ code }) => code === 'conflict') }),
    })),
    more: Math.max(0, candidates.length - MOST),
  };
}

interface Grounds {
  readonly view: ReportView;
  readonly recent: ReadonlyMap<string, readonly Incident[]>;
  /** What has been overdue for longest; `null` when nothing is overdue. */
  readonly latest: ActionItem | null;
}

function reasonsFor(item: ActionItem, { view, recent, latest }: Grounds): readonly DecisionReason[] {
  const { lookup, asOf } = view;
  const { state } = item;
  const reasons: DecisionReason[] = [];
  const give = (code: DecisionCode, text: string) => reasons.push({ code, text });
  if (state.status === 'cancelled' && state.resolution === 'risk-accepted' && state.until !== null && state.until < addDays(asOf, 7)) {
    give('risk-expires', state.until < asOf ? `accepted risk expired on ${state.until}` : `accepted risk expires on ${state.until}`);
  }
  if (!isUnfinished(item)) return reasons;

  const days = isOverdue(item, asOf) ? daysOverdue(item, asOf) : 0;
  const age = ageInDays(item, asOf);
  const own = lookup.incidentOf(item);
  const again = (own?.services ?? [])
    .flatMap((service) => (recent.get(service) ?? []).map((incident) => ({ service, incident })))
    .find(({ incident }) => startedWhileOpen(item, { own, incident, timeZone: lookup.settings.timeZone }));
  if (again !== undefined) give('failed-again', `${again.service} failed again (${lookup.idOf(again.incident)}) while this was open`);
  if (days > 0 && own?.severity != null && WORST_LEVELS.includes(severityLevel(own.severity)))
    give('severity', `overdue after a ${own.severity}`);
  else if (days > 0 && item.priority === 'P0') give('severity', 'overdue with priority P0');
  if (days > 0 && age > 90) give('old', `${plural(age, 'day')} past its first due date`);
  const slips = item.due?.extensions.length ?? 0;
  if (slips >= 2) give('slipped', `moved ${plural(slips, 'time')}`);
  const fields = lookup.mirrorsOf(item.uid).flatMap((mirror) => mirror.conflicts);
  if (fields.length > 0) give('conflict', `changed on both sides: ${[...new Set(fields)].join(', ')}`);
  if (item.uid === latest?.uid) give('latest', `${plural(days, 'day')} overdue, the longest of all`);
  return reasons;
}

function startedWhileOpen(
  item: ActionItem,
  facts: { readonly own: Incident | null; readonly incident: Incident; readonly timeZone: string },
): boolean {
  const { own, incident, timeZone } = facts;
  if (incident.startedAt === null || incident.uid === own?.uid || item.acceptedOn === null) return false;
  const follows = own?.startedAt == null || own.startedAt < incident.startedAt;
  return follows && item.acceptedOn <= dayIn(timeZone, incident.startedAt);
}

/** The incidents that started in the week, by each service they name. */
function recentByService(options: {
  readonly view: ReportView;
  readonly incidents: readonly Incident[];
  readonly week: Week;
}): ReadonlyMap<string, readonly Incident[]> {
  const { timeZone } = options.view.lookup.settings;
  const byService = new Map<string, Incident[]>();
  for (const incident of options.incidents) {
    const day = incident.startedAt === null ? null : dayIn(timeZone, incident.startedAt);
    if (day === null || day < options.week.from || day > options.week.to) continue;
    for (const service of incident.services) byService.set(service, [...(byService.get(service) ?? []), incident]);
  }
  return byService;
}
