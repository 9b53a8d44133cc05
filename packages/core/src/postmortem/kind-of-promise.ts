import type { Activity, Kind } from '../model/item.ts';

/** A kind and whether the document says so or only its wording suggests it. */
export interface StatedKind {
  readonly kind: Kind;
  readonly kindSource: 'stated' | 'inferred';
}

const STATED: readonly (readonly [Kind, RegExp])[] = [
  ['preventative', /^(?:prevent(?:ati?ve|ion|ive|s)?|proactive)\b/i],
  ['corrective', /^(?:correct(?:ive|ion)?|mitigat(?:e|ion|ive)|fix|repair|remedial|remediate)\b/i],
];

/** Removes the cause of what happened. */
const CORRECTS =
  /^\W*(?:fix|patch|correct|repair|revert|restore|roll ?back|remove|rotate|clean ?up|undo|replace|plug|backfill|recreate|delete|unblock|re-?enable)\b/i;
/** Keeps something else from happening. */
const PREVENTS =
  /\b(?:prevent\p{L}*|avoid\p{L}*|alert\p{L}*|monitor\p{L}*|automat\p{L}*|detect\p{L}*|validat\p{L}*|guardrails?|checks?|tests?|testing|policy|policies|runbooks?|playbooks?|document\p{L}*|safeguards?|circuit breakers?|rate limit\p{L}*|failover|redundan\p{L}*|staging|canary|review\p{L}*|process|procedures?)\b/iu;

/** The kind: from a table's column, else from headings, else a guess from the text that decides nothing by itself. */
export function kindOfPromise(
  text: string,
  told: { readonly column: string | undefined; readonly section: readonly string[]; readonly activity: Activity | null },
): StatedKind {
  const column = told.column?.trim() ?? '';
  const byColumn = STATED.find(([, pattern]) => pattern.test(column))?.[0];
  if (byColumn !== undefined) return { kind: byColumn, kindSource: 'stated' };
  const byHeading = told.section.findLast((name) => headingKind(name) !== null);
  if (byHeading !== undefined) return { kind: headingKind(byHeading) ?? 'unclassified', kindSource: 'stated' };
  if (told.activity !== null) return { kind: 'preventative', kindSource: 'inferred' };
  if (CORRECTS.test(text)) return { kind: 'corrective', kindSource: 'inferred' };
  return { kind: PREVENTS.test(text) ? 'preventative' : 'unclassified', kindSource: 'inferred' };
}

function headingKind(name: string): Kind | null {
  const prevents = /\bprevent(?:ati?ve|ive|ion)\b/i.test(name);
  const corrects = /\bcorrective\b/i.test(name);
  if (prevents === corrects) return null;
  return prevents ? 'preventative' : 'corrective';
}
