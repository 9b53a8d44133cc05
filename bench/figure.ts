/** One measured ratio beside what it should be at most. */
export interface Figure {
  readonly name: string;
  readonly ratio: number;
  readonly aim: number;
  /** What the ratio was made of: `61.2 ms : 24.8 ms`. */
  readonly made: string;
}

/** A table for people; nothing fails, because the machine may be busy. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ name }) => name.length));
  process.stdout.write(`${title}\n`);
  for (const { name, ratio, aim, made } of figures) {
    const verdict = ratio <= aim ? 'reached' : 'missed';
    process.stdout.write(
      `  ${name.padEnd(width)}  ${ratio.toFixed(2).padStart(6)}  aim ≤ ${aim.toFixed(1)}  ${verdict.padEnd(7)}  ${made}\n`,
    );
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined) throw new RangeError('no values');
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
