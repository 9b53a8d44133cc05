import type { CancelledItem, DoneItem } from './closed-section.ts';
import { forTeam } from './for-team.ts';
import type { ReportItem } from './report-item.ts';
import type { WeeklyReport } from './weekly-report.ts';

const COLUMNS = [
  'section',
  'id',
  'title',
  'status',
  'team',
  'owner',
  'priority',
  'severity',
  'dueOn',
  'originalDueOn',
  'slips',
  'daysOverdue',
  'ageDays',
  'closedOn',
  'resolution',
  'reason',
  'incident',
  'series',
  'link',
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | null>>;

/**
 * The report's items for a spreadsheet (RFC 4180): overdue, due soon, at risk and closed this week, each item once. Text
 * that a spreadsheet would run as a formula begins with an apostrophe.
 */
export function renderCsv(report: WeeklyReport, options: { readonly team?: string } = {}): string {
  const shown = options.team === undefined ? report : forTeam(report, options.team);
  const overdue = shown.overdue.flatMap(({ owners }) => owners.flatMap(({ items }) => items));
  const rows = [
    ...overdue.map((item) => openRow('overdue', item)),
    ...shown.coming.dueSoon.map((item) => openRow('due-soon', item)),
    ...shown.coming.atRisk.map((item) => openRow('at-risk', item)),
    ...shown.closed.done.map(doneRow),
    ...shown.closed.cancelled.map(cancelledRow),
  ];
  const lines = [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','))];
  return lines.map((line) => `${line}\r\n`).join('');
}

function openRow(section: string, item: ReportItem): Row {
  return {
    section,
    id: item.id,
    title: item.title,
    status: item.status,
    team: item.team,
    owner: item.owner,
    priority: item.priority,
    severity: item.severity,
    dueOn: item.dueOn,
    originalDueOn: item.originalDueOn,
    slips: item.slips,
    daysOverdue: item.daysOverdue,
    ageDays: item.ageDays,
    closedOn: null,
    resolution: null,
    reason: null,
    incident: item.incident,
    series: item.series,
    link: item.links[0]?.url ?? null,
  };
}

function doneRow(item: DoneItem): Row {
  return { ...openRow('closed', item), closedOn: item.doneOn, resolution: 'done' };
}

function cancelledRow(item: CancelledItem): Row {
  return { ...openRow('closed', item), closedOn: item.cancelledOn, resolution: item.resolution, reason: item.reason };
}

/** Blanks and invisible marks do not make a formula harmless everywhere, nor do fullwidth signs. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u;

/** Quoted where needed; an apostrophe before what begins like a formula (OWASP, "CSV Injection"). */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /["\r\n,;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
