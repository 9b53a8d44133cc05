import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dayIn, type Instant } from '@closeout/core';
import { onTestFinished } from 'vitest';
import { runCli } from '../../packages/cli/src/run-cli.ts';
import type { Io } from '../../packages/cli/src/shell/io.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own, in which commands run one after the other, at a moment that stands still. */
export interface CliWorld {
  readonly folder: string;
  /** Runs the command line in this process. */
  run(...argv: readonly string[]): Promise<Ran>;
  runWith(io: Partial<Io> & { readonly typed?: string }, ...argv: readonly string[]): Promise<Ran>;
  /** The answer to `--json`. */
  json(...argv: readonly string[]): Promise<unknown>;
  write(path: string, content: string | Uint8Array): Promise<string>;
}

export function cliWorld({ now = '2026-03-31T10:00:00.000Z' }: { readonly now?: string } = {}): CliWorld {
  const folder = mkdtempSync(join(tmpdir(), 'closeout-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const instant = now as Instant;
  const runWith: CliWorld['runWith'] = async ({ typed = '', ...io }, ...argv) => {
    const written = { stdout: '', stderr: '' };
    const code = await runCli(argv, {
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
      stdin: typedBy(typed),
      env: { USER: 'ada' },
      cwd: folder,
      isTTY: { stdin: false, stdout: false, stderr: false },
      columns: 80,
      clock: { now: () => instant, today: (timeZone) => dayIn(timeZone, instant) },
      ending: new AbortController().signal,
      ...io,
    });
    return { code, ...written };
  };
  return {
    folder,
    run: (...argv) => runWith({}, ...argv),
    runWith,
    json: async (...argv) => JSON.parse((await runWith({}, '--json', ...argv)).stdout),
    write: async (path, content) => {
      const place = join(folder, path);
      await mkdir(dirname(place), { recursive: true });
      writeFileSync(place, content);
      return place;
    },
  };
}

async function* typedBy(text: string): AsyncIterable<string> {
  if (text !== '') yield text;
}

/** A short postmortem with an action item of each sort that matters here. */
export const POSTMORTEM = `# Checkout was down

Start: 2026-03-02 09:00 UTC
End: 2026-03-02 10:30 UTC

## Action items

- Add an alert on the depth of the payment queue
- Rehearse the failover every quarter
- Rotate the credentials of the old gateway (owner: ada)
- Train the on-call team regularly
`;
