import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('runs as a process of its own that says where it listens, until it is told to end', async () => {
  const main = fileURLToPath(new URL('../../packages/jira-emulation/src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, '--port', '0', '--lag', '2000', '--project', 'PLAT'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
  const { url, token } = JSON.parse(said);
  const answer = await fetch(`${url}/rest/api/3/project/PLAT`, { headers: { Authorization: `Bearer ${token}` } });
  expect(await answer.json()).toMatchObject({ key: 'PLAT' });
  child.kill();
  expect(await new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))).toBe('SIGTERM');
});
