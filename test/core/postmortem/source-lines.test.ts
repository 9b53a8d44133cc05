import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../../../packages/core/src/postmortem/front-matter.ts';
import { isSectionName, sectionClassOf } from '../../../packages/core/src/postmortem/section-class.ts';
import { sourceLines } from '../../../packages/core/src/postmortem/source-lines.ts';
import { fc } from '../../support/property.ts';

describe('sourceLines', () => {
  test.each([
    ['##Timeline', '## Timeline'],
    ['#Issue Summary:', '# Issue Summary:'],
    ['#incident-4711 in chat', '#incident-4711 in chat'],
    ['-09:00 AM: it broke', '- 09:00 AM: it broke'],
    ['-Add an alert', '- Add an alert'],
    ['--flag', '--flag'],
    ['*Add an alert', '* Add an alert'],
    ['*emphasis* here', '*emphasis* here'],
    ['• Add an alert', '- Add an alert'],
    ['– Add an alert', '- Add an alert'],
    ['1)Add an alert', '1) Add an alert'],
    ['☑ Add an alert', '- ☑ Add an alert'],
    ['Add\u00a0an alert', 'Add an alert'],
    ['\ufeffAdd an\u200b alert', 'Add an alert'],
    ['Add \u001b[31man alert', 'Add [31man alert'],
    ['<li>Add an alert</li>', '- Add an alert'],
    ['<h2>Timeline</h2>', '## Timeline'],
    ['<b>Owner</b>: maria', '**Owner**: maria'],
    ['see <https://example.com>', 'see <https://example.com>'],
  ])('%j is read as %j', (line, read) => {
    expect(sourceLines(line).lines).toEqual([read]);
  });

  test('a line alone above dashes is a heading; under a text the dashes are a rule', () => {
    expect(sourceLines('Timeline\n--------').lines).toEqual(['## Timeline', '']);
    expect(sourceLines('It broke and\nwas mended.\n---').lines).toEqual(['It broke and', 'was mended.', '']);
  });

  test('what stands in a code fence stays as it is', () => {
    expect(sourceLines('```\n##x\n-y\n```\n-z').lines).toEqual(['```', '##x', '-y', '```', '- z']);
  });

  test('a list that begins further to the right than it goes on is one list', () => {
    expect(sourceLines('  - a\n\n- b\n\n  - c').lines).toEqual(['- a', '', '- b', '', '- c']);
  });

  test('lines are never added or removed, whatever their ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }).map((line) => line.replace(/[\r\n]/g, ''))),
        fc.constantFrom('\n', '\r\n'),
        (lines, end) => {
          expect(sourceLines(lines.join(end)).lines).toHaveLength(Math.max(1, lines.length));
        },
      ),
    );
  });

  test('a line of megabytes is cut, and the cut is a problem with its line', () => {
    const { lines, problems } = sourceLines(`ok\n${'x'.repeat(1_000_000)}`);
    expect(lines[1]).toHaveLength(20_000);
    expect(problems.map(({ line, code }) => ({ line, code }))).toEqual([{ line: 2, code: 'line-too-long' }]);
  });

  test('no line keeps more list markers than a list can mean', () => {
    const { lines, problems } = sourceLines(`${'- '.repeat(5_000)}a`);
    expect(/^(?:- )*/.exec(lines[0] ?? '')?.[0].length).toBe(24);
    expect(problems.map(({ code }) => code)).toEqual(['nested-too-deep']);
  });

  test('the marks that a parser sees, times the length of their text, stay bounded; what is put aside is kept', () => {
    const marks = fc.constantFrom('[', '*', '<!--', '`', '![', '_a', 'a*');
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 4_000 }), fc.boolean(), (mark, times, wrapped) => {
        const text = Array.from({ length: times }, () => mark).join(wrapped ? '\n' : '');
        const { lines, aside } = sourceLines(text);
        const seen = lines.join('\n').match(/[[\]*_`<!&~\\]/g)?.length ?? 0;
        expect(seen * Math.min(text.length, 20_000)).toBeLessThanOrEqual(30_000_000);
        for (const [number, kept] of aside) expect(kept).toBe(text.split('\n')[number - 1]?.slice(0, 20_000).trim());
      }),
      { numRuns: 60 },
    );
  });
});

describe('front matter', () => {
  test('plain values, lists in both forms, quotes and comments are read', () => {
    const { values, lines } = readFrontMatter([
      '---',
      'id: pm-7',
      'title: "A: b"',
      'services: [checkout, ledger] # both',
      'labels:',
      '  - a',
      '  - b',
      '---',
      '# Title',
    ]);
    expect(lines).toBe(8);
    expect(Object.fromEntries(values)).toEqual({ id: ['pm-7'], title: ['A: b'], services: ['checkout', 'ledger'], labels: ['a', 'b'] });
  });

  test('TOML fences are front matter too; a rule at the beginning is none', () => {
    expect(readFrontMatter(['+++', 'title = "Outage"', '+++']).values.get('title')).toEqual(['Outage']);
    expect(readFrontMatter(['---', '', 'A text.', '', '---'])).toEqual({ values: new Map(), lines: 0 });
    expect(readFrontMatter(['---', 'id: x'])).toEqual({ values: new Map(), lines: 0 });
  });
});

describe('sections', () => {
  test.each([
    ['Corrective and Preventative Measures', 'action'],
    ['## 8. Action Items', 'action'],
    ['🛠️ Preventive actions', 'action'],
    [':ballot_box_with_check: Follow-up tasks', 'action'],
    ['Improvements/Fixes:', 'action'],
    ['TODO List', 'action'],
    ['Next steps', 'action'],
    ['Remediation', 'action'],
    ['Actions following review', 'action'],
    ['What are we doing to prevent this?', 'action'],
    ['ACTIONS TAKEN', 'resolution'],
    ['What could be improved', 'lessons'],
    ['What went well', 'lessons'],
    ['Lessons learned', 'lessons'],
    ['Root Cause and Resolution', 'root-cause'],
    ['Timeline (all times UTC)', 'timeline'],
    ['Impact', 'impact'],
    ['Issue Summary', 'summary'],
    ['In conclusion', 'conclusion'],
    ['The checkout service', null],
  ])('%j is %j', (heading, name) => {
    expect(sectionClassOf(heading)).toBe(name);
  });

  test('a line is a heading without markup only if it is hardly more than a known name', () => {
    expect(isSectionName('Corrective and Preventative Measures')).toBe(true);
    expect(isSectionName('Timeline (UTC)')).toBe(true);
    expect(isSectionName('The timeline was short')).toBe(false);
    expect(isSectionName('Improve the summary of incidents')).toBe(false);
  });
});
