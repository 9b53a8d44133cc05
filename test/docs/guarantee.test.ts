import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { play } from '../simulation/play.ts';
import { StoreFiles } from '../simulation/store-file.ts';
import { BEYOND, drawStory, PLACES } from '../simulation/story.ts';
import { ROOT } from './documents.ts';

const page = readFileSync(join(ROOT, 'docs/guarantee.md'), 'utf8');
const shown = [...page.matchAll(/```console\n\$ pnpm simulate (.*?)\n(.*?)```/gs)].map(([, command = '', output = '']) => ({
  command,
  output,
}));

const files = new StoreFiles();
afterAll(() => files.remove());

test('each hole of the guarantee that is shown has a seed', () => {
  expect(shown.map(({ command }) => /--beyond (\w+)/.exec(command)?.[1])).toEqual([...BEYOND, undefined]);
});

describe.each(shown)('pnpm simulate $command', ({ command, output }) => {
  test('shows what docs/guarantee.md says, and the laws hold again at its end', async () => {
    const option = (name: string) => new RegExp(`--${name} (\\w+)`).exec(command)?.[1];
    const beyond = BEYOND.find((one) => one === option('beyond')) ?? null;
    const on = PLACES.find((one) => one === option('tracker'));
    const { broken, holes, told } = await play(drawStory(Number(option('seed')), { beyond, ...(on && { on }) }), files);
    expect(broken).toEqual([]);
    expect(holes.map(({ kind }) => kind)).toContain(beyond === null ? 'unseen' : 'twin');
    expect(inOrder(output.trimEnd().split('\n').slice(0, -1), told)).toEqual([]);
  });
});

/** The quoted lines that do not come, in their order, among those told. An ellipsis stands for anything. */
function inOrder(quoted: readonly string[], told: readonly string[]): readonly string[] {
  let from = 0;
  return quoted.filter((line) => {
    const at = told.findIndex((each, index) => index >= from && isQuoted(line, each));
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}

function isQuoted(quoted: string, told: string): boolean {
  const [first = '', ...rest] = quoted.split('…');
  if (rest.length === 0) return told === quoted;
  let from = first.length;
  return (
    told.startsWith(first) &&
    rest.every((part) => {
      const at = told.indexOf(part, from);
      from = at + part.length;
      return at >= 0;
    })
  );
}

test('a quotation that is out of order or not there is found', () => {
  expect(inOrder(['a', 'c…', 'b'], ['a', 'b', 'cd'])).toEqual(['b']);
  expect(inOrder(['a…c'], ['abc'])).toEqual([]);
  expect(inOrder(['a…d'], ['abc'])).toEqual(['a…d']);
});
