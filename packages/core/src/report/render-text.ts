import { cutToWidth, padToWidth } from './display-width.ts';
import { forTeam } from './for-team.ts';
import { ageingRows, headlineRows } from './headline-rows.ts';
import { renderItemTable } from './item-table.ts';
import type { ReportItem } from './report-item.ts';
import {
  adherenceText,
  cancelledText,
  doneText,
  INVISIBLE_SHOWN,
  invisibleLists,
  issueText,
  occurrenceText,
  scopeText,
  sourceText,
  trackerText,
  troubleText,
  waitingText,
} from './report-words.ts';
import { plainText } from './terminal-text.ts';
import { trendText } from './trend-text.ts';
import type { WeeklyReport } from './weekly-report.ts';
import { wrapText } from './wrap-text.ts';

/** A report for a terminal or a mail: no line is longer than `width` columns (at least 60, 80 unless told), commands to copy apart. */
export function renderText(report: WeeklyReport, options: { readonly width?: number; readonly team?: string } = {}): string {
  const width = Math.max(60, options.width ?? 80);
  const shown = options.team === undefined ? report : forTeam(report, options.team);
  const wrap = (text: string) => wrapText(plainText(text), width);
  const sections = [
    ['OVERDUE REPORT', ...wrap(scopeText(shown)), '', ...wrap(shown.summary), '', ...headlineLines(shown)],
    decisionLines(shown, width),
    overdueLines(shown, width),
    tableLines(`DUE IN THE NEXT 7 DAYS (${shown.coming.dueSoon.length})`, shown.coming.dueSoon, width),
    tableLines(`AT RISK LATER (${shown.coming.atRisk.length})`, shown.coming.atRisk, width),
    rehearsalLines(shown, width),
    closedLines(shown, width),
    invisibleLines(shown, width),
    ['TREND (weeks by their last day)', ...trendText(shown.figures.trend, width)],
    syncLines(shown, width),
    [
      'WHERE THE NUMBERS COME FROM',
      ...wrap(sourceText(shown)),
      ...shown.definitions.flatMap(({ term, meaning }) => wrap(`${term}: ${meaning}.`)),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headlineLines(report: WeeklyReport): readonly string[] {
  return headlineRows(report.figures.headline).map(({ label, value, change, note }) =>
    `  ${label.padEnd(18)}${value.padStart(6)}  ${change.padEnd(8)}${note}`.trimEnd(),
  );
}

function decisionLines({ decisions }: WeeklyReport, width: number): readonly string[] {
  if (decisions.items.length === 0) return [];
  const blocks = decisions.items.flatMap((item) => [
    line(item, { width }),
    ...wrapText(plainText(item.reasons.map(({ text }) => text).join('; ')), width - 4).map((text) => `    ${text}`),
    ...item.ways.map(({ label, command }) => `    ${label.padEnd(13)}${command}`),
  ]);
  const more = decisions.more === 0 ? [] : [`  ${decisions.more} more have a reason to be decided.`];
  return [`NEEDS A DECISION (${decisions.items.length + decisions.more})`, ...blocks, ...more];
}

function overdueLines({ overdue, figures }: WeeklyReport, width: number): readonly string[] {
  if (overdue.length === 0) return ['OVERDUE (0)', '  Nothing is overdue.'];
  const ages = ageingRows(figures.ageing).map(({ label, count }) => `${label}: ${count}`);
  const teams = overdue.flatMap(({ team, count, owners }) => [
    '',
    `  ${cutToWidth(plainText(team ?? 'No team'), width - 12)} (${count})`,
    ...indented(
      renderItemTable(
        owners.flatMap(({ items }) => items),
        { width: width - 2 },
      ),
    ),
  ]);
  return [
    `OVERDUE (${figures.headline.overdue.now})`,
    ...wrapText(`By age: ${ages.join(', ')}`, width - 2).map((text) => `  ${text}`),
    ...teams,
  ];
}

function tableLines(heading: string, items: readonly ReportItem[], width: number): readonly string[] {
  return items.length === 0 ? [] : [heading, ...indented(renderItemTable(items, { width: width - 2 }))];
}

function rehearsalLines({ rehearsals }: WeeklyReport, width: number): readonly string[] {
  const { missed, due, completed, skipped, upcoming, adherence } = rehearsals;
  const lists = [
    ...missed.map((item) => line(item, { width, lead: 'Missed', tail: occurrenceText(item) })),
    ...due.map((item) => line(item, { width, lead: 'Due', tail: occurrenceText(item) })),
    ...completed.map((item) => line(item, { width, lead: 'Done', tail: doneText(item) })),
    ...skipped.map((item) => line(item, { width, lead: 'Skipped', tail: cancelledText(item) })),
    ...upcoming.map((item) => line(item, { width, lead: 'Later', tail: occurrenceText(item) })),
  ];
  if (lists.length === 0 && adherence.scheduled === 0) return [];
  return ['AUDITS AND DRILLS', ...wrapText(adherenceText(adherence), width - 2).map((text) => `  ${text}`), ...lists];
}

function closedLines({ closed }: WeeklyReport, width: number): readonly string[] {
  const { done, cancelled } = closed;
  if (done.length + cancelled.length === 0) return ['CLOSED THIS WEEK (0)', '  Nothing was closed.'];
  return [
    `CLOSED THIS WEEK (${done.length + cancelled.length})`,
    ...done.map((item) => line(item, { width, tail: doneText(item) })),
    ...cancelled.map((item) => line(item, { width, tail: cancelledText(item) })),
  ];
}

function invisibleLines({ invisible, figures }: WeeklyReport, width: number): readonly string[] {
  const waiting = waitingText(figures.waiting);
  const lists = invisibleLists(invisible).flatMap(({ label, rows }) => [
    `  ${label} (${rows.length})`,
    ...rows.slice(0, INVISIBLE_SHOWN).map((row) => `  ${line(row, { width: width - 2 })}`),
    ...(rows.length > INVISIBLE_SHOWN ? [`    and ${rows.length - INVISIBLE_SHOWN} more`] : []),
  ]);
  return waiting === null && lists.length === 0
    ? []
    : ['INVISIBLE WORK', ...(waiting === null ? [] : wrapText(waiting, width - 2).map((text) => `  ${text}`)), ...lists];
}

function syncLines({ sync }: WeeklyReport, width: number): readonly string[] {
  return [
    'SYNC',
    ...(sync.trackers.length === 0 ? ['  No tracker has been synced.'] : []),
    ...sync.trackers.map((tracker) => `  ${cutToWidth(plainText(trackerText(tracker)), width - 2)}`),
    ...sync.conflicts.map((trouble) => line(trouble, { width, lead: 'Conflict', tail: troubleText(trouble) })),
    ...sync.lostLinks.map((trouble) =>
      line(trouble, { width, lead: 'Link', tail: `${issueText(trouble.key)}: ${troubleText({ ...trouble, conflicts: [] })}` }),
    ),
  ];
}

/** How many lines a reason or evidence may take. */
const MOST_LINES = 4;

/** One item on one line; a `tail` follows on lines of its own. */
function line(
  row: { readonly id: string; readonly title: string },
  options: { readonly width: number; readonly lead?: string; readonly tail?: string },
): string {
  const { width, lead, tail } = options;
  const first = `  ${lead === undefined ? '' : padToWidth(lead, 9)}${row.id}  ${plainText(row.title)}`;
  const rest = tail === undefined ? [] : wrapText(cutToWidth(plainText(tail), (width - 6) * MOST_LINES), width - 6);
  return [cutToWidth(first, width), ...rest.map((text) => `      ${text}`)].join('\n');
}

function indented(table: string): readonly string[] {
  return table.split('\n').map((text) => `  ${text}`);
}
