import { build, type Plugin } from 'esbuild';

const NAMESPACE = 'own-copy';

/**
 * Gives what `filter` matches its own copy of what it depends on. jira.js wants all of zod, with its fifty languages;
 * shared, it would be evaluated at every start, because the configuration wants a little of zod, too.
 */
export function ownCopies(filter: RegExp, plugins: readonly Plugin[]): Plugin {
  return {
    name: 'own-copies',
    setup(outer) {
      outer.onResolve({ filter }, ({ path, resolveDir }) => ({ path, namespace: NAMESPACE, pluginData: resolveDir, sideEffects: false }));
      outer.onLoad(
        { filter: /./, namespace: NAMESPACE },
        async ({ path, pluginData: resolveDir }: { path: string; pluginData: string }) => {
          const { outputFiles } = await build({
            stdin: { contents: `export * from ${JSON.stringify(path)};`, resolveDir },
            bundle: true,
            write: false,
            format: 'esm',
            platform: 'node',
            target: 'node24',
            plugins: [...plugins],
          });
          return { contents: outputFiles[0]?.text ?? '', loader: 'js' };
        },
      );
    },
  };
}
