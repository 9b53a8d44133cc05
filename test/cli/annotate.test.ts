import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceText } from '../../packages/cli/src/shell/replace-text.ts';
import { unifiedDiff } from '../../packages/cli/src/shell/unified-diff.ts';
import { type CliWorld, cliWorld, POSTMORTEM } from './cli-world.ts';

const TASKS =
  '# Checkout was down\r\n\r\n## Action items\r\n\r\n- [ ] Add an alert on the queue  \r\n- [ ] Rotate the keys\r\n- Write a runbook';

async function withDocument(text: string | Uint8Array = TASKS, path = 'docs/a.md'): Promise<CliWorld> {
  const world = cliWorld();
  await world.write(path, text);
  await world.run('init');
  await world.run('import', path, '--accept');
  return world;
}

function bytesOf(world: CliWorld, path = 'docs/a.md'): Buffer {
  return readFileSync(join(world.folder, path));
}

/** The document with each uid as a row of dots. */
function textOf(world: CliWorld, path = 'docs/a.md'): string {
  return bytesOf(world, path)
    .toString('utf8')
    .replace(/(?<=closeout:)[0-9a-f-]{36}/g, '…');
}

describe('annotate', () => {
  test('writes how the items stand, and nothing new is imported afterwards', async () => {
    const world = await withDocument();
    expect(await world.run('annotate', 'docs')).toEqual({
      code: 0,
      stdout: 'docs/a.md: 3 of 3 items written\n1 document: 1 written.\n',
      stderr: '',
    });
    expect(textOf(world)).toBe(
      [
        '# Checkout was down\r\n\r\n## Action items\r\n',
        '- [ ] Add an alert on the queue <!-- closeout:… --> (AI-1 · open · due 2026-04-30) <!-- /closeout -->  ',
        '- [ ] Rotate the keys <!-- closeout:… --> (AI-2 · open · due 2026-04-30) <!-- /closeout -->',
        '- Write a runbook <!-- closeout:… --> (AI-3 · open · due 2026-04-30) <!-- /closeout -->',
      ].join('\r\n'),
    );
    const written = bytesOf(world);
    expect((await world.run('import', 'docs')).stdout).toBe('1 document read, nothing new: 3 items are as they were.\n');
    expect((await world.run('annotate', 'docs')).stdout).toBe('1 document: 1 up to date.\n');
    expect(bytesOf(world)).toEqual(written);
  });

  test('what is done in closeout is ticked off in the document; reopened, it is not ticked off again by an import', async () => {
    const world = await withDocument();
    await world.run('annotate', 'docs');
    await world.run('done', 'AI-1');
    expect((await world.run('annotate', 'docs')).stdout).toBe('docs/a.md: 1 of 3 items written, 1 box set\n1 document: 1 written.\n');
    expect(textOf(world)).toContain(
      '- [x] Add an alert on the queue <!-- closeout:… --> (AI-1 · done) <!-- /closeout -->  \r\n- [ ] Rotate',
    );
    await world.run('reopen', 'AI-1');
    expect((await world.run('import', 'docs')).stdout).toMatch(/nothing new/);
    expect(await world.json('show', 'AI-1')).toMatchObject({ items: [{ status: 'open' }] });
    await world.run('annotate', 'docs');
    expect(textOf(world)).toContain('- [ ] Add an alert on the queue <!-- closeout:… --> (AI-1 · open');
  });

  test('what a person ticks off in the document is done after the import, and kept by annotate before it', async () => {
    const world = await withDocument();
    await world.run('annotate', 'docs');
    await world.write('docs/a.md', bytesOf(world).toString('utf8').replace('[ ] Rotate', '[x] Rotate'));
    const before = bytesOf(world);
    const early = await world.run('annotate', 'docs');
    expect(early).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/docs\/a\.md:6: AI-2 has a checkbox that somebody changed since; import/),
    });
    expect(bytesOf(world)).toEqual(before);
    await world.run('import', 'docs');
    expect(await world.json('show', 'AI-2')).toMatchObject({ items: [{ status: 'done', state: { by: 'document' } }] });
    expect((await world.run('annotate', 'docs')).code).toBe(0);
    expect(textOf(world)).toContain('- [x] Rotate the keys <!-- closeout:… --> (AI-2 · done) <!-- /closeout -->');
  });

  test('follows lines that people move and reword together with their annotations', async () => {
    const world = await withDocument();
    await world.run('annotate', 'docs');
    const [, , , , alert = '', keys = '', runbook = ''] = bytesOf(world).toString('utf8').split('\r\n');
    await world.write(
      'docs/a.md',
      ['# Checkout was down', '## Action items', `${runbook}  `, keys, alert.replace('an alert on the queue', 'two alerts')].join('\n'),
    );
    await world.run('done', 'AI-1');
    expect((await world.run('annotate', 'docs')).code).toBe(0);
    expect(textOf(world)).toContain('- [x] Add two alerts <!-- closeout:… --> (AI-1 · done) <!-- /closeout -->');
    expect(await world.json('import', 'docs')).toMatchObject({ added: [], vanished: [], unchanged: 2 });
  });

  test('--dry-run writes nothing and prints a diff that git applies to the same end', async () => {
    const world = await withDocument(`${POSTMORTEM}\n${TASKS}\n\nThat is all.\n\nBye`, 'docs/the first.md');
    const before = bytesOf(world, 'docs/the first.md');
    const { stdout, stderr, code } = await world.run('annotate', 'docs', '--dry-run');
    expect([code, stderr]).toEqual([0, 'A dry run: nothing was written.\n']);
    expect(stdout).toMatch(/^--- a\/docs\/the first\.md\t\n\+\+\+ b\/docs\/the first\.md\t\n@@ -5,18 \+5,18 @@\n/);
    expect(bytesOf(world, 'docs/the first.md')).toEqual(before);
    await world.run('annotate', 'docs');
    const after = bytesOf(world, 'docs/the first.md');
    await world.write('docs/the first.md', before);
    execFileSync('git', ['init', '--quiet'], { cwd: world.folder });
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: world.folder, input: stdout });
    expect(bytesOf(world, 'docs/the first.md')).toEqual(after);
  });

  test('on a terminal the diff is harmless to look at', async () => {
    const world = await withDocument('# Tasks\n\n- Add an \u001b[31malert\n');
    const { stdout } = await world.runWith({ isTTY: { stdin: true, stdout: true, stderr: true } }, 'annotate', 'docs', '--dry-run');
    expect(stdout).toContain('-- Add an ␛[31malert\n+- Add an ␛[31malert <!-- closeout:');
  });

  test('--json lists what was written and what was not', async () => {
    const world = await withDocument(`${TASKS} <!-- later`);
    await world.run('done', 'AI-2');
    expect(await world.json('annotate', 'docs', '--dry-run')).toEqual({
      version: 1,
      dryRun: true,
      documents: [
        {
          path: 'docs/a.md',
          outcome: 'changed',
          items: [
            { id: 'AI-1', uid: expect.any(String), line: 5, change: 'new', ticked: null, status: 'open', dueOn: '2026-04-30' },
            { id: 'AI-2', uid: expect.any(String), line: 6, change: 'new', ticked: true, status: 'done', dueOn: null },
          ],
          skipped: [{ id: 'AI-3', uid: expect.any(String), line: 7, code: 'within-comment', message: expect.any(String) }],
          diff: expect.stringMatching(/^--- a\/docs\/a\.md\n/),
        },
      ],
      failed: [],
    });
    expect(await world.json('annotate', 'docs')).toMatchObject({ dryRun: false, documents: [{ items: [{ id: 'AI-1' }, { id: 'AI-2' }] }] });
  });
});

describe('annotate refuses', () => {
  test('a document in which items cannot be found any more, until it is imported again', async () => {
    const world = await withDocument();
    await world.write('docs/a.md', TASKS.replace('Rotate the keys', 'Replace every credential'));
    const before = bytesOf(world);
    const ran = await world.run('annotate', 'docs');
    expect(ran).toMatchObject({ code: 1, stdout: '1 document: 1 left as they are.\n' });
    expect(ran.stderr).toMatch(/docs\/a\.md:6: AI-2 stood here and is not to be found/);
    expect(ran.stderr).toMatch(/no longer what was imported, and was left as it is; import it first: closeout import docs\/a\.md/);
    expect(bytesOf(world)).toEqual(before);
    await world.run('import', 'docs', '--accept');
    expect((await world.run('annotate', 'docs')).code).toBe(0);
  });

  test('a document that was never imported, by name; in a folder it is passed over', async () => {
    const world = await withDocument();
    await world.write('docs/readme.md', '# How to write postmortems\n');
    const named = await world.run('annotate', 'docs/readme.md');
    expect(named).toMatchObject({ code: 1, stderr: expect.stringMatching(/readme\.md was never imported; import it first/) });
    expect(await world.run('annotate', 'docs')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/2 documents: 1 written, 1 never imported\./),
    });
  });

  test('standard input, JSON, what is not there, and a place without a database', async () => {
    const world = await withDocument();
    await world.write('docs/a.json', (await world.run('import', 'docs/a.md', '--dry-run', '--json')).stdout);
    expect((await world.run('annotate', '-')).code).toBe(64);
    expect(await world.run('annotate', 'docs/a.json')).toMatchObject({ code: 1, stderr: expect.stringMatching(/a\.json is no document/) });
    expect(await world.run('annotate', 'nowhere.md', 'docs/a.md')).toMatchObject({ code: 1, stdout: expect.stringMatching(/1 written/) });
    const empty = cliWorld();
    await empty.write('a.md', TASKS);
    expect((await empty.run('annotate', 'a.md')).code).toBe(78);
  });
});

describe('files', () => {
  test.each([
    ['with a mark of its order', Buffer.from(`\ufeff${TASKS}`, 'utf8')],
    ['in UTF-16', Buffer.from(`\ufeff${TASKS}`, 'utf16le')],
  ])('%s stay so', async (_, bytes) => {
    const world = await withDocument(bytes);
    expect((await world.run('annotate', 'docs')).code).toBe(0);
    const encoding = bytes[0] === 0xff ? 'utf16le' : 'utf8';
    const after = bytesOf(world).toString(encoding);
    expect(after.replace(/ <!-- closeout:.*?<!-- \/closeout -->/g, '')).toBe(`\ufeff${TASKS}`);
    expect(after).toMatch(/Rotate the keys <!-- closeout:/);
    expect((await world.run('import', 'docs')).stdout).toMatch(/nothing new/);
  });

  test('keep their mode, and links stay links', async () => {
    const { folder } = cliWorld();
    const [place, link] = [join(folder, 'a.md'), join(folder, 'link.md')];
    writeFileSync(place, 'one');
    chmodSync(place, 0o666);
    symlinkSync('a.md', link);
    await replaceText(link, { name: 'link.md', before: 'one', after: 'two' });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(place, 'utf8')).toBe('two');
    expect(statSync(place).mode & 0o777).toBe(0o666);
    expect(readdirSync(folder)).toEqual(['a.md', 'link.md']);
  });

  test('that changed meanwhile are left as they are, and nothing is left beside them', async () => {
    const { folder } = cliWorld();
    const place = join(folder, 'a.md');
    writeFileSync(place, 'one, changed');
    await expect(replaceText(place, { name: 'a.md', before: 'one', after: 'two' })).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(readFileSync(place, 'utf8')).toBe('one, changed');
    expect(readdirSync(folder)).toEqual(['a.md']);
  });
});

describe('unifiedDiff', () => {
  test('is empty where nothing changed', () => {
    expect(unifiedDiff('a.md', { before: 'a\n', after: 'a\n' })).toBe('');
  });

  test('joins changes that stand close, and tells of a last line without an end', () => {
    const before = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`).join('\n');
    const after = before.replace('line 2\n', 'line two\n').replace('line 9\n', 'line nine\n').replace('line 30', 'line thirty');
    expect(unifiedDiff('a "b".md', { before, after })).toBe(
      [
        '--- "a/a \\"b\\".md"',
        '+++ "b/a \\"b\\".md"',
        '@@ -1,12 +1,12 @@',
        ' line 1',
        '-line 2',
        '+line two',
        ...[3, 4, 5, 6, 7, 8].map((at) => ` line ${at}`),
        '-line 9',
        '+line nine',
        ...[10, 11, 12].map((at) => ` line ${at}`),
        '@@ -27,4 +27,4 @@',
        ...[27, 28, 29].map((at) => ` line ${at}`),
        '-line 30',
        '\\ No newline at end of file',
        '+line thirty',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
  });
});
