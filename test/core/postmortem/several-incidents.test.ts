import { describe, expect, test } from 'vitest';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

function read(...lines: readonly string[]) {
  const draft = readPostmortem(lines.join('\n'), { path: null, timeZone: 'UTC' });
  return draft.incidents.map(({ title, startedAt, endedAt, items }) => ({
    title,
    from: startedAt?.slice(0, 16) ?? null,
    to: endedAt?.slice(0, 16) ?? null,
    items: items.map((item) => item.title),
  }));
}

function titles(...lines: readonly string[]) {
  return read(...lines).map(({ title }) => title);
}

const KILN = ['Start: 2026-11-02 14:05 UTC', 'End: 2026-11-02 15:05 UTC'];
const LOOM = ['Start: 2026-11-04 09:00 UTC', 'End: 2026-11-04 09:30 UTC'];
const KILN_READ = { from: '2026-11-02T14:05', to: '2026-11-02T15:05', items: ['Add a second kiln'] };
const LOOM_READ = { from: '2026-11-04T09:00', to: '2026-11-04T09:30', items: ['Rewire the loom'] };

describe('several incidents in one document', () => {
  test.each([
    ['by their number', '#', 'Incident 1: Kiln down', 'Incident 2: Loom down', []],
    ['by their key, below a title', '##', 'INC-101: Kiln down', 'INC-102: Loom down', ['# Monthly review', '', 'Date: 2026-11-30', '']],
    ['by their key, further down', '###', 'INC-101: Kiln fix failed', 'INC-102: Loom alert lost', ['# 2026', '', '## November', '']],
    ['with times of their own', '#', 'Kiln down', 'Loom down', []],
  ])('are told apart %s', (_, marks, one, two, above) => {
    const part = (title: string, times: readonly string[], item: string) =>
      [`${marks} ${title}`, '', ...times, '', `${marks}# Action items for it`, '', `- ${item}`, ''] as const;
    expect(read(...above, ...part(one, KILN, 'Add a second kiln'), ...part(two, LOOM, 'Rewire the loom'))).toEqual([
      { title: one, ...KILN_READ },
      { title: two, ...LOOM_READ },
    ]);
  });

  test.each([[[]], [['']]])('are told apart by plain lines above their times, with %j between', (gap) => {
    const part = (line: string, times: readonly string[], item: string) => [line, ...gap, ...times, ...gap, 'Action items:', ...gap, item];
    const text = [
      ...part('INCIDENT 1: Kiln down', KILN, '- Add a second kiln'),
      ...gap,
      ...part('INCIDENT 2: Loom down', LOOM, '- Rewire the loom'),
    ];
    expect(read(...text)).toEqual([
      { title: 'INCIDENT 1: Kiln down', ...KILN_READ },
      { title: 'INCIDENT 2: Loom down', ...LOOM_READ },
    ]);
  });

  test('are told apart by a day each, with or without promises', () => {
    const text = (promise: string) => ['# Kiln outage', 'Date: 2026-11-02', promise, '# Loom outage', 'Date: 2026-11-04', promise];
    expect(titles(...text('Sorry.'))).toEqual(['Kiln outage', 'Loom outage']);
    expect(titles(...text('## Next steps\n- Rewire it'))).toEqual(['Kiln outage', 'Loom outage']);
  });

  test('have the titles of their own headings, and what is promised above them is not lost', () => {
    const part = (title: string) => [`## Postmortem: ${title}`, '### Summary', `${title} broke.`, '### Action items', `- Mend ${title}`];
    const text = ['# Postmortems Q4', '## Action items for all', '- Train everybody', ...part('kiln'), ...part('loom')];
    expect(read(...text).map(({ title, items }) => [title, items])).toEqual([
      ['Postmortem: kiln', ['Train everybody', 'Mend kiln']],
      ['Postmortem: loom', ['Mend loom']],
    ]);
  });
});

describe('one incident stays one', () => {
  test.each([
    [
      'told in numbered parts',
      '# Kiln outage',
      '## Day 1',
      'Date: 2026-11-02',
      '### Next steps',
      '- A',
      '## Day 2',
      'Date: 2026-11-03',
      '### Next steps',
      '- B',
    ],
    [
      'told day by day',
      '# Kiln outage',
      '## Monday, 2 November 2026',
      'Start: 09:00',
      '### Tasks',
      '- A',
      '## November 3rd',
      'End: 09:00',
      '### Tasks',
      '- B',
    ],
    [
      'whose times stand above its parts',
      '# Kiln outage',
      ...KILN,
      '## Kiln',
      'Date: 2026-11-02',
      '### Tasks',
      '- A',
      '## Oven',
      'Date: 2026-11-02',
      '### Tasks',
      '- B',
    ],
    [
      'beside those it resembles',
      '# Kiln outage',
      ...KILN,
      '## INC-7: kiln down',
      'Date: 2026-01-02',
      '## INC-8: kiln down',
      'Date: 2026-02-03',
      '## Action items',
      '- A',
    ],
    [
      'whose key stands in each heading',
      '# Kiln',
      '## INC-7 what went on',
      ...KILN,
      '### Tasks',
      '- A',
      '## INC-7 then',
      ...LOOM,
      '### Tasks',
      '- B',
    ],
    [
      'whose promises are grouped by its failures',
      '# Kiln',
      '## Action items',
      '',
      'Incident 1: kiln',
      '',
      '- A',
      '',
      'Incident 2: oven',
      '',
      '- B',
    ],
  ])('%s', (_, ...lines) => {
    expect(titles(...lines)).toHaveLength(1);
  });
});

test('a line that states when it happened is no promise, and is named', () => {
  const text = [
    '# Kiln',
    '## Action items',
    'Replace the loom by hand.',
    '',
    'End: 2026-11-03 15:05 UTC',
    '',
    '- Detected at: 14:05',
    '- Resolution: add 3 kilns',
  ];
  const { incidents, problems } = readPostmortem(text.join('\n'), { path: null, timeZone: 'UTC' });
  expect(incidents.flatMap(({ items }) => items.map(({ title }) => title))).toEqual([
    'Replace the loom by hand.',
    'Resolution: add 3 kilns',
  ]);
  expect(problems.filter(({ code }) => code === 'not-an-item').map(({ line }) => line)).toEqual([5, 7]);
});
