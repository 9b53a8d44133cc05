/**
 * Whether importing takes the same memory for many documents as for few: the most that a run of the command line from source ever
 * held, as the system saw it. `--dry-run --json` prints each document and forgets it; an import plans all of them at once, since
 * a document that was renamed is recognised only beside the others, and so it keeps what each says, though not its text.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { variedTexts } from './document-shapes.ts';
import { type Figure, printFigures } from './figure.ts';

const FEW = 1_000;
const MANY = 10_000;
const RUNS = [
  { name: 'import --dry-run --json', args: ['import', 'documents', '--dry-run', '--json'], aim: 1.2 },
  { name: 'import', args: ['import', 'documents', '--quiet'], aim: 2 },
  { name: 'import of the same again', args: ['import', 'documents', '--quiet'], aim: 2 },
] as const;

const PROGRAM = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
const TELL_PEAK = `data:text/javascript,process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'))`;

/** In kilobytes, for each run. */
function peaks(documents: number): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'closeout-memory-'));
  try {
    mkdirSync(join(folder, 'documents'));
    let index = 0;
    for (const text of variedTexts(documents)) writeFileSync(join(folder, 'documents', `${index++}.md`), text);
    peakOf(folder, ['init']);
    return RUNS.map(({ args }) => peakOf(folder, args));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function peakOf(cwd: string, args: readonly string[]): number {
  const node = ['--conditions=@closeout/source', '--import', TELL_PEAK, PROGRAM, ...args];
  const { status, stderr } = spawnSync(process.execPath, node, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  const peak = Number(/peak (\d+)/.exec(stderr)?.[1]);
  if (status !== 0 || Number.isNaN(peak)) throw new Error(`closeout ${args.join(' ')} ended with ${status}: ${stderr}`);
  return peak;
}

const [few, many] = [peaks(FEW), peaks(MANY)];
printFigures(
  `Memory of a run at its peak, ${MANY.toLocaleString('en')} documents : ${FEW.toLocaleString('en')}, from source`,
  RUNS.map(({ name, aim }, at): Figure => {
    const [less, more] = [few[at] ?? 0, many[at] ?? 0];
    const each = ((more - less) / (MANY - FEW)).toFixed(0);
    return { name, ratio: more / less, aim, made: `${(more / 1e3).toFixed(0)} MB : ${(less / 1e3).toFixed(0)} MB, ${each} kB a document` };
  }),
);
