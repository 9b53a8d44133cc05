import type { TrendWeek } from './figures.ts';

const LABEL = 8;
const COLUMN = 6;

/** The trend as columns of numbers, one a week, as many of the latest weeks as fit into `width`. */
export function trendText(trend: readonly TrendWeek[], width: number): readonly string[] {
  const weeks = trend.slice(-Math.max(1, Math.floor((width - LABEL) / COLUMN)));
  const row = (label: string, cells: readonly (string | number)[]) =>
    label.padEnd(LABEL) + cells.map((cell) => String(cell).padStart(COLUMN)).join('');
  return [
    row(
      '',
      weeks.map(({ to }) => to.slice(5)),
    ),
    row(
      'Opened',
      weeks.map(({ opened }) => opened),
    ),
    row(
      'Closed',
      weeks.map(({ closed }) => closed),
    ),
    row(
      'Open',
      weeks.map(({ open }) => open),
    ),
    row(
      'Overdue',
      weeks.map(({ overdue }) => overdue),
    ),
  ];
}
