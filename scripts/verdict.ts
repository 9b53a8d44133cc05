import { readFileSync } from 'node:fs';

/** What Vitest's JSON reporter says, as far as it matters here. */
interface TestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

// Usage: verdict.ts <result of the test runner> <its exit code> <exit code of the check> <exit code of test:api>
const NOT_RUN = '69';
const [path, testsExit, checkExit, apiExit] = process.argv.slice(2);
const result = resultIn(path ?? '');
// A file that cannot even be loaded has no failed test in it.
const brokenFiles = result.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length;
const failedTests = result.numFailedTests + brokenFiles;
const isRun = apiExit !== NOT_RUN;
// The runner failed for another reason: an error outside of any test, or no result at all.
const failed =
  (failedTests === 0 && testsExit !== '0' ? 1 : failedTests) + (checkExit === '0' ? 0 : 1) + (isRun && apiExit !== '0' ? 1 : 0);
const skipped = result.numPendingTests + result.numTodoTests + (isRun ? 0 : 1);

if (!isRun) process.stdout.write("test:api was not run: GitHub's description cannot be brought here\n");
else if (apiExit !== '0') process.stdout.write('test:api failed\n');
if (checkExit !== '0') process.stdout.write('check failed\n');
process.stdout.write(`${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed === 0 ? 0 : 1;

function resultIn(file: string): TestResult {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestResult;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}
