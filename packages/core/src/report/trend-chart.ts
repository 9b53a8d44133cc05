import type { TrendWeek } from './figures.ts';
import { dayText, type Html, html } from './html-text.ts';

const WIDTH = 640;
const LEFT = 46;
const RIGHT = 8;
const LINES = { top: 12, bottom: 138 };
const BARS = { middle: 192, height: 30 };

/** Twelve weeks as a picture: open and overdue as lines above, opened and closed as bars to either side of one line below. */
export function trendChart(trend: readonly TrendWeek[]): Html {
  const most = niceMost(Math.max(...trend.flatMap(({ open, overdue }) => [open, overdue])));
  const mostFlow = Math.max(1, ...trend.flatMap(({ opened, closed }) => [opened, closed]));
  const step = (WIDTH - LEFT - RIGHT) / trend.length;
  const x = (index: number) => round(LEFT + step * (index + 0.5));
  const y = (value: number) => round(LINES.bottom - (value / most) * (LINES.bottom - LINES.top));
  const path = (of: 'open' | 'overdue') => trend.map((week, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(week[of])}`).join('');
  const area = (of: 'open' | 'overdue') => `${path(of)}L${x(trend.length - 1)} ${LINES.bottom}L${x(0)} ${LINES.bottom}Z`;
  const last = trend.at(-1);
  const barWidth = round(step * 0.5);
  const flow = (value: number) => round((value / mostFlow) * BARS.height);
  return html`<svg class="trend" viewBox="0 0 ${WIDTH} 252" role="img" aria-label="${trendLabel(trend)}">
<g class="grid">${[0, most / 2, most].map(
    (value) =>
      html`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}"/><text x="${LEFT - 10}" y="${y(value)}" dy="0.34em" text-anchor="end">${value}</text>`,
  )}<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${BARS.middle}" y2="${BARS.middle}"/></g>
<path class="open-area" d="${area('open')}"/><path class="overdue-area" d="${area('overdue')}"/>
<path class="open-line" d="${path('open')}"/><path class="overdue-line" d="${path('overdue')}"/>
${last === undefined ? null : html`<circle class="open-dot" cx="${x(trend.length - 1)}" cy="${y(last.open)}" r="4"/><circle class="overdue-dot" cx="${x(trend.length - 1)}" cy="${y(last.overdue)}" r="4"/>`}
${trend.map(
  ({ opened, closed }, index) =>
    html`<rect class="opened-bar" x="${round(x(index) - barWidth / 2)}" y="${BARS.middle - flow(opened)}" width="${barWidth}" height="${flow(opened)}"/><rect class="closed-bar" x="${round(x(index) - barWidth / 2)}" y="${BARS.middle}" width="${barWidth}" height="${flow(closed)}"/>`,
)}
<g class="days">${[0, Math.floor((trend.length - 1) / 2), trend.length - 1].map(
    (index, place) =>
      html`<text x="${x(index)}" y="246" text-anchor="${place === 0 ? 'start' : place === 1 ? 'middle' : 'end'}">${dayOf(trend[index])}</text>`,
  )}</g></svg>`;
}

function trendLabel(trend: readonly TrendWeek[]): string {
  const [first, last] = [trend[0], trend.at(-1)];
  if (first === undefined || last === undefined) return 'No weeks';
  return `${trend.length} weeks until ${last.to}: open from ${first.open} to ${last.open}, overdue from ${first.overdue} to ${last.overdue}; in the last week ${last.opened} opened and ${last.closed} closed`;
}

function dayOf(week: TrendWeek | undefined): string {
  return week === undefined ? '' : dayText(week.to, week.to);
}

/** The next even, round number, so that the middle line has a whole number too. */
function niceMost(most: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most))));
  const found = [2, 4, 6, 8, 10, 20].map((factor) => factor * step).find((value) => value >= most);
  return found ?? most;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
