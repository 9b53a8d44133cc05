import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { installPacked, type PackedPackage } from './packed.ts';
import { readManifest } from './workspace.ts';

// Judges the packages as somebody would receive them: packed, unpacked elsewhere, imported and type-checked there.
const folder = mkdtempSync(join(tmpdir(), 'closeout-packed-'));
try {
  const packages = installPacked(folder);
  const complaints = (await Promise.all(packages.map(complaintsAbout))).flat();
  const entries = packages.flatMap(({ name, folder }) => Object.keys(readManifest(folder).exports ?? {}).map((path) => join(name, path)));
  complaints.push(...importable(entries), ...runnable(packages));
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  if (complaints.length > 0) process.exitCode = 1;
  else process.stdout.write(`${packages.length} packages, ${entries.length} entries: fine as packed\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function complaintsAbout({ name, tarball, folder }: PackedPackage): Promise<readonly string[]> {
  const bytes = readFileSync(tarball);
  const archive = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: archive }, strict: true });
  const surplus = globSync('**/*', { cwd: folder, exclude: ['node_modules/**'] }).filter(
    (path) => !/^(dist(\/.*)?|package\.json|README\.md|LICENSE)$/.test(path),
  );
  const missing = ['README.md', 'LICENSE'].filter((path) => globSync(path, { cwd: folder }).length === 0);
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  return [
    ...messages.map((message) => `${name}: ${formatMessage(message, pkg) ?? message.code}`),
    ...surplus.map((path) => `${name}: packs ${path}`),
    ...missing.map((path) => `${name}: lacks ${path}`),
    ...(/workspace:|@closeout\/source/.test(manifest) ? [`${name}: package.json still speaks of the workspace`] : []),
  ];
}

/** Every entry loads in plain Node and its types resolve under the strictest reading. */
function importable(entries: readonly string[]): readonly string[] {
  const statements = entries.map((entry, index) => `import * as entry${index} from '${entry}';\nentry${index} satisfies object;`);
  writeFileSync(join(folder, 'consumer.mts'), statements.join('\n'));
  const options = {
    module: 'NodeNext',
    target: 'ES2024',
    lib: ['ES2024', 'ESNext.Temporal', 'ESNext.Disposable', 'DOM'],
    types: [],
    strict: true,
    noEmit: true,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...options, skipLibCheck: false }, files: ['consumer.mts'] }),
  );
  const load = entries.map((entry) => `await import('${entry}');`).join('');
  writeFileSync(join(folder, 'consumer-run.mjs'), load);
  return [complaintOf('tsc', ['-p', folder]), complaintOf('node', ['consumer-run.mjs'])].filter((complaint) => complaint !== null);
}

/** The command starts, and tells its whole story: adapters, emulations and samples are all in what was packed. */
function runnable(packages: readonly PackedPackage[]): readonly string[] {
  return packages
    .flatMap(({ folder }) => Object.values(readManifest(folder).bin ?? {}).map((bin) => join(folder, bin)))
    .flatMap((bin) => [complaintOf('node', [bin, '--help']), complaintOf('node', [bin, 'demo'])])
    .filter((complaint) => complaint !== null);
}

function complaintOf(command: string, args: readonly string[]): string | null {
  try {
    execFileSync(command, args, { cwd: folder, stdio: 'pipe', encoding: 'utf8' });
    return null;
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error && 'stderr' in error ? `${error.stdout}${error.stderr}` : String(error);
    return `${command} ${args.join(' ')}:\n${output}`;
  }
}
