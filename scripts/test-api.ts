import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKED, DESCRIPTION } from '../test/support/api-description.ts';
import { githubDescription, NotBrought } from './github-description.ts';
import { ROOT } from './workspace.ts';

// Runs the end-to-end tests of GitHub again, each request and answer checked against GitHub's own description. Ends with 69
// (EX_UNAVAILABLE) when the description cannot be had: the tests themselves need no network.
const NOT_RUN = 69;
const TESTS = [
  'test/sync-github',
  'test/flow/requests.test.ts',
  'test/flow/whole-path.test.ts',
  'test/flow/pace.test.ts',
  'test/cli/mirrors.test.ts',
  'test/cli/drift.test.ts',
];

process.exitCode = run();

function run(): number {
  let description: string;
  try {
    description = githubDescription();
  } catch (error) {
    if (!(error instanceof NotBrought)) throw error;
    process.stdout.write(`test:api was not run: ${error.message}. It needs npm's registry once; after that the description is kept.\n`);
    return NOT_RUN;
  }
  const folder = mkdtempSync(join(tmpdir(), 'closeout-test-api-'));
  try {
    const checked = join(folder, 'checked');
    const env = { ...process.env, [DESCRIPTION]: description, [CHECKED]: checked };
    const { status } = spawnSync('vitest', ['run', ...TESTS], { cwd: ROOT, env, stdio: 'inherit' });
    if (status !== 0) return 1;
    const operations = existsSync(checked) ? readFileSync(checked, 'utf8').trim().split('\n') : [];
    process.stdout.write(
      `${operations.length} requests and their answers are as GitHub describes them, of ${new Set(operations).size} operations\n`,
    );
    // A check that checks nothing has failed.
    return operations.length === 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
