import { build, type Plugin } from 'esbuild';

const NAMESPACE = 'own-copy';

export interface OwnCopiesOptions {
  readonly filter: RegExp;
  /** For the copies. */
  readonly plugins: readonly Plugin[];
  /** The paths of all files that go into a copy are added here. */
  readonly inputs: Set<string>;
}

/**
 * Gives what `filter` matches its own copy of what it depends on. jira.js wants all of zod, with its fifty languages;
 * shared, it would be evaluated at every start, because the configuration wants a little of zod, too.
 */
export function ownCopies({ filter, plugins, inputs }: OwnCopiesOptions): Plugin {
  return {
    name: 'own-copies',
    setup(outer) {
      outer.onResolve({ filter }, ({ path, resolveDir }) => ({ path, namespace: NAMESPACE, pluginData: resolveDir, sideEffects: false }));
      outer.onLoad(
        { filter: /./, namespace: NAMESPACE },
        async ({ path, pluginData: resolveDir }: { path: string; pluginData: string }) => {
          const { outputFiles, metafile } = await build({
            absWorkingDir: outer.initialOptions.absWorkingDir ?? resolveDir,
            stdin: { contents: `export * from ${JSON.stringify(path)};`, resolveDir },
            bundle: true,
            write: false,
            metafile: true,
            format: 'esm',
            platform: 'node',
            target: 'node24',
            plugins: [...plugins],
          });
          for (const input of Object.keys(metafile.inputs)) inputs.add(input);
          return { contents: outputFiles[0]?.text ?? '', loader: 'js' };
        },
      );
    },
  };
}
