import { builtinModules, createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'lazy-builtin';
const load = createRequire(import.meta.url);

/**
 * Loads a module of Node when one of its functions is first called. An `import` at the top of a bundle loads it at every
 * start, needed or not, and calls each of its getters besides; `node:crypto` alone then costs a third of an empty start.
 */
export function lazyBuiltins(): Plugin {
  return {
    name: 'lazy-builtins',
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path }) => {
        const name = path.replace(/^node:/, '');
        if (!path.startsWith('node:') && !builtinModules.includes(name)) return null;
        return { path: `node:${name}`, namespace: NAMESPACE, sideEffects: false };
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({ contents: forwarding(path), loader: 'js' }));
    },
  };
}

/** A module with the exports of the builtin `name`: functions that forward, and the rest fetched at once if it is used. */
function forwarding(name: string): string {
  const builtin: Readonly<Record<string, unknown>> = load(name);
  const fetched = `process.getBuiltinModule(${JSON.stringify(name)})`;
  const names = Object.keys(builtin).filter((key) => /^[A-Za-z]\w*$/.test(key) && key !== 'default');
  const exported = names.map((key) => {
    const isPlainFunction = typeof builtin[key] === 'function' && /^[a-z]/.test(key);
    const value = isPlainFunction ? `(...args) => ${fetched}.${key}(...args)` : `/* @__PURE__ */ (() => ${fetched}.${key})()`;
    return `const lazy_${key} = ${value};\nexport { lazy_${key} as ${key} };`;
  });
  // Whoever imports the whole module by default reads its members when needed; `process` is there in any case.
  const whole = name === 'node:process' ? 'process' : `/* @__PURE__ */ new Proxy({}, { get: (_, key) => ${fetched}[key] })`;
  return `${exported.join('\n')}\nexport default ${whole};\n`;
}
