import { describe, expect, test } from 'vitest';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';
import { fc } from '../../support/property.ts';

const options = { path: null, timeZone: 'UTC' };

/** Words that occur nowhere else in a document, so that each can be followed to where the reader put it. */
const words = (at: number) => `zq${at}a zq${at}b zq${at}c`;

/** Ways to write something into a section of promises, each one block of one or two lines. */
const shapes: readonly ((at: number) => string)[] = [
  (at) => `- Add ${words(at)}`,
  (at) => `* [ ] Write ${words(at)} (@nils, due: 2026-02-01)`,
  (at) => `[x] Rotate ${words(at)}`,
  (at) => `${at + 1}. **Fix ${words(at)}**`,
  (at) => `- **Area ${words(at)}**: was slow`,
  (at) => `- ${words(at)}`,
  (at) => `- ${words(at)}:\n  - Add more`,
  (at) => `- Grow ${words(at)}\n  wrapped zq${at}d`,
  (at) => `Add ${words(at)}`,
  (at) => `It was ${words(at)} then.`,
  (at) => `We will add ${words(at)} soon.`,
  (at) => `These ${words(at)} are as follows:`,
  (at) => `Label ${words(at)}: the rest of it`,
  (at) => `Owner: ${words(at)}`,
  (at) => `HIGH: Grow ${words(at)}`,
  (at) => `:small_blue_diamond: Move ${words(at)}`,
  (at) => `→ Move ${words(at)}`,
  (at) => `### 1) ${words(at)}`,
  (at) => `### ${words(at)}\n\nIt was slow.`,
  (at) => `**${words(at)}**`,
  (at) => `> ${words(at)}`,
  (at) => `\`\`\`\n${words(at)}\n\`\`\``,
  (at) => `<div><custom>${words(at)}</custom></div>`,
  (at) => `<li>Add ${words(at)}</li>`,
  (at) => `| Action | Owner |\n|---|---|\n| Add ${words(at)} | nils |`,
  (at) => `| Owner | Notes | Ticket |\n|---|---|---|\n| nils | ${words(at)} | none |`,
  (at) => `By doing ${words(at)} we will be safe.`,
  (at) => `- None ${words(at)}`,
  (at) => `- No ${words(at)}`,
  (at) => `[OPS-${at}](https://acme.test/${at}) - ${words(at)}`,
  (at) => `{{ ${words(at)} }}`,
  (at) => `- [ ] <${words(at)}>`,
  (at) => `TODO: ${words(at)}`,
  (at) => `~~Add ${words(at)}~~`,
];

const section = fc
  .array(fc.constantFrom(...shapes), { minLength: 1, maxLength: 12 })
  .map((chosen) => `# Outage\n\n## Action items\n\n${chosen.map((shape, at) => shape(at)).join('\n\n')}\n`);

describe('a section of promises', () => {
  test('loses nothing: each line is an item, part of one, names some, or is a problem with its line', () => {
    fc.assert(
      fc.property(section, (text) => {
        const { incidents, problems } = readPostmortem(text, options);
        const items = incidents.flatMap((incident) => incident.items);
        const kept = items.map(({ title, details, section: names, owner, team, priority, dueText }) =>
          [title, details, names, owner, team, priority, dueText].join('\n'),
        );
        const told = new Set(problems.map(({ line }) => line));
        const lines = text.split('\n');
        for (const [index, line] of lines.entries()) {
          const word = /zq\d+a/.exec(line)?.[0];
          if (word === undefined || kept.some((each) => each.includes(word))) continue;
          // Code is named by the line that opens it; a heading by what is below it.
          const isNamed =
            told.has(index + 1) ||
            (/^```/.test(lines[index - 1] ?? '') && told.has(index)) ||
            (/^(?:#|\*\*)/.test(line) && told.has(index + 3));
          expect({ line, isNamed }).toEqual({ line, isNamed: true });
        }
      }),
      { numRuns: 400 },
    );
  });

  test('has items whose line holds how their title begins', () => {
    let followed = 0;
    fc.assert(
      fc.property(section, (text) => {
        const lines = text.split('\n');
        for (const { title, line } of readPostmortem(text, options).incidents.flatMap((incident) => incident.items)) {
          const word = /zq\d+a/.exec(title.split(' ').slice(0, 3).join(' '))?.[0];
          if (word === undefined) continue;
          followed += 1;
          expect(lines[line - 1]).toContain(word);
        }
      }),
      { numRuns: 400 },
    );
    expect(followed).toBeGreaterThan(500);
  });
});

describe('hostile bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 600 });
  /** What an editor would never save: half characters, zeros, escapes, marks of other encodings. */
  const spliced = fc
    .tuple(section, bytes, fc.nat(400))
    .map(([text, noise, at]) => `${text.slice(0, at)}${Buffer.from(noise).toString('latin1')}${text.slice(at)}`);
  const decoded = fc.oneof(
    bytes.map((each) => Buffer.from(each).toString('utf8')),
    bytes.map((each) => Buffer.from(each).toString('utf16le')),
    spliced,
    section.map((text) => `\ufeff${text}`),
    section.map((text) => text.replaceAll('\n', '\r')),
  );

  test('are read without an exception, and every line named exists', () => {
    fc.assert(
      fc.property(decoded, (text) => {
        const { incidents, problems } = readPostmortem(text, options);
        const last = text.split(/\r\n|\n|\r/).length;
        for (const { line } of [...problems, ...incidents.flatMap((incident) => incident.items)]) {
          expect(line >= 1 && line <= last).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('leave no character in a title that prints nothing or moves what is printed', () => {
    fc.assert(
      fc.property(decoded, (text) => {
        for (const { title } of readPostmortem(text, options).incidents.flatMap((incident) => incident.items)) {
          expect(title).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}]/u);
        }
      }),
      { numRuns: 400 },
    );
  });
});
