import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Document {
  /** From the root of the workspace. */
  readonly path: string;
  readonly text: string;
}

/** The Markdown that people read; samples and fixtures are data, not documents. */
export function documents(): readonly Document[] {
  return execFileSync('git', ['ls-files', '-z', '*.md'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((path) => /^([A-Z-]+\.md|(docs|examples)\/[^/]+\.md|packages\/[^/]+\/[A-Z]+\.md)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Code blocks that claim to be a file: `<!-- file: examples/x.ts -->` on the line before the fence. */
export function quotedFiles(text: string): readonly { readonly file: string; readonly code: string }[] {
  return [...text.matchAll(/<!-- file: (\S+) -->\n```\w+\n(.*?)```/gs)].map(([, file = '', code = '']) => ({ file, code }));
}

/** Targets of links to files of the repository, without their fragment. */
export function relativeLinks(text: string): readonly string[] {
  const prose = text.replaceAll(/```.*?```/gs, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

/** The words after `closeout` in code, as far as they are commands: `report weekly`, `overdue`. */
export function mentionedCommands(text: string): readonly string[] {
  const code = [...text.matchAll(/```(?:sh|console)\n(.*?)```|`([^`\n]+)`/gs)].map(([, block, inline]) => block ?? inline ?? '');
  const found = code.flatMap((part) =>
    [...part.matchAll(/(?:^|\s)closeout((?: [a-z]+(?:-[a-z]+)*)+)/gm)].map(([, words = '']) => words.trim()),
  );
  return [...new Set(found)];
}
