import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { annotation } from '../../packages/cli/src/shell/lint-annotations.ts';
import { fc } from '../support/property.ts';
import { cliWorld } from './cli-world.ts';

const HASTY = `# Search was slow

Between 2026-03-02 14:00 UTC and 2026-03-02 16:00 UTC every search took longer than ten seconds.

## Timeline

- 14:00 UTC: the outage began
- 16:00 UTC: service restored

## Root cause

An index was gone.

## Action items

- Improve monitoring
- Recreate the index (owner: maria)
`;
const SOUND = HASTY.replace('Improve monitoring', 'Add an alert on slow queries by 2099-05-01 (owner: jon)').replace(
  'index (',
  'index by 2099-05-01 (',
);

describe('lint', () => {
  test('says by document what to mend, where, why, and what to write, within 80 columns', async () => {
    const world = cliWorld();
    await world.write('docs/search.md', HASTY);
    const ran = await world.run('lint', 'docs');
    expect(ran).toEqual({
      code: 0,
      stderr: '',
      stdout: `docs/search.md:16  error    nobody owns “Improve monitoring”  (owner-missing)
docs/search.md:16  warning  no day is named for “Improve monitoring”
    (due-date-missing)
docs/search.md:16  warning  nobody can tell when “improve” is done: “Improve
    monitoring”  (bound-missing)
docs/search.md:17  warning  no day is named for “Recreate the index”
    (due-date-missing)

owner-missing
    What everybody should do, nobody does. To mend it, write who sees to it
    behind the item: (owner: maria).
due-date-missing
    Without a day nothing is ever late; closeout will pick one by the due
    policy. To mend it, write the day behind the item: by 2026-03-31.
bound-missing
    There is always more to improve; a promise without an end is never kept. To
    mend it, say how one can tell that it is done: a number, a thing that exists
    then, a decision written down.

1 error, 3 warnings in 1 document.
`,
    });
  });

  test('needs no database and no configuration, and leaves neither behind', async () => {
    const world = cliWorld();
    await world.write('a.md', SOUND);
    expect(await world.run('lint', 'a.md')).toEqual({ code: 0, stderr: '', stdout: 'Nothing to mend in 1 document.\n' });
    expect((await world.run('list')).code).toBe(78);
  });

  test('--exit-code ends with 2 for an error, never for a warning', async () => {
    const world = cliWorld();
    await world.write('bad.md', HASTY);
    await world.write('good.md', SOUND);
    expect((await world.run('lint', '--exit-code', 'bad.md', 'good.md')).code).toBe(2);
    expect((await world.run('lint', '--exit-code', 'good.md')).code).toBe(0);
    const warned = await world.run('lint', '--exit-code', '--disable', 'owner-missing', 'bad.md');
    expect(warned).toMatchObject({ code: 0, stdout: expect.stringMatching(/3 warnings in 1 document\.\n$/) });
  });

  test('takes folders, patterns and standard input, each document once', async () => {
    const world = cliWorld();
    await world.write('docs/bad.md', HASTY);
    await world.write('docs/good.md', SOUND);
    expect(await world.json('lint', 'docs', 'docs/*.md', 'docs/good.md')).toMatchObject({
      documents: [{ path: 'docs/bad.md' }, { path: 'docs/good.md', findings: [] }],
    });
    const piped = await world.runWith({ typed: HASTY }, 'lint', '-');
    expect(piped.stdout).toMatch(/^standard input:16 +error +nobody owns/);
  });

  test('as JSON it is one versioned document, by --json as by --format json', async () => {
    const world = cliWorld();
    await world.write('bad.md', HASTY);
    const [owner] = ((await world.json('lint', 'bad.md')) as { documents: [{ findings: unknown[] }] }).documents[0].findings;
    expect(owner).toEqual({
      code: 'owner-missing',
      severity: 'error',
      line: 16,
      message: 'nobody owns “Improve monitoring”',
      remedy: 'write who sees to it behind the item: (owner: maria)',
    });
    expect(await world.json('lint', 'bad.md')).toMatchObject({ version: 1, counts: { error: 1, warning: 3, note: 0 }, failed: [] });
    expect((await world.run('lint', '--format', 'json', 'bad.md')).stdout).toBe((await world.run('--json', 'lint', 'bad.md')).stdout);
  });

  test('for GitHub it writes annotations, errors first, with files as they stand in the checkout', async () => {
    const world = cliWorld();
    await world.write('docs/a, b: c.md', HASTY.replace('Improve monitoring', 'Improve monitoring to 100%'));
    const inside = { cwd: join(world.folder, 'docs'), env: { GITHUB_WORKSPACE: world.folder } };
    const { stdout } = await world.runWith(inside, 'lint', '--format', 'github', '.');
    const [first, second, , summary] = stdout.split('\n');
    expect(first).toBe(
      '::error file=docs/a%2C b%3A c.md,line=16,title=owner-missing::nobody owns “Improve monitoring to 100%25”' +
        '%0ATo mend it, write who sees to it behind the item: (owner: maria).',
    );
    expect(second).toMatch(/^::warning file=docs\/a%2C b%3A c\.md,line=16,title=due-date-missing::/);
    expect(summary).toBe('1 error, 2 warnings in 1 document.');
  });

  test('knows the people of a configuration', async () => {
    const world = cliWorld();
    await world.write('docs/search.md', SOUND);
    await world.write('closeout.config.json', JSON.stringify({ people: { mario: {}, jon: {} } }));
    const ran = await world.runWith({ cwd: join(world.folder, 'docs') }, 'lint', 'search.md');
    expect(ran.stdout).toMatch(
      /^search\.md:17 +warning +nobody in people is called “maria”; did you\s+mean\s+“mario”\? +\(owner-unknown\)\n/,
    );
  });

  test('goes by the day that --today names', async () => {
    const world = cliWorld();
    await world.write('search.md', SOUND);
    expect((await world.run('lint', '--today', '2099-05-02', 'search.md')).stdout).toMatch(/2 warnings in 1 document/);
    expect((await world.run('lint', '--today', '2026-02-02', 'search.md')).stdout).toMatch(/starts-in-future/);
  });

  test('names what cannot be read as import does, looks at the rest, and fails', async () => {
    const world = cliWorld();
    await world.write('good.md', SOUND);
    await world.write('zero.md', '');
    const ran = await world.run('lint', '--exit-code', 'zero.md', 'good.md', 'nowhere.md');
    expect(ran).toMatchObject({ code: 1, stdout: 'Nothing to mend in 1 document.\n' });
    expect(ran.stderr).toBe(
      (await world.run('import', '--dry-run', 'zero.md', 'good.md', 'nowhere.md')).stderr.replace(/^A dry run.*\n/m, ''),
    );
    for (const path of ['nowhere.md', 'zero.md', 'nothing/*.md', '-']) {
      const [linted, imported] = [await world.run('lint', path), await world.run('import', '--dry-run', path)];
      expect(linted).toEqual({ code: imported.code, stdout: '', stderr: imported.stderr });
    }
  });

  test('a slip in the name of a rule is answered with the right one', async () => {
    const world = cliWorld();
    await world.write('a.md', SOUND);
    const ran = await world.run('lint', '--disable', 'owner-mising', 'a.md');
    expect(ran).toEqual({ code: 64, stdout: '', stderr: 'closeout: there is no rule "owner-mising"\n  did you mean owner-missing?\n' });
    expect((await world.run('lint')).stderr).toMatch(/missing required argument 'path'/);
    expect((await world.run('lint', '--format', 'xml', 'a.md')).code).toBe(64);
  });

  test('--help lists every rule and what ends with 2', async () => {
    const { stdout } = await cliWorld().run('lint', '--help');
    expect(stdout).toMatch(/end with 2 when there is an error; warnings and notes never\s+fail/);
    expect(stdout).toMatch(/\n {2}owner-missing +error +a name behind every promise\n/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('what a document says cannot move the cursor of whoever reads about it', async () => {
    const world = cliWorld();
    await world.write('a.md', `${SOUND}- Improve \u001b[31mmonitoring\u202e\n`);
    for (const format of ['text', 'github', 'json']) {
      expect((await world.run('lint', '--format', format, 'a.md')).stdout).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u);
    }
  });
});

/** Reads a workflow command as the runner of GitHub Actions does. */
function commandIn(line: string) {
  const [, command = '', properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  const unescaped = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const pairs = properties.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [
      pair.slice(0, at),
      unescaped(pair.slice(at + 1))
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
        .replaceAll('%25', '%'),
    ] as const;
  });
  return { command, properties: Object.fromEntries(pairs), data: unescaped(data).replaceAll('%25', '%') };
}

test('an annotation is one line, and the runner reads from it what was found', () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom(...'%:,\r\n=%25%0A::', '::error::'), fc.string({ unit: 'grapheme' })))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, text, fc.nat({ max: 9_999 }), (file, message, remedy, line) => {
      const written = annotation(file, { code: 'owner-missing', severity: 'note', line: line + 1, message, remedy });
      expect(written).not.toMatch(/[\r\n]/);
      expect(commandIn(written)).toEqual({
        command: 'notice',
        properties: { file, line: String(line + 1), title: 'owner-missing' },
        data: `${message}\nTo mend it, ${remedy}.`,
      });
    }),
  );
});

describe('the example workflow', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const workflow = readFileSync(join(root, 'examples/postmortem-lint.yml'), 'utf8');
  const script = /run: \|\n([\s\S]*)$/.exec(workflow)?.[1] ?? '';

  test('fails a pull request with a hasty postmortem, says where, and looks at nothing else', async () => {
    const world = cliWorld();
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-C', world.folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args]);
    const main = join(root, 'packages/cli/src/main.ts');
    const npx = await world.write(
      '.bin/npx',
      `#!/bin/sh\nshift 2\nexec "${process.execPath}" --conditions=@closeout/source "${main}" "$@"\n`,
    );
    await chmod(npx, 0o755);
    const env = { ...process.env, PATH: `${dirname(npx)}${delimiter}${process.env.PATH}`, GITHUB_WORKSPACE: world.folder };
    const run = () => spawnSync('bash', ['-eo', 'pipefail', '-c', script], { cwd: world.folder, env, encoding: 'utf8' });
    const commit = (message: string) => [git('add', 'postmortems', 'notes.md'), git('commit', '-qm', message)];

    git('init', '-q');
    await world.write('postmortems/old.md', HASTY);
    await world.write('notes.md', HASTY);
    commit('old');
    await world.write('postmortems/2026/search is slow.md', HASTY);
    await world.write('notes.md', `${HASTY}\n`);
    commit('hasty');
    const failed = run();
    expect(failed.stdout.split('\n').map((line) => line.split('::')[1] ?? line)).toEqual([
      'error file=postmortems/2026/search is slow.md,line=16,title=owner-missing',
      'warning file=postmortems/2026/search is slow.md,line=16,title=due-date-missing',
      'warning file=postmortems/2026/search is slow.md,line=16,title=bound-missing',
      'warning file=postmortems/2026/search is slow.md,line=17,title=due-date-missing',
      '1 error, 3 warnings in 1 document.',
      '',
    ]);
    expect(failed.status).not.toBe(0);

    await world.write('postmortems/2026/search is slow.md', SOUND);
    commit('sound');
    expect(run()).toMatchObject({ status: 0, stdout: 'Nothing to mend in 1 document.\n', stderr: '' });
  });
});
