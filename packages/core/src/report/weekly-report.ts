import { addDays, type PlainDate } from '../model/plain-date.ts';
import type { Snapshot } from '../store/port.ts';
import { type Closed, closedSection } from './closed-section.ts';
import { type Coming, comingSection } from './coming-section.ts';
import { type Decisions, decisionSection } from './decision-section.ts';
import { DEFINITIONS, type Definition } from './definitions.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type InvisibleWork, invisibleSection } from './invisible-section.ts';
import { itemLookup } from './item-lookup.ts';
import { itemPasts } from './item-past.ts';
import { mirrorSection, type SyncHealth } from './mirror-section.ts';
import { overdueSection, type TeamOverdue } from './overdue-section.ts';
import { type Adherence, type Rehearsals, rehearsalSection } from './rehearsal-section.ts';
import { compareNames, type ReportView } from './report-item.ts';
import type { ReportSettings } from './report-settings.ts';
import type { Week } from './report-week.ts';
import { summaryOf } from './summary.ts';

/** What a team's own report shows in place of the figures of all. */
export interface TeamReport {
  readonly team: string;
  readonly figures: Figures;
  readonly decisions: Decisions;
  readonly adherence: Adherence;
}

/** Everything that a weekly report says; renderers add nothing to it. */
export interface WeeklyReport {
  readonly version: 1;
  readonly asOf: PlainDate;
  /** The seven days that end on the day before `asOf`. */
  readonly week: Week;
  readonly timeZone: string;
  /** `null`: of all teams. */
  readonly team: string | null;
  /** One line that says how it stands, in a quiet week too. */
  readonly summary: string;
  readonly figures: Figures;
  readonly decisions: Decisions;
  readonly overdue: readonly TeamOverdue[];
  readonly coming: Coming;
  readonly rehearsals: Rehearsals;
  readonly closed: Closed;
  readonly invisible: InvisibleWork;
  readonly sync: SyncHealth;
  /** By name: every team that is configured or has an item. */
  readonly teams: readonly TeamReport[];
  readonly source: {
    /** The end of the workspace's id, enough to tell two databases apart. */
    readonly workspace: string;
    /** All items on record, closed ones and proposals too. */
    readonly items: number;
    readonly incidents: number;
    readonly series: number;
  };
  readonly definitions: readonly Definition[];
}

/**
 * The report of the week before `asOf`, from `store.snapshot({ asOf, weeks: 13 })` and nothing else: lists and lateness as
 * they stood on `asOf`, flows over the seven civil days that ended the day before. `config` counts only for a workspace
 * that has recorded no settings. Throws a `RangeError` when the snapshot was taken without history.
 *
 * ```ts
 * const asOf = plainDate('2026-03-30');
 * const report = weeklyReport(await store.snapshot({ asOf, weeks: 13 }), { asOf });
 * console.log(renderText(report));
 * ```
 */
export function weeklyReport(
  snapshot: Snapshot,
  options: { readonly asOf: PlainDate; readonly config?: Partial<ReportSettings> },
): WeeklyReport {
  const { asOf } = options;
  const { items, incidents, trackers } = snapshot;
  const lookup = itemLookup(snapshot, options.config);
  const view: ReportView = { lookup, asOf };
  const pasts = itemPasts(snapshot, asOf);
  const week: Week = { from: addDays(asOf, -7), to: addDays(asOf, -1) };
  const figures = figuresOf(items, { pasts, asOf });
  const overdue = overdueSection(items, view);
  const closed = closedSection(items, { view, pasts, week });

  const byTeam = Map.groupBy(items, (item) => lookup.teamOf(item));
  const names = new Set([...Object.keys(lookup.settings.teams), ...[...byTeam.keys()].filter((team) => team !== null)]);
  const teams = [...names].sort(compareNames).map((team): TeamReport => {
    const own = byTeam.get(team) ?? [];
    return {
      team,
      figures: figuresOf(own, { pasts, asOf }),
      decisions: decisionSection(own, { view, incidents, week }),
      adherence: rehearsalSection(own, { view, closed }).adherence,
    };
  });

  return {
    version: 1,
    asOf,
    week,
    timeZone: lookup.settings.timeZone,
    team: null,
    summary: summaryOf(figures),
    figures,
    decisions: decisionSection(items, { view, incidents, week }),
    overdue,
    coming: comingSection(items, view),
    rehearsals: rehearsalSection(items, { view, closed }),
    closed,
    invisible: invisibleSection(items, { view, incidents, trackers }),
    sync: mirrorSection(items, { view, trackers }),
    teams,
    source: {
      workspace: snapshot.workspace.id.slice(-8),
      items: items.length,
      incidents: incidents.length,
      series: snapshot.series.length,
    },
    definitions: DEFINITIONS,
  };
}
