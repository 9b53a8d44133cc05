import type { Ageing } from './ageing.ts';
import { ageingRows } from './headline-rows.ts';
import { type Html, html } from './html-text.ts';

const WIDTH = 340;
const ROW = 46;
const LEFT = 100;
const ROOM_FOR_COUNT = 48;

/** How old what is overdue is, as four bars. */
export function ageingChart(ageing: Ageing): Html {
  const rows = ageingRows(ageing);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const length = (count: number) => Math.round((count / most) * (WIDTH - LEFT - ROOM_FOR_COUNT));
  const label = `Overdue by age: ${rows.map(({ label: age, count }) => `${age} ${count}`).join(', ')}`;
  return html`<svg class="ages" viewBox="0 0 ${WIDTH} ${ROW * rows.length}" role="img" aria-label="${label}">
${rows.map(({ label: age, count }, index) => {
  const middle = ROW * index + ROW / 2;
  return html`<text class="age" x="0" y="${middle}" dy="0.34em">${age}</text><rect class="age-${index + 1}" x="${LEFT}" y="${middle - 12}" width="${length(count)}" height="24" rx="3"/><text class="count" x="${LEFT + length(count) + 8}" y="${middle}" dy="0.34em">${count}</text>`;
})}</svg>`;
}
