/** Lines around a change that a diff shows. */
const CONTEXT = 3;

/**
 * The changes from `before` to `after` as a unified diff that `git apply` and `patch -p1` take (GNU diffutils, "Detailed Unified"),
 * or '' where there are none. For texts that differ within lines only: as many lines before as after, in the same order, so
 * that nothing has to be searched for.
 */
export function unifiedDiff(path: string, { before, after }: { readonly before: string; readonly after: string }): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const changed = now.flatMap((line, at) => (line === old[at] ? [] : [at]));
  if (changed.length === 0) return '';
  const hunks = hunksOf(changed, now.length).map(({ from, to }) => {
    const count = to - from;
    return [`@@ -${from + 1},${count} +${from + 1},${count} @@`, ...hunkLines(old.slice(from, to), now.slice(from, to))].join('\n');
  });
  return `--- ${named(`a/${path}`)}\n+++ ${named(`b/${path}`)}\n${hunks.join('\n')}\n`;
}

/** Each with its end, so that a last line without one shows. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

interface Hunk {
  readonly from: number;
  readonly to: number;
}

function hunksOf(changed: readonly number[], lines: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const at of changed) {
    const hunk = { from: Math.max(0, at - CONTEXT), to: Math.min(lines, at + CONTEXT + 1) };
    const last = hunks.at(-1);
    if (last !== undefined && hunk.from <= last.to) hunks[hunks.length - 1] = { from: last.from, to: hunk.to };
    else hunks.push(hunk);
  }
  return hunks;
}

function hunkLines(old: readonly string[], now: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let added: string[] = [];
  for (const [at, line] of now.entries()) {
    const was = old[at] ?? '';
    if (line === was) {
      lines.push(...added, marked(' ', line));
      added = [];
    } else {
      lines.push(marked('-', was));
      added.push(marked('+', line));
    }
  }
  return [...lines, ...added];
}

function marked(mark: string, line: string): string {
  return line.endsWith('\n') ? `${mark}${line.slice(0, -1)}` : `${mark}${line}\n\\ No newline at end of file`;
}

/** A name as git writes it: quoted where a character could end it; a blank in it asks for a tab behind it. */
function named(path: string): string {
  if (/[\p{Cc}"\\]/u.test(path)) return JSON.stringify(path);
  return path.includes(' ') ? `${path}\t` : path;
}
