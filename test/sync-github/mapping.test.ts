import { type Patch, plainDate, renderBlock, type TargetStatus } from '@closeout/core';
import { describe, expect, test } from 'vitest';
import { sampleDraft, sampleMarker } from '../../packages/core/src/contract/tracker-world.ts';
import { issueOf, labelWords, type RawIssue, rawIssue } from '../../packages/sync-github/src/issue.ts';
import { createRequest, issueFields, labelChanges, writtenStatus } from '../../packages/sync-github/src/request.ts';

const WORDS = labelWords('closeout/');
const RAW: RawIssue = {
  id: 4711,
  number: 12,
  html_url: 'https://github.com/acme/payments/issues/12',
  title: 'Add an alert',
  body: null,
  state: 'open',
  state_reason: null,
  user: { login: 'closeout-bot' },
  labels: [],
  assignees: [],
  created_at: '2026-03-01T09:00:00Z',
  updated_at: '2026-03-02T09:00:00+02:00',
};

describe('an issue as GitHub shows it', () => {
  test('becomes an issue in the words of the port, whole', () => {
    const body = `Hello.\r\n\r\n${renderBlock({ marker: sampleMarker(1), dueOn: plainDate('2026-03-31'), details: 'What to do.' })}`;
    const raw: RawIssue = {
      ...RAW,
      body,
      labels: ['bug', { name: 'Closeout/p1' }, { name: null }, { name: 'closeout/Blocked' }],
      assignees: [{ login: 'ada' }],
    };
    expect(issueOf(raw, WORDS)).toEqual({
      id: '4711',
      key: '12',
      url: RAW.html_url,
      author: 'closeout-bot',
      createdAt: '2026-03-01T09:00:00.000Z',
      updatedAt: '2026-03-02T07:00:00.000Z',
      markers: [sampleMarker(1)],
      title: 'Add an alert',
      status: { name: 'blocked', category: 'indeterminate', resolution: null },
      assignees: ['ada'],
      dueOn: '2026-03-31',
      priority: 'P1',
      labels: ['bug'],
      details: 'What to do.',
    });
  });

  test('of a ghost and without our block is read all the same', () => {
    expect(issueOf({ ...RAW, user: null, assignees: null }, WORDS)).toMatchObject({
      author: null,
      assignees: [],
      markers: [],
      details: null,
      dueOn: null,
    });
  });

  test.each<[Partial<RawIssue>, object]>([
    [{}, { name: 'open', category: 'new', resolution: null }],
    [{ state_reason: 'reopened' }, { name: 'open', category: 'new', resolution: null }],
    [{ labels: ['closeout/in-progress'] }, { name: 'in-progress', category: 'indeterminate', resolution: null }],
    [{ labels: ['closeout/in-progress', 'closeout/blocked'] }, { name: 'blocked', category: 'indeterminate', resolution: null }],
    [{ labels: ['in-progress'] }, { name: 'open', category: 'new', resolution: null }],
    [
      { state: 'closed', state_reason: 'completed', labels: ['closeout/blocked'] },
      { name: 'closed', category: 'done', resolution: 'completed' },
    ],
    [
      { state: 'closed', state_reason: 'not_planned' },
      { name: 'closed', category: 'done', resolution: 'not_planned' },
    ],
    [
      { state: 'closed', state_reason: 'duplicate' },
      { name: 'closed', category: 'done', resolution: 'duplicate' },
    ],
    [
      { state: 'closed', state_reason: null },
      { name: 'closed', category: 'done', resolution: null },
    ],
  ])('%j has the status %j', (raw, status) => {
    expect(issueOf({ ...RAW, ...raw }, WORDS).status).toEqual(status);
  });

  test.each([
    ['no id', { ...RAW, id: undefined }],
    ['a state of its own', { ...RAW, state: 'ajar' }],
    ['a date that is none', { ...RAW, updated_at: 'yesterday' }],
    ['no title', { ...RAW, title: null }],
  ])('with %s is not an issue', (_, raw) => {
    expect(rawIssue.safeParse(raw).success).toBe(false);
  });
});

describe('a status as GitHub is told it', () => {
  test.each<[TargetStatus, string]>([
    [{ status: 'open', resolution: null }, 'open reopened null'],
    [{ status: 'in-progress', resolution: null }, 'open reopened in-progress'],
    [{ status: 'blocked', resolution: null }, 'open reopened blocked'],
    [{ status: 'done', resolution: null }, 'closed completed null'],
    [{ status: 'cancelled', resolution: 'wont-do' }, 'closed not_planned null'],
    [{ status: 'cancelled', resolution: 'duplicate' }, 'closed duplicate null'],
    [{ status: 'cancelled', resolution: 'superseded' }, 'closed not_planned null'],
    [{ status: 'cancelled', resolution: 'obsolete' }, 'closed not_planned null'],
    [{ status: 'cancelled', resolution: 'skipped' }, 'closed not_planned null'],
    [{ status: 'cancelled', resolution: 'risk-accepted' }, 'closed not_planned null'],
  ])('%j is %s', (target, expected) => {
    const { state, state_reason, word } = writtenStatus(target);
    expect(`${state} ${state_reason} ${word}`).toBe(expected);
  });
});

describe('a draft as GitHub is sent it', () => {
  test('carries in labels what GitHub has no field for', () => {
    const draft = sampleDraft(1, { labels: ['drill'], priority: 'P0', status: { status: 'in-progress', resolution: null } });
    expect(createRequest(draft, WORDS)).toEqual({
      title: draft.title,
      body: renderBlock(draft),
      labels: [
        { name: 'drill', field: 'labels' },
        { name: 'closeout/in-progress', field: 'status' },
        { name: 'closeout/P0', field: 'priority' },
      ],
      refused: [],
    });
  });

  test('that is too long is cut between characters, keeps its marker, and says so', () => {
    const request = createRequest(sampleDraft(1, { title: '😀'.repeat(200), details: 'ab😀'.repeat(20_000) }), WORDS);
    expect(request.title).toBe(`${'😀'.repeat(127)}…`);
    expect(request.body.length <= 65_536 && request.body.isWellFormed() && request.body.endsWith('…\n<!-- closeout:end -->')).toBe(true);
    expect(issueOf({ ...RAW, body: request.body }, WORDS).markers).toEqual([sampleMarker(1)]);
    expect(request.refused.map(({ field, code }) => `${field} ${code}`)).toEqual(['title too-long', 'details too-long']);
  });
});

describe('a patch as GitHub is sent it', () => {
  const body = renderBlock({ marker: sampleMarker(1), dueOn: plainDate('2026-03-31'), details: 'Old.' });

  test.each<[string, Patch, object]>([
    ['a title', { title: 'New' }, { title: 'New' }],
    ['a date', { dueOn: plainDate('2026-04-15') }, { body: body.replace('2026-03-31', '2026-04-15') }],
    ['no date', { dueOn: null }, { body: body.replace('2026-03-31', 'none') }],
    ['text', { details: 'New.' }, { body: body.replace('Old.', 'New.') }],
    ['the same text', { details: 'Old.\n', dueOn: plainDate('2026-03-31') }, {}],
    ['a status', { status: { status: 'done', resolution: null } }, { state: 'closed', state_reason: 'completed' }],
    ['labels', { labels: { add: ['a'], remove: [] } }, {}],
  ])('with %s holds nothing else', (_, patch, fields) => {
    expect(issueFields(patch, body)).toEqual({ fields, refused: [] });
  });

  test.each<[string, Patch, string, string]>([
    ['a text, a line that is no date stays', { details: 'New.' }, 'some day', 'some day'],
    ['a text, words beside a date go with the old one', { details: 'New.' }, '2026-3-31 (says Bob)', '2026-03-31'],
    ['a marker, the line stays', { marker: sampleMarker(1) }, '2026-3-31 (says Bob)', '2026-3-31 (says Bob)'],
    ['a date, words stay', { dueOn: plainDate('2026-04-15') }, '2026-03-31 (says Bob)', '2026-04-15 (says Bob)'],
    ['no date, words stay', { dueOn: null }, '2026-03-31 (says Bob)', 'none (says Bob)'],
    ['no date, no other date takes its place', { dueOn: null }, '2026-03-31 or 2026-04-15', 'none'],
    ['a text and a date, nothing stays', { details: 'New.', dueOn: plainDate('2026-04-15') }, 'some day', '2026-04-15'],
  ])('with %s on the due line', (_, patch, had, has) => {
    const { fields, refused } = issueFields(patch, body.replace('2026-03-31', had));
    const changed = body.replace('2026-03-31', has).replace('Old.', patch.details ?? 'Old.');
    expect({ body: fields.body ?? body.replace('2026-03-31', had), refused }).toEqual({ body: changed, refused: [] });
  });

  test('writes into no block but the one of the mirror', () => {
    const pasted = renderBlock({ marker: sampleMarker(2), dueOn: null, details: 'Pasted.' });
    const patch: Patch = { details: 'New.', dueOn: plainDate('2026-04-15') };
    const { fields } = issueFields(patch, `${pasted}\n${body}`, sampleMarker(1));
    expect(fields).toEqual({ body: `${pasted}\n${body.replace('Old.', 'New.').replace('2026-03-31', '2026-04-15')}` });
    const { fields: none, refused } = issueFields(patch, pasted, sampleMarker(1));
    expect({ none, refused: refused.map(({ field, code }) => `${field} ${code}`) }).toEqual({
      none: {},
      refused: ['details invalid', 'dueOn invalid'],
    });
  });

  test.each<[string, Patch, readonly string[], readonly string[], readonly string[]]>([
    [
      'blocked',
      { status: { status: 'blocked', resolution: null } },
      ['Closeout/In-Progress', 'x'],
      ['closeout/blocked'],
      ['closeout/in-progress'],
    ],
    ['done', { status: { status: 'done', resolution: null } }, ['closeout/blocked', 'closeout/P1'], [], ['closeout/blocked']],
    ['another priority', { priority: 'P0' }, ['closeout/P1', 'closeout/P4', 'P0'], ['closeout/P0'], ['closeout/P1', 'closeout/P4']],
    ['no priority', { priority: null }, ['closeout/P1'], [], ['closeout/P1']],
    ['the same priority', { priority: 'P1' }, ['closeout/p1'], [], []],
    ['labels', { labels: { add: ['a', 'B'], remove: ['c', 'd'] } }, ['b', 'C', 'theirs'], ['a'], ['c']],
    ['a label that is none', { labels: { add: [], remove: ['closeout/P1'] } }, ['closeout/P1'], [], []],
  ])('%s adds what is missing and removes what is there', (_, patch, present, adds, removes) => {
    const changes = labelChanges(patch, present, WORDS);
    expect({ adds: changes.adds.map(({ name }) => name), removes: changes.removes.map(({ name }) => name) }).toEqual({ adds, removes });
  });
});
