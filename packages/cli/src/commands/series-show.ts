import {
  type ActionItem,
  cutToWidth,
  isMissed,
  isUnfinished,
  itemLookup,
  type PlainDate,
  plainText,
  type Series,
  type Snapshot,
  toItemJson,
} from '@closeout/core';
import { snapshotOfDay } from '../shell/day.ts';
import { refused } from '../shell/failure.ts';
import { numbersOf } from '../shell/ids.ts';
import { itemLine } from '../shell/item-lines.ts';
import { seriesNumbered } from '../shell/series-numbered.ts';
import type { Session } from '../shell/session.ts';

/** `series list`: what recurs, and which occurrence is open. */
export async function listSeries(session: Session, { all }: { readonly all: boolean }): Promise<void> {
  const today = await session.today();
  const { series } = await snapshotOfDay(session, { items: [], also: ['series'] });
  const shown = series.filter(({ ended }) => all || ended === null);
  const snapshot = await snapshotOfDay(session, { series: shown.map(({ uid }) => uid) });
  const rows = shown.map((one) => ({ ...summaryOf(one), ...occurrencesOf(one, { snapshot, today }) }));
  session.print({
    json: () => ({ version: 1, today, series: rows.map(({ occurrences, ...row }) => ({ ...row, occurrences: occurrences.length })) }),
    text: () => {
      if (rows.length === 0) return 'Nothing recurs yet: closeout series add TITLE --every FREQ=MONTHLY;INTERVAL=3';
      return rows.map((row) => cutToWidth(rowText(row), session.io.columns)).join('\n');
    },
  });
}

/** `series show`: series and their occurrences. */
export async function showSeries(session: Session, ids: readonly string[]): Promise<void> {
  const numbers = await numbersOf(session, ids, 'series');
  const [config, today] = [await session.config(), await session.today()];
  const found = seriesNumbered(await snapshotOfDay(session, { items: [], also: ['series'] }), numbers);
  if (!found.ok) throw refused(found.fault);
  const snapshot = await snapshotOfDay(session, { series: found.value.map(({ uid }) => uid) });
  const lookup = itemLookup(snapshot, config);
  const shown = found.value.map((one) => {
    const { occurrences, open, missed } = occurrencesOf(one, { snapshot, today });
    const json = (item: ActionItem) => ({
      ...toItemJson(item, { lookup, today }),
      scheduledOn: item.scheduledOn,
      missed: isMissed(item, one, today),
    });
    return { ...summaryOf(one), details: one.details, open, missed, occurrences: occurrences.map(json) };
  });
  session.print({
    json: () => ({ version: 1, today, series: shown }),
    text: () =>
      shown
        .map(({ occurrences, ...one }) => {
          const lines = occurrences.map(
            (item) => `  ${item.scheduledOn}  ${itemLine(item, session.io.columns - 22)}${item.missed ? '  missed' : ''}`,
          );
          return [...summaryLines(one), ...(lines.length === 0 ? ['  no occurrence yet'] : lines)].join('\n');
        })
        .join('\n\n'),
  });
}

type Summary = ReturnType<typeof summaryOf>;

function summaryOf({ number, type: _, proposal: __, origin: ___, source: ____, details: _____, ...series }: Series) {
  return { id: `SER-${number}`, ...series };
}

function occurrencesOf(
  series: Series,
  { snapshot, today }: { readonly snapshot: Snapshot; readonly today: PlainDate },
): { readonly occurrences: readonly ActionItem[]; readonly open: number; readonly missed: number } {
  const occurrences = snapshot.items
    .filter((item) => item.series === series.uid)
    .sort((a, b) => ((a.scheduledOn ?? '') < (b.scheduledOn ?? '') ? -1 : 1));
  const missed = occurrences.filter((item) => isMissed(item, series, today)).length;
  return { occurrences, open: occurrences.filter(isUnfinished).length, missed };
}

function rowText(row: Summary & { readonly open: number; readonly missed: number }): string {
  const ended = row.ended === null ? '' : `  ended ${row.ended.on}`;
  const missed = row.missed === 0 ? '' : `, ${row.missed} missed`;
  return `${row.id.padEnd(7)} ${row.rrule}  ${row.open} open${missed}${ended}  ${plainText(row.title)}`;
}

function summaryLines(series: Summary): readonly string[] {
  const rows: readonly (readonly [string, string | null])[] = [
    ['every', `${series.rrule}, from ${series.startsOn}${series.strategy === 'fixed' ? '' : ', counted from completion'}`],
    ['days', `${series.leadDays} ahead, ${series.windowDays} to do it, ${series.graceDays} of grace`],
    ['requires', series.requires.join(', ') || null],
    ['controls', series.controls.join(', ') || null],
    ['activity', series.activity],
    ['owner', series.owner],
    ['team', series.team],
    [
      'ended',
      series.ended === null
        ? null
        : `${series.ended.on} by ${series.ended.by}${series.ended.reason === null ? '' : `: ${series.ended.reason}`}`,
    ],
  ];
  return [
    `${series.id}  ${plainText(series.title)}`,
    ...rows.flatMap(([name, value]) => (value === null ? [] : [`  ${name.padEnd(9)}  ${plainText(value)}`])),
  ];
}
