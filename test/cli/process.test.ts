import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

// What only a real process can show; everything else runs in the process of the test.
const MAIN = ['--conditions=@closeout/source', resolve('packages/cli/src/main.ts')];
const execute = promisify(execFile);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'closeout-process-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('a process ends with the code of its command and prints where it should', async () => {
  const cwd = folder();
  await execute(process.execPath, [...MAIN, 'init'], { cwd });
  await execute(process.execPath, [...MAIN, 'add', 'Mend the gate', '--due', '2026-01-10', '--today', '2026-01-01'], { cwd });
  const late = await execute(process.execPath, [...MAIN, 'overdue', '--exit-code'], { cwd }).catch((error: unknown) => error);
  expect(late).toMatchObject({ code: 2, stdout: expect.stringMatching(/AI-1 +Mend the gate/), stderr: '' });
  const wrong = await execute(process.execPath, [...MAIN, 'nonsense'], { cwd }).catch((error: unknown) => error);
  expect(wrong).toMatchObject({ code: 64, stdout: '', stderr: expect.stringMatching(/^closeout: unknown command 'nonsense'/) });
});

test('serve ends in order when it is asked to', async () => {
  const cwd = folder();
  await execute(process.execPath, [...MAIN, 'init'], { cwd });
  const server = spawn(process.execPath, [...MAIN, 'serve'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  server.stderr.setEncoding('utf8');
  let told = '';
  for await (const text of server.stderr) {
    told += text;
    if (told.includes('Serving') && !server.killed) server.kill('SIGTERM');
  }
  if (server.exitCode === null) await once(server, 'exit');
  expect({ code: server.exitCode, told }).toEqual({
    code: 0,
    told: expect.stringMatching(/^Serving sync, report in UTC\.\nEnded in order\.\n$/),
  });
});
