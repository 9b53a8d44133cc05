import type { Ageing } from './ageing.ts';
import type { Figure, Headline } from './figures.ts';
import { plural } from './plural.ts';

/** One figure of the headline, ready to be shown. */
export interface HeadlineRow {
  readonly label: string;
  readonly value: string;
  /** Against the week before: `+2`, `−1`, `±0`; empty where there is nothing to compare with. */
  readonly change: string;
  /** `worse` and `better` only where more or less of it is plainly so. */
  readonly verdict: 'worse' | 'better' | 'neutral';
  readonly note: string;
}

/** The headline in the order in which it is shown. */
export function headlineRows(headline: Headline): readonly HeadlineRow[] {
  const { open, overdue, dueSoon, opened, reopened, closed, net, today, completion } = headline;
  const { onTime, onTimeAsExtended, medianDays } = completion;
  const openToday = [today.opened > 0 ? `${today.opened} opened` : '', today.closed > 0 ? `${today.closed} closed` : ''];
  const sinceWeek = openToday.filter((text) => text !== '').join(', ');
  return [
    counted('Open', open, { note: sinceWeek === '' ? '' : `${sinceWeek} today` }),
    counted('Overdue', overdue, { good: -1 }),
    counted('Due in 7 days', dueSoon),
    counted('Opened', opened, { note: reopened === 0 ? '' : `${reopened} re-opened` }),
    counted('Closed', closed),
    { ...counted('Net', net), value: signed(net.now) },
    {
      label: 'On time',
      value: percent(onTime.now),
      change: onTime.change === null ? '' : `${signed(Math.round(onTime.change * 100))} pts`,
      verdict: verdict(onTime.change ?? 0, 1),
      note: onTime.now === onTimeAsExtended ? 'last 90 days' : `last 90 days; ${percent(onTimeAsExtended)} as extended`,
    },
    {
      label: 'Median days',
      value: medianDays.now === null ? '–' : String(medianDays.now),
      change: medianDays.change === null ? '' : signed(medianDays.change),
      verdict: verdict(medianDays.change ?? 0, -1),
      note: `to complete, ${plural(completion.done, 'item')}`,
    },
  ];
}

/** The four ages as they are labelled everywhere. */
export function ageingRows(ageing: Ageing): readonly { readonly label: string; readonly count: number }[] {
  return [
    { label: '1–7 days', count: ageing.days1to7 },
    { label: '8–30 days', count: ageing.days8to30 },
    { label: '31–90 days', count: ageing.days31to90 },
    { label: 'over 90 days', count: ageing.over90 },
  ];
}

/** `67 %`, or a dash when there is nothing to take a share of. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

function counted(label: string, figure: Figure, options: { readonly good?: 1 | -1; readonly note?: string } = {}): HeadlineRow {
  return {
    label,
    value: String(figure.now),
    change: signed(figure.change),
    verdict: options.good === undefined ? 'neutral' : verdict(figure.change, options.good),
    note: options.note ?? '',
  };
}

function verdict(change: number, good: 1 | -1): HeadlineRow['verdict'] {
  if (change === 0) return 'neutral';
  return change > 0 === good > 0 ? 'better' : 'worse';
}

/** With a sign: `+2`, `−1` (U+2212), `±0`. */
function signed(value: number): string {
  if (value === 0) return '±0';
  return value > 0 ? `+${value}` : `−${-value}`;
}
