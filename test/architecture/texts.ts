import type { Violation } from './rules.ts';

/** Folders that exist on one machine only. Written apart, so that this file does not break its own rule. */
const MACHINE_FOLDERS = ['work', 'root', 'Users', 'home'].map((name) => `/${name}/`);

const SILENCED = [/biome-ignore/, /@ts-(ignore|nocheck)/, /\bas unknown as\b/, /(\/\/|^\s*\*|\/\*\*?)\s*(TO|FIX)(DO|ME)\b/];

/** Nothing in the repository names a place on somebody's machine or a package registry. */
export function machinePaths(texts: readonly { readonly path: string; readonly text: string }[]): readonly Violation[] {
  return texts.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const hit = MACHINE_FOLDERS.find((folder) => new RegExp(`(^|[\\s"'\`(=:])${folder}[a-z]`).test(line));
      const registry = /registry\.npmjs\.org|127\.0\.0\.1:4873/.test(line) && 'a registry';
      return hit || registry ? [`${path}:${index + 1}: ${hit ?? registry}`] : [];
    }),
  );
}

/** A check that complains is answered, not silenced. */
export function silencedChecks(texts: readonly { readonly path: string; readonly text: string }[]): readonly Violation[] {
  return texts
    .filter(({ path }) => path.endsWith('.ts') && !path.startsWith('test/architecture/'))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (SILENCED.some((pattern) => pattern.test(line)) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
}
