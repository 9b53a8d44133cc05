import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';
import { fc } from '../../support/property.ts';

const SAMPLES = new URL('../../../examples/postmortems/', import.meta.url);

function sample(name: string): string {
  return readFileSync(new URL(name, SAMPLES), 'utf8');
}

/** Pieces that documents are made of, so that generated ones reach every part of the reader. */
const known = fc.constantFrom(
  '# Outage',
  '## Timeline',
  '##Action Items:',
  '**Corrective and Preventative Measures**',
  '- **Improvements**:',
  '  - Add an alert on queue depth (@maria)',
  '1. **Load testing:**',
  '   - Run regular load tests.',
  '- [x] Patch the balancer',
  '-Write a runbook by May 30, 2024.',
  'Enhance Monitoring:',
  'Integrate the dashboards.',
  'Owner: sam',
  '| Action | Owner | Due |',
  '| --- | --- | --- |',
  '| Review the limits | sam | 2024-05-01 |',
  'We will add a second gateway.',
  '- 14:00 UTC: it broke',
  'Duration: 2024-05-01 10:00 - 11:30 UTC',
  '<li>Train the team</li>',
  '> quoted',
  '```',
  '---',
  '',
  '',
);
const line = fc.oneof({ weight: 8, arbitrary: known }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) });
/** A document that begins with a section of promises, whatever follows. */
const document = fc
  .array(line, { minLength: 4, maxLength: 40 })
  .map((lines) => ['# Outage', '', '## Action items', '', ...lines].join('\n'));
const anything = fc.oneof(document, fc.string({ unit: 'binary', maxLength: 400 }));
const options = { path: null, timeZone: 'Europe/Berlin' };

describe('any text', () => {
  test('is read without an exception, the same way each time, and every line named exists', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const read = readPostmortem(text, options);
        expect(readPostmortem(text, options)).toEqual(read);
        const lines = text.split(/\r\n|\n|\r/).length;
        const named = [...read.problems, ...read.incidents.flatMap((incident) => incident.items)];
        for (const { line: number } of named) {
          expect(number).toBeGreaterThanOrEqual(1);
          expect(number).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('gives items whose line holds the first word of their title, whose titles are one line and whose twins come before them', () => {
    let items = 0;
    fc.assert(
      fc.property(document, (text) => {
        const lines = text.split(/\r\n|\n|\r/);
        for (const incident of readPostmortem(text, options).incidents) {
          for (const [at, item] of incident.items.entries()) {
            const [first = ''] = item.title.split(' ');
            if (/^[A-Za-z]{3,}$/.test(first)) {
              items += 1;
              expect(lines[item.line - 1]).toContain(first);
            }
            expect(item.title.trim()).toBe(item.title);
            expect(item.title).toMatch(/^[^\n]+$/);
            if (item.duplicateOf !== null) expect(item.duplicateOf).toBeLessThan(at);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(items).toBeGreaterThan(100);
  });

  test('keeps its lines when every line end changes', () => {
    fc.assert(
      fc.property(
        document.filter((text) => !text.includes('\r')),
        (text) => {
          const { digest: _, ...read } = readPostmortem(text, options);
          expect(readPostmortem(text.replaceAll('\n', '\r\n'), options)).toMatchObject(read);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('hostile text', () => {
  test.each([
    ['quotes', '>'.repeat(50_000)],
    ['list markers', `${'- '.repeat(20_000)}a`],
    ['stars', 'a*'.repeat(50_000)],
    ['brackets on lines of their own', '[\n'.repeat(5_000)],
    ['comments that never end', 'a <!--\n'.repeat(4_000)],
    ['one line of ten megabytes', 'word '.repeat(2_000_000)],
    ['underlined headings', 'a\n---\n'.repeat(3_000)],
  ])('%s are read, without a promise in them', (_, text) => {
    expect(readPostmortem(text, options).incidents.flatMap((incident) => incident.items)).toEqual([]);
  });

  test('markup and escapes in a title stay harmless text', () => {
    const text = '# Action items\n\n- Add <script>alert(1)</script> to \u001b[31mthe =HYPERLINK("x") list';
    expect(readPostmortem(text, options).incidents[0]?.items[0]?.title).toBe('Add alert(1) to [31mthe =HYPERLINK("x") list');
  });
});

describe('the sample documents', () => {
  test('the table is read whole', () => {
    const { incidents, problems, id } = readPostmortem(sample('2026-03-17-api-gateway-slow.md'), { path: 'api.md', timeZone: 'UTC' });
    expect({ id, problems }).toEqual({ id: null, problems: [] });
    const common = {
      details: '',
      section: 'Action items',
      duplicateOf: null,
      team: null,
      links: [],
      calledOff: false,
      anchor: null,
      source: null,
    };
    const stated = { ...common, sure: 0.95, kindSource: 'stated', recurrence: null, activity: null };
    expect(incidents).toEqual([
      {
        title: 'API gateway slow after a configuration change',
        startedAt: '2026-03-17T08:10:00.000Z',
        endedAt: '2026-03-17T10:00:00.000Z',
        detectedAt: '2026-03-17T08:18:00.000Z',
        durationMinutes: 110,
        timeZone: 'Europe/Berlin',
        impact: null,
        affectedShare: 0.3,
        rootCause: null,
        services: [],
        severity: 'SEV2',
        team: 'platform',
        lead: null,
        labels: [],
        timeline: [
          { at: '2026-03-17T08:10:00.000Z', text: 'Rate limiter change rolled out everywhere' },
          { at: '2026-03-17T08:18:00.000Z', text: 'Latency alert pages the platform on-call' },
          { at: '2026-03-17T09:05:00.000Z', text: 'Change suspected, but the rollback needs a second approval' },
          { at: '2026-03-17T10:00:00.000Z', text: 'Change rolled back, latency back to normal' },
        ],
        items: [
          {
            ...common,
            title: 'rolling out gateway configuration one region at a time.',
            line: 26,
            sure: 0.4,
            kind: 'unclassified',
            kindSource: 'inferred',
            activity: null,
            recurrence: null,
            owner: null,
            priority: null,
            dueOn: null,
            dueText: null,
            done: null,
          },
          {
            ...stated,
            title: 'Let one person roll back a configuration change in an emergency',
            line: 31,
            kind: 'corrective',
            owner: 'sam',
            priority: 'P1',
            dueOn: '2026-04-03',
            dueText: '2026-04-03',
            done: false,
          },
          {
            ...stated,
            title: 'Schedule quarterly incident response drills for the platform team',
            line: 32,
            kind: 'preventative',
            activity: 'drill',
            recurrence: { text: 'quarterly', rrule: 'FREQ=MONTHLY;INTERVAL=3', needsCadence: false },
            owner: 'dev-raj',
            priority: 'P2',
            dueOn: '2026-04-30',
            dueText: '2026-04-30',
            done: false,
          },
          {
            ...stated,
            title: 'Document who approves what during an incident',
            line: 33,
            kind: 'preventative',
            owner: 'sam',
            priority: 'P3',
            dueOn: '2026-04-17',
            dueText: '2026-04-17',
            done: true,
          },
          {
            ...stated,
            title: 'Show the difference of rendered charts in every pull request',
            line: 34,
            kind: 'preventative',
            owner: 'dev-raj',
            priority: 'P2',
            dueOn: '2026-04-24',
            dueText: '2026-04-24',
            done: false,
          },
        ],
        source: null,
      },
    ]);
  });

  test('all of them together hold the promises that the demo tells of', () => {
    const documents = readdirSync(SAMPLES)
      .sort()
      .map((name) => readPostmortem(sample(name), { path: name, timeZone: 'UTC' }));
    const items = documents.flatMap((document) => document.incidents.flatMap((incident) => incident.items));
    expect(documents.map((document) => document.incidents.length)).toEqual([1, 1, 1, 1]);
    expect(items).toHaveLength(24);
    expect(items.filter((item) => item.recurrence !== null).map((item) => item.recurrence?.text)).toEqual([
      'quarterly',
      'regular',
      'monthly',
      'quarterly',
    ]);
    expect(items.filter((item) => item.duplicateOf !== null).map((item) => item.title)).toEqual([
      'Alert on refunds booked more than once for the same order.',
    ]);
    expect(new Set(items.flatMap((item) => item.owner ?? []))).toEqual(new Set(['maria', 'li-wei', 'sam', 'dev-raj']));
  });
});
