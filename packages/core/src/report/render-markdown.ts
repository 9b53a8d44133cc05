import { cutToWidth } from './display-width.ts';
import { forTeam } from './for-team.ts';
import { ageingRows, headlineRows } from './headline-rows.ts';
import { lateAndSlipText } from './item-table.ts';
import { markdownLink, markdownText } from './markdown-text.ts';
import type { ReportItem } from './report-item.ts';
import {
  adherenceText,
  cancelledText,
  doneText,
  INVISIBLE_SHOWN,
  invisibleLists,
  issueText,
  MOST_TITLE,
  occurrenceText,
  scopeText,
  sourceText,
  trackerText,
  troubleText,
  waitingText,
} from './report-words.ts';
import { safeUrl } from './safe-url.ts';
import type { WeeklyReport } from './weekly-report.ts';

/** A report for a chat, an issue or a page; of one team when `team` is given. Text from outside cannot format, link or call anyone. */
export function renderMarkdown(report: WeeklyReport, options: { readonly team?: string } = {}): string {
  const shown = options.team === undefined ? report : forTeam(report, options.team);
  const sections = [
    ['# Overdue report', '', markdownText(scopeText(shown)), '', `**${markdownText(shown.summary)}**`, '', ...headlineTable(shown)],
    decisionLines(shown),
    overdueLines(shown),
    itemTable(`## Due in the next 7 days (${shown.coming.dueSoon.length})`, shown.coming.dueSoon),
    itemTable(`## At risk later (${shown.coming.atRisk.length})`, shown.coming.atRisk),
    rehearsalLines(shown),
    closedLines(shown),
    invisibleLines(shown),
    trendTable(shown),
    syncLines(shown),
    [
      '## Where the numbers come from',
      '',
      sourceText(shown),
      '',
      ...shown.definitions.map(({ term, meaning }) => `- **${term}**: ${meaning}.`),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headlineTable({ figures }: WeeklyReport): readonly string[] {
  const rows = headlineRows(figures.headline);
  return [
    '| | now | change | |',
    '|---|---:|---:|---|',
    ...rows.map(({ label, value, change, note }) => `| ${label} | ${value} | ${change} | ${note} |`),
  ];
}

function decisionLines({ decisions }: WeeklyReport): readonly string[] {
  if (decisions.items.length === 0) return [];
  const blocks = decisions.items.flatMap((item) => [
    `- **${item.id}** ${titleOf(item)}: ${markdownText(item.reasons.map(({ text }) => text).join('; '))}`,
    ...item.ways.map(({ label, command }) => `  - ${label}: \`${command}\``),
  ]);
  const more = decisions.more === 0 ? [] : ['', `${decisions.more} more have a reason to be decided.`];
  return [`## Needs a decision (${decisions.items.length + decisions.more})`, '', ...blocks, ...more];
}

function overdueLines({ overdue, figures }: WeeklyReport): readonly string[] {
  if (overdue.length === 0) return ['## Overdue (0)', '', 'Nothing is overdue.'];
  const ages = ageingRows(figures.ageing).map(({ label, count }) => `${label}: ${count}`);
  const teams = overdue.flatMap(({ team, count, owners }) => [
    '',
    ...itemTable(
      `### ${markdownText(team ?? 'No team')} (${count})`,
      owners.flatMap(({ items }) => items),
    ),
  ]);
  return [`## Overdue (${figures.headline.overdue.now})`, '', `By age: ${ages.join(', ')}`, ...teams];
}

function itemTable(heading: string, items: readonly ReportItem[]): readonly string[] {
  if (items.length === 0) return [];
  const rows = items.map((item) => [
    item.id,
    titleOf(item),
    markdownText(item.owner ?? '–'),
    item.dueOn ?? '–',
    lateAndSlipText(item),
    item.links.map(({ key, url }) => markdownLink(issueText(key), safeUrl(url))).join(', '),
  ]);
  return [
    heading,
    '',
    '| id | title | owner | due | late | issue |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ];
}

function rehearsalLines({ rehearsals }: WeeklyReport): readonly string[] {
  const { missed, due, completed, skipped, upcoming, adherence } = rehearsals;
  const lines = [
    ...missed.map((item) => row(item, `missed, ${occurrenceText(item)}`)),
    ...due.map((item) => row(item, occurrenceText(item))),
    ...completed.map((item) => row(item, doneText(item))),
    ...skipped.map((item) => row(item, cancelledText(item))),
    ...upcoming.map((item) => row(item, `later, ${occurrenceText(item)}`)),
  ];
  if (lines.length === 0 && adherence.scheduled === 0) return [];
  return ['## Audits and drills', '', adherenceText(adherence), ...(lines.length === 0 ? [] : ['', ...lines])];
}

function closedLines({ closed }: WeeklyReport): readonly string[] {
  const { done, cancelled } = closed;
  const lines = [...done.map((item) => row(item, doneText(item))), ...cancelled.map((item) => row(item, cancelledText(item)))];
  return [`## Closed this week (${lines.length})`, '', ...(lines.length === 0 ? ['Nothing was closed.'] : lines)];
}

function invisibleLines({ invisible, figures }: WeeklyReport): readonly string[] {
  const waiting = waitingText(figures.waiting);
  const lists = invisibleLists(invisible).flatMap(({ label, rows }) => [
    `- ${label}: ${rows.length}`,
    ...rows.slice(0, INVISIBLE_SHOWN).map((one) => `  - **${one.id}** ${titleOf(one)}`),
    ...(rows.length > INVISIBLE_SHOWN ? [`  - and ${rows.length - INVISIBLE_SHOWN} more`] : []),
  ]);
  const lines = [...(waiting === null ? [] : [`- ${waiting}`]), ...lists];
  return lines.length === 0 ? [] : ['## Invisible work', '', ...lines];
}

function trendTable({ figures }: WeeklyReport): readonly string[] {
  const rows = figures.trend.map(({ to, opened, closed, open, overdue }) => `| ${[to, opened, closed, open, overdue].join(' | ')} |`);
  return ['## Trend', '', '| week until | opened | closed | open | overdue |', '|---|---:|---:|---:|---:|', ...rows];
}

function syncLines({ sync }: WeeklyReport): readonly string[] {
  return [
    '## Sync',
    '',
    ...(sync.trackers.length === 0 ? ['No tracker has been synced.'] : []),
    ...sync.trackers.map((tracker) => `- ${markdownText(trackerText(tracker))}`),
    ...sync.conflicts.map((trouble) => row(trouble, `conflict, ${troubleText(trouble)}`)),
    ...sync.lostLinks.map((trouble) => row(trouble, `link ${issueText(trouble.key)}, ${troubleText({ ...trouble, conflicts: [] })}`)),
  ];
}

function row(item: { readonly id: string; readonly title: string }, text: string): string {
  return `- **${item.id}** ${titleOf(item)}: ${markdownText(text)}`;
}

function titleOf({ title }: { readonly title: string }): string {
  return markdownText(cutToWidth(title, MOST_TITLE));
}
