import { figuresOf } from './figures.ts';
import { summaryOf } from './summary.ts';
import type { TeamReport, WeeklyReport } from './weekly-report.ts';

/**
 * What of a report concerns `team`: its own figures and decisions, and of every list what belongs to it. A team that the
 * report does not know has nothing of anything. Sync health of whole trackers stays, since it concerns everyone.
 */
export function forTeam(report: WeeklyReport, team: string): WeeklyReport {
  const own = report.teams.find((one) => one.team === team) ?? nothingOf(team, report);
  const isOwn = (row: { readonly team: string | null }) => row.team === team;
  const { coming, rehearsals, closed, invisible, sync } = report;
  return {
    ...report,
    team,
    summary: summaryOf(own.figures),
    figures: own.figures,
    decisions: own.decisions,
    overdue: report.overdue.filter(isOwn),
    coming: { dueSoon: coming.dueSoon.filter(isOwn), atRisk: coming.atRisk.filter(isOwn) },
    rehearsals: {
      missed: rehearsals.missed.filter(isOwn),
      due: rehearsals.due.filter(isOwn),
      completed: rehearsals.completed.filter(isOwn),
      skipped: rehearsals.skipped.filter(isOwn),
      upcoming: rehearsals.upcoming.filter(isOwn),
      adherence: own.adherence,
    },
    closed: { done: closed.done.filter(isOwn), cancelled: closed.cancelled.filter(isOwn) },
    invisible: {
      noOwner: invisible.noOwner.filter(isOwn),
      unknownOwner: invisible.unknownOwner.filter(isOwn),
      noDueDate: invisible.noDueDate.filter(isOwn),
      noMirror: invisible.noMirror.filter(isOwn),
      incidentsWithoutItems: invisible.incidentsWithoutItems.filter(isOwn),
    },
    sync: { ...sync, conflicts: sync.conflicts.filter(isOwn), lostLinks: sync.lostLinks.filter(isOwn) },
    teams: report.teams.filter(isOwn),
  };
}

function nothingOf(team: string, report: WeeklyReport): TeamReport {
  return {
    team,
    figures: figuresOf([], { pasts: new Map(), asOf: report.asOf }),
    decisions: { items: [], more: 0 },
    adherence: { scheduled: 0, onTime: 0, late: 0, missed: 0, skipped: 0, share: null },
  };
}
