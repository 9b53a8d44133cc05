import { displayWidth, LINT_RULES, type LintFinding, type LintSeverity, plainText, wrapText } from '@closeout/core';

/** What was found in one document. */
export interface LintedDocument {
  /** From the current folder; `null` for standard input. */
  readonly path: string | null;
  readonly findings: readonly LintFinding[];
}

/** The findings of all documents. */
export interface LintView {
  readonly documents: readonly LintedDocument[];
}

type Counts = Readonly<Record<LintSeverity, number>>;

/** A line a finding, by document; then, once for each rule that spoke, why it matters and what to write. `brief`: the counts only. */
export function lintText(view: LintView, { width, brief }: { readonly width: number; readonly brief: boolean }): string {
  const told = brief ? [] : view.documents.filter(({ findings }) => findings.length > 0);
  const groups = told.map(({ path, findings }) => findings.map((finding) => findingText(finding, { path, width })).join('\n'));
  const advice = told.length === 0 ? [] : [adviceText(told, width)];
  return [...groups, ...advice, lintSummary(view)].join('\n\n');
}

function findingText(
  { code, severity, line, message }: LintFinding,
  { path, width }: { readonly path: string | null; readonly width: number },
): string {
  const place = `${plainText(path ?? 'standard input')}:${line}`;
  const [first = '', ...more] = wrapText(`${place}  ${severity.padEnd(7)}  ${plainText(message)}`, width - INDENT.length);
  const lines = [first, ...more.map((part) => INDENT + part)];
  const last = `${lines.pop() ?? ''}  (${code})`;
  return [...lines, ...(displayWidth(last) <= width ? [last] : [last.slice(0, -code.length - 4), `${INDENT}(${code})`])].join('\n');
}

const INDENT = '    ';

function adviceText(documents: readonly LintedDocument[], width: number): string {
  const spoke = new Set(documents.flatMap(({ findings }) => findings.map(({ code }) => code)));
  const rules = LINT_RULES.filter(({ code }) => spoke.has(code));
  return rules
    .map(({ code, why, remedy }) => [
      code,
      ...wrapText(`${why} To mend it, ${remedy}.`, width - INDENT.length).map((part) => `${INDENT}${part}`),
    ])
    .map((lines) => lines.join('\n'))
    .join('\n');
}

/** `2 errors, 1 warning in 3 documents.` */
export function lintSummary({ documents }: LintView): string {
  const counts = countsOf(documents);
  const shown = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => count(counts[severity], severity));
  return `${shown.length === 0 ? 'Nothing to mend' : shown.join(', ')} in ${count(documents.length, 'document')}.`;
}

/** The findings for programs. */
export function lintJson(view: LintView, failed: readonly unknown[]): unknown {
  return { version: 1, documents: view.documents, counts: countsOf(view.documents), failed };
}

const SEVERITIES: readonly LintSeverity[] = ['error', 'warning', 'note'];

function countsOf(documents: readonly LintedDocument[]): Counts {
  const all = documents.flatMap(({ findings }) => findings);
  const of = (severity: LintSeverity) => all.filter((finding) => finding.severity === severity).length;
  return { error: of('error'), warning: of('warning'), note: of('note') };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
