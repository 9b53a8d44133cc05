import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../packages/cli/src/command-list.ts';
import { cliWorld } from '../cli/cli-world.ts';
import { documents, mentionedCommands, quotedFiles, ROOT, relativeLinks } from './documents.ts';

const all = documents();

test('the documents are there', () => {
  expect(all.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'GLOSSARY.md', 'CHANGELOG.md', 'packages/cli/README.md']),
  );
});

describe.each(all)('$path', ({ path, text }) => {
  test('quotes files as they are', () => {
    for (const { file, code } of quotedFiles(text)) expect(code).toBe(readFileSync(join(ROOT, file), 'utf8'));
  });

  test('links to files that exist', () => {
    expect(relativeLinks(text).filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
  });
});

test('the README shows a program', () => {
  const readme = all.find(({ path }) => path === 'README.md');
  expect(quotedFiles(readme?.text ?? '').map(({ file }) => file)).toEqual([expect.stringMatching(/^examples\/.*\.ts$/)]);
});

describe('commands that documents mention', () => {
  const mentioned = [...new Set(all.flatMap(({ text }) => mentionedCommands(text)))].sort();

  test('are many', () => {
    expect(mentioned.length).toBeGreaterThan(20);
  });

  test.each(mentioned)('closeout %s is explained', async (words) => {
    const [command = '', subcommand = ''] = words.split(' ');
    expect(COMMANDS.map(({ name }) => name)).toContain(command);
    const { stdout } = await cliWorld().run(command, '--help');
    const listed = stdout.split('\nCommands:\n')[1];
    if (listed !== undefined && subcommand !== '') expect(listed).toMatch(new RegExp(`^ +${subcommand}\\b`, 'm'));
  });
});

test('a quotation, a link and a command are recognised', () => {
  expect(quotedFiles('<!-- file: a.ts -->\n```ts\nlet a;\n```\n```ts\nlet b;\n```')).toEqual([{ file: 'a.ts', code: 'let a;\n' }]);
  expect(relativeLinks('[a](b.md#c) [d](https://example.com) [e](#f)\n```\n[g](h)\n```')).toEqual(['b.md']);
  expect(mentionedCommands('`closeout report weekly --format html`\n```sh\ncloseout overdue\ncloseout --help\n```\n')).toEqual([
    'report weekly',
    'overdue',
  ]);
});
