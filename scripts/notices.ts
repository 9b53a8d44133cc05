import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './workspace.ts';

/** The licences of all packages that `inputs` (paths from the root) come from: they ask to be passed on with the code. */
export function notices(inputs: Iterable<string>): string {
  const folders = new Set([...inputs].flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []));
  const parts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Record<string, string>;
    const [file] = globSync('{licen[cs]e,LICEN[CS]E,Licen[cs]e,COPYING}*', { cwd: join(ROOT, folder) });
    const text = file === undefined ? `Licensed under ${license}.` : readFileSync(join(ROOT, folder, file), 'utf8').trim();
    return { title: `${name} ${version}`, text };
  });
  const sorted = parts.sort((a, b) => (a.title < b.title ? -1 : 1));
  return `dist/main.js contains code of these packages.\n${sorted.map(({ title, text }) => `\n${'-'.repeat(80)}\n${title}\n\n${text}\n`).join('')}`;
}
