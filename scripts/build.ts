import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PUBLISHED, packageFolder, ROOT } from './workspace.ts';

for (const name of PUBLISHED) {
  rmSync(join(packageFolder(name), 'dist'), { recursive: true, force: true });
  execFileSync('tsc', ['-p', join(packageFolder(name), 'tsconfig.build.json')], { cwd: ROOT, stdio: 'inherit' });
}

// The command line: everything it needs in one file, adapters included, each evaluated when a command needs it.
// `emulate` stays outside: only the demo wants it, and it is larger than all of this.
const cli = packageFolder('cli');
const result = await build({
  absWorkingDir: ROOT,
  entryPoints: [join(cli, 'src/main.ts')],
  outfile: join(cli, 'dist/main.js'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  conditions: ['@closeout/source'],
  external: ['emulate'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: process.argv.includes('--metafile'),
  logLevel: 'warning',
});
await build({ entryPoints: [join(cli, 'src/closeout.ts')], outfile: join(cli, 'dist/closeout.js'), format: 'esm', target: 'node24' });
chmodSync(join(cli, 'dist/closeout.js'), 0o755);

for (const [file, output] of Object.entries(result.metafile?.outputs ?? {})) {
  process.stdout.write(`${file}: ${output.bytes} bytes\n`);
  const shares = Map.groupBy(Object.entries(output.inputs), ([input]) => /\.pnpm\/([^/]+)/.exec(input)?.[1] ?? input.split('/src/')[0]);
  const bytes = [...shares].map(([name, inputs]) => ({ name, bytes: inputs.reduce((sum, [, input]) => sum + input.bytesInOutput, 0) }));
  for (const share of bytes.sort((a, b) => b.bytes - a.bytes)) process.stdout.write(`${String(share.bytes).padStart(9)}  ${share.name}\n`);
}
