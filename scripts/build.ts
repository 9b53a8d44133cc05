import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { directImports } from './direct-imports.ts';
import { lazyBuiltins } from './lazy-builtins.ts';
import { notices } from './notices.ts';
import { ownCopies } from './own-copies.ts';
import { BUNDLE_URL, type SplitBundle, singleFile } from './single-file.ts';
import { PUBLISHED, packageFolder, ROOT } from './workspace.ts';

for (const name of PUBLISHED) {
  rmSync(join(packageFolder(name), 'dist'), { recursive: true, force: true });
  const { status } = spawnSync('tsc', ['-p', join(packageFolder(name), 'tsconfig.build.json')], { cwd: ROOT, stdio: 'inherit' });
  // What is wrong has been printed.
  if (status !== 0) process.exit(1);
}

// The command line: everything it needs in one file, adapters included, each evaluated when a command needs it.
// `emulate` stays outside: only the demo wants it, and it is larger than all of this.
const cli = packageFolder('cli');
const inputs = new Set<string>();
const bundle = await build({
  absWorkingDir: ROOT,
  entryPoints: [join(cli, 'src/main.ts')],
  outdir: join(cli, 'dist'),
  bundle: true,
  splitting: true,
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  conditions: ['@closeout/source'],
  external: ['emulate'],
  define: { 'import.meta.url': BUNDLE_URL },
  plugins: [
    directImports(join(packageFolder('core'), 'src')),
    ownCopies({ filter: /^jira\.js($|\/)/, plugins: [lazyBuiltins()], inputs }),
    lazyBuiltins(),
  ],
  legalComments: 'none',
  logLevel: 'warning',
});
const warm = /commands\/(overdue|list|show)\.ts$|core\/src\/sqlite\.ts$/;
writeFileSync(join(cli, 'dist/main.js'), await singleFile(bundle, { entry: 'main.js', warm }));
await build({ entryPoints: [join(cli, 'src/closeout.ts')], outfile: join(cli, 'dist/closeout.js'), format: 'esm', target: 'node24' });
chmodSync(join(cli, 'dist/closeout.js'), 0o755);
writeFileSync(join(cli, 'dist/NOTICES.txt'), notices([...inputs, ...Object.keys(bundle.metafile.inputs)]));
cpSync(join(ROOT, 'examples/postmortems'), join(cli, 'dist/samples'), { recursive: true });
if (process.argv.includes('--shares')) printShares(bundle);

/** Which package has how much of the bundle, before it is minified. */
function printShares({ metafile }: SplitBundle): void {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const shares = Map.groupBy(inputs, ([input]) => /\.pnpm\/([^/]+)/.exec(input)?.[1] ?? input.split('/src/')[0]);
  const bytes = [...shares].map(([name, parts]) => ({ name, bytes: parts.reduce((sum, [, part]) => sum + part.bytesInOutput, 0) }));
  for (const share of bytes.sort((a, b) => b.bytes - a.bytes)) process.stdout.write(`${String(share.bytes).padStart(9)}  ${share.name}\n`);
}
