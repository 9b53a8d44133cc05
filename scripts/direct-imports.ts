import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const IMPORT = /import \{([^}]*)\} from '@closeout\/core';/g;
const EXPORT = /export (?:type )?\{([^}]*)\} from '([^']*)';/g;

/**
 * Lets our packages import from the module of core that has the thing instead of from its index: an index ties everything
 * it lists together, and a start would evaluate the postmortem reader in order to print a date.
 */
export function directImports(coreSource: string): Plugin {
  const places = new Map<string, string>();
  for (const [, names = '', file = ''] of readFileSync(join(coreSource, 'index.ts'), 'utf8').matchAll(EXPORT)) {
    for (const name of namesIn(names)) places.set(name, join(coreSource, file));
  }
  return {
    name: 'direct-imports',
    setup(build) {
      build.onLoad({ filter: /[\\/]packages[\\/][^\\/]+[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
        loader: 'ts',
        contents: readFileSync(path, 'utf8').replaceAll(IMPORT, (_, names: string) => imports(names, places)),
      }));
    },
  };
}

function imports(names: string, places: ReadonlyMap<string, string>): string {
  const values = namesIn(names).filter((name) => !name.startsWith('type '));
  const lines = values.map((name) => {
    const place = places.get(name.split(' as ')[0] ?? name);
    if (place === undefined) throw new Error(`the index of core does not export ${name}`);
    return `import { ${name} } from ${JSON.stringify(place)};`;
  });
  return lines.join(' ');
}

/** `a, type B, c as d` → each by itself; a type that is exported keeps its bare name. */
function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
