import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toImportJson } from '../../../packages/core/src/postmortem/import-json.ts';
import { parseImportJson } from '../../../packages/core/src/postmortem/parse-import-json.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';

const SAMPLES = new URL('../../../examples/postmortems/', import.meta.url);

describe('toImportJson', () => {
  test('has the names of the contract, and instants without empty milliseconds', () => {
    const markdown =
      '# Outage\n\n## Summary\n\nDown on 2024-06-01 from 14:00 to 16:30 UTC for all users.\n\n## Tasks\n\n- Conduct regular stress tests';
    const { documents, version } = toImportJson([readPostmortem(markdown, { path: 'a.md', timeZone: 'UTC' })]);
    const [incident] = documents[0]?.incidents ?? [];
    expect(version).toBe(1);
    expect(Object.keys(documents[0] ?? {}).sort()).toEqual(['digest', 'incidents', 'path', 'problems']);
    expect(Object.keys(incident ?? {})).toEqual([
      ...['title', 'startedAt', 'endedAt', 'detectedAt', 'durationMinutes', 'timeZone', 'impact', 'affectedShare', 'rootCause'],
      ...['services', 'severity', 'timeline', 'items'],
    ]);
    expect(incident?.startedAt).toBe('2024-06-01T14:00:00Z');
    expect(Object.keys(incident?.items[0] ?? {})).toEqual([
      ...['title', 'details', 'section', 'line', 'sure', 'duplicateOf', 'kind', 'kindSource', 'activity', 'recurrence'],
      ...['owner', 'team', 'priority', 'dueOn', 'links', 'done'],
    ]);
    const [due] = toImportJson([readPostmortem('# Tasks\n\n- Add an alert by 2026-04-01', { path: null, timeZone: 'UTC' })]).documents;
    expect(due?.incidents[0]?.items[0]).toMatchObject({ dueOn: '2026-04-01', dueText: '2026-04-01' });
    expect(incident?.items[0]?.recurrence).toEqual({ text: 'regular', rrule: null, needsCadence: true });
  });

  test('parseImportJson gives back what toImportJson printed', () => {
    const documents = readdirSync(SAMPLES).map((name) =>
      readPostmortem(readFileSync(new URL(name, SAMPLES), 'utf8'), { path: name, timeZone: 'UTC' }),
    );
    expect(documents.length).toBeGreaterThan(0);
    expect(parseImportJson(JSON.parse(JSON.stringify(toImportJson(documents))))).toEqual({ ok: true, value: documents });
  });
});

describe('parseImportJson', () => {
  test('needs only titles, and takes team, lead, labels and foreign ids', () => {
    const source = { system: 'pager', id: '7' };
    const incident = { title: 'Outage', startedAt: '2024-06-01T14:00:00+02:00', source, team: 'payments', lead: 'maria', labels: ['eu'] };
    const read = parseImportJson({ version: 1, documents: [{ incidents: [{ ...incident, items: [{ title: 'Add an alert' }] }] }] });
    expect(read).toMatchObject({
      ok: true,
      value: [
        {
          path: null,
          incidents: [
            {
              ...incident,
              startedAt: '2024-06-01T12:00:00.000Z',
              items: [{ title: 'Add an alert', kind: 'unclassified', dueOn: null, source: null }],
            },
          ],
        },
      ],
    });
  });

  test('names every mistake with its place', () => {
    const read = parseImportJson({
      version: 1,
      documents: [{ incidents: [{ title: '', startedAt: 'yesterday', items: [{ title: 'x', dueOn: '2024-02-30' }] }] }],
    });
    expect(read).toMatchObject({ ok: false, fault: { code: 'bad-import-json' } });
    const message = read.ok ? '' : read.fault.message;
    for (const place of ['incidents.0.title', 'incidents.0.startedAt', 'items.0.dueOn']) expect(message).toContain(place);
  });

  test.each([null, [], 'text', { version: 2, documents: [] }, { documents: [] }])('%j is refused', (value) => {
    expect(parseImportJson(value)).toMatchObject({ ok: false });
  });
});
