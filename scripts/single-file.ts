import { basename } from 'node:path';
import { type BuildResult, transform } from 'esbuild';

/** A bundle that esbuild split at its dynamic imports, kept in memory. */
export type SplitBundle = BuildResult<{ write: false; metafile: true }>;

/** What `import.meta.url` has to be called in the chunks: only the file as a whole has one. */
export const BUNDLE_URL = 'bundleUrl';

/**
 * One file from the chunks of a split bundle: each becomes a function that runs when it is first asked for. Left to
 * itself, esbuild puts the functions of all modules side by side in one file, and every start creates them all.
 *
 * `entry` is the output that starts; `warm` says which entry points most starts need. Their code is in parentheses,
 * which tells V8 to compile it with the file, so that it comes out of the compile cache; the rest is compiled when used.
 */
export async function singleFile(bundle: SplitBundle, { entry, warm }: { readonly entry: string; readonly warm: RegExp }): Promise<string> {
  const outputs = new Map(Object.entries(bundle.metafile.outputs).map(([path, output]) => [basename(path), output]));
  const warmest = [...outputs].filter(([name, { entryPoint }]) => name === entry || warm.test(entryPoint ?? '')).map(([name]) => name);
  const hot = staticClosure(warmest, (name) =>
    (outputs.get(name)?.imports ?? []).filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path)),
  );
  const members = bundle.outputFiles.map(async ({ path, text }) => {
    const name = basename(path);
    const body = await functionBody(text, [...outputs.keys()]);
    return `${JSON.stringify(`./${name}`)}:${hot.has(name) ? `(function(module,require){${body}})` : `function(module,require){${body}}`}`;
  });
  return `${LOADER}const chunks={${(await Promise.all(members)).join(',\n')}};\nload(${JSON.stringify(`./${entry}`)});\n`;
}

/** A chunk in CommonJS form, where another chunk is `require`d at once or `later`. */
async function functionBody(chunk: string, names: readonly string[]): Promise<string> {
  const { code } = await transform(chunk, { format: 'cjs', platform: 'node', target: 'node24', minify: true });
  return names.reduce((body, name) => body.replaceAll(`import("./${name}")`, `later("./${name}")`), code);
}

function staticClosure(roots: readonly string[], importsOf: (name: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...importsOf(name));
  }
  return seen;
}

const LOADER = `const ${BUNDLE_URL}=import.meta.url,loaded=new Map();
function load(name){let module=loaded.get(name);if(!module){module={exports:{}};loaded.set(name,module);chunks[name](module,load)}return module.exports}
async function later(name){return load(name)}
`;
