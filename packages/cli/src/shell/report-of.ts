import {
  type PlainDate,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderText,
  type WeeklyReport,
  weeklyReport,
} from '@closeout/core';
import { snapshotOfDay } from './day.ts';
import type { Session } from './session.ts';

export const REPORT_FORMATS = ['text', 'markdown', 'html', 'json', 'csv'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The headline compares with last week, the trend goes back twelve. */
const WEEKS = 13;

/** The weekly report as of a day; today's with what the day itself changes. */
export async function reportOf(session: Session, asOf: PlainDate): Promise<WeeklyReport> {
  const config = await session.config();
  const query = { asOf, weeks: WEEKS };
  const isToday = asOf === (await session.today());
  const snapshot = isToday ? await snapshotOfDay(session, query) : await (await session.store()).snapshot(query);
  return weeklyReport(snapshot, { asOf, config });
}

export function rendered(
  report: WeeklyReport,
  { format, team, width }: { readonly format: ReportFormat; readonly team?: string | undefined; readonly width: number },
): string {
  const options = team === undefined ? {} : { team };
  switch (format) {
    case 'text':
      return `${renderText(report, { ...options, width }).trimEnd()}\n`;
    case 'markdown':
      return renderMarkdown(report, options);
    case 'html':
      return renderHtml(report, options);
    case 'json':
      return renderJson(report, options);
    case 'csv':
      return renderCsv(report, options);
  }
}
