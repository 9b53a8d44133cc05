import { relative, resolve, sep } from 'node:path';
import type { LintFinding, LintSeverity } from '@closeout/core';
import type { LintView } from './lint-text.ts';

const COMMANDS: Readonly<Record<LintSeverity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * The findings as commands that GitHub Actions shows beside the lines of a pull request, errors first: of each sort a step
 * shows ten. Files are named from the root of the checkout, which is `workspace`, or else the current folder.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function lintAnnotations(
  { documents }: LintView,
  { cwd, workspace }: { readonly cwd: string; readonly workspace: string | undefined },
): string {
  const all = documents.flatMap(({ path, findings }) => findings.map((finding) => ({ file: fileOf(path, { cwd, workspace }), finding })));
  return (['error', 'warning', 'note'] as const)
    .flatMap((severity) => all.filter(({ finding }) => finding.severity === severity))
    .map(({ file, finding }) => annotation(file, finding))
    .join('\n');
}

/** `::error file=a.md,line=8,title=owner-missing::nobody owns …`. */
export function annotation(file: string | null, { code, severity, line, message, remedy }: LintFinding): string {
  const place = [...(file === null ? [] : [`file=${escapedProperty(file)}`]), ...(line > 0 ? [`line=${line}`] : [])];
  const properties = [...place, `title=${escapedProperty(code)}`];
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapedData(`${message}\nTo mend it, ${remedy}.`)}`;
}

function fileOf(path: string | null, { cwd, workspace }: { readonly cwd: string; readonly workspace: string | undefined }): string | null {
  if (path === null) return null;
  const fromRoot = workspace ? relative(workspace, resolve(cwd, path)) : path;
  return (fromRoot.startsWith('..') ? path : fromRoot).split(sep).join('/');
}

/** What a workflow command would read as its end or as an escape. */
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property also what would read as the next property or as the beginning of the message. */
function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
