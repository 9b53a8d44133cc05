import { durationIn } from './duration-text.ts';
import { saidBy } from './outline.ts';
import type { StatedLine } from './stated-lines.ts';
import { LASTED } from './time-words.ts';

/** How long it lasted, in minutes, as the document states it: under that name, under that heading, or in a sentence. */
export function statedDuration(facts: readonly StatedLine[], about: readonly StatedLine[]): number | null {
  const named = about.find(
    (line) => /duration|time to (?:recovery|resolve|repair)|downtime/i.test(line.name ?? '') && durationIn(line.text) !== null,
  );
  if (named) return durationIn(named.text);
  const headed = about.find((line) => saidBy(line.path) === 'duration' && durationIn(line.whole) !== null);
  if (headed) return durationIn(headed.whole);
  const told = facts.slice(0, 60).find((line) => LASTED.test(line.whole) && durationIn(LASTED.exec(line.whole)?.[1] ?? '') !== null);
  return told ? durationIn(LASTED.exec(told.whole)?.[1] ?? '') : null;
}

/** How long nobody noticed, in minutes, where the document gives a number for it: `Time to detection: 5 minutes`, `MTTD: 5 min`. */
export function timeToDetection(about: readonly StatedLine[]): number | null {
  const named = about.find(
    (line) => /^(?:mean )?time to detect(?:ion)?\b|^MTTD\b/i.test(line.name ?? '') && durationIn(line.text) !== null,
  );
  return named === undefined ? null : durationIn(named.text);
}
