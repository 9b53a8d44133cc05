import { forTeam } from './for-team.ts';
import type { WeeklyReport } from './weekly-report.ts';

/** The report's value as it is: `version` first, keys always in the same order. */
export function renderJson(report: WeeklyReport, options: { readonly team?: string } = {}): string {
  return `${JSON.stringify(options.team === undefined ? report : forTeam(report, options.team), null, 2)}\n`;
}
