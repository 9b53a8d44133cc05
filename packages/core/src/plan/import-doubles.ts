import { PROBABLY_SAME, similarities } from '../postmortem/similarity.ts';
import type { ProbableDuplicate } from './find-duplicates.ts';
import type { ImportRow } from './import-row.ts';
import { issuesIn } from './issue-address.ts';

/** Two rows, by their place, of which the reader says that they probably promise the same. */
export interface DoublePair {
  readonly earlier: number;
  readonly later: number;
}

/**
 * The rows with what each probably repeats. Of two that say the same the later one is double, unless it alone has an issue:
 * that issue is there already, so no second one shall be made for the other. Two with issues of their own are no doubles.
 */
export function withDoubles(rows: readonly ImportRow[], pairs: readonly DoublePair[]): readonly ImportRow[] {
  if (pairs.length === 0) return rows;
  const similarityOf = similarities();
  const doubles = new Map<ImportRow, ProbableDuplicate>();
  for (const { earlier, later } of pairs) {
    const [one, other] = [rows[earlier], rows[later]];
    if (one === undefined || other === undefined) continue;
    // The reader is sure that it is probably the same; how sure is said by the words they share.
    const sure = Math.max(PROBABLY_SAME, similarityOf(one.stated.title, other.stated.title));
    const [mine, theirs] = [issuesIn(other.after.references), issuesIn(one.after.references)];
    if (mine.length === 0 || theirs.some((url) => mine.includes(url))) doubles.set(other, repeating(one, sure));
    else if (theirs.length === 0 && one.before === null && !doubles.has(one)) doubles.set(one, repeating(other, sure));
    else if (theirs.length === 0) doubles.set(other, repeating(one, sure));
  }
  return rows.map((row) => ({ ...row, double: doubles.get(row) ?? null }));
}

function repeating({ after: { uid, title } }: ImportRow, sure: number): ProbableDuplicate {
  return { uid, title, sure };
}
