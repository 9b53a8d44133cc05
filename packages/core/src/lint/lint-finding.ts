/**
 * How much a finding weighs. `error`: a promise that nobody will keep, or times that cannot be; a merge should wait for it.
 * `warning`: worth another look. `note`: how closeout reads it.
 */
export type LintSeverity = 'error' | 'warning' | 'note';

/** One thing about a document that its writer should look at. */
export interface LintFinding {
  /** The rule's name, for a program and for switching it off: `owner-missing`. */
  readonly code: string;
  readonly severity: LintSeverity;
  /** From 1, in the document; 0 for an item that stands in none. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}
