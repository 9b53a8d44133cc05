import type { Result, Series, Snapshot } from '@closeout/core';

/** The series with these numbers, in their order. */
export function seriesNumbered(snapshot: Pick<Snapshot, 'series'>, numbers: readonly number[]): Result<readonly Series[]> {
  const series: Series[] = [];
  for (const number of numbers) {
    const one = snapshot.series.find((each) => each.number === number);
    if (one === undefined) {
      const message = `there is no series SER-${number}`;
      return { ok: false, fault: { code: 'unknown-series', message, remedy: 'see what there is: closeout series list' } };
    }
    series.push(one);
  }
  return { ok: true, value: series };
}
