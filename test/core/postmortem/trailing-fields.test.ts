import { describe, expect, test } from 'vitest';
import type { ItemDraft } from '../../../packages/core/src/postmortem/draft.ts';
import { readPostmortem } from '../../../packages/core/src/postmortem/read-postmortem.ts';
import { withoutTrailingFields } from '../../../packages/core/src/postmortem/trailing-fields.ts';
import { fc } from '../../support/property.ts';

function item(text: string): ItemDraft | undefined {
  return readPostmortem(`# Outage of 2026-01-05\n\n## Action items\n\n- ${text}`, { path: null, timeZone: 'UTC' }).incidents[0]?.items[0];
}

describe('what stands behind a promise about it', () => {
  test.each([
    ['(@nils, due: 2026-02-01)', { owner: 'nils', dueOn: '2026-02-01' }],
    ['— @nils — 2026-02-01', { owner: 'nils', dueOn: '2026-02-01' }],
    ['- @nils - by Feb 1', { owner: 'nils', dueOn: '2026-02-01' }],
    ['(Owner: Data Team, Due: Feb 1, 2026, Priority: P1)', { owner: 'Data Team', dueOn: '2026-02-01', priority: 'P1' }],
    ['[Owner: Nils Berg] [Due: 2026-02-01] [P2]', { owner: 'Nils Berg', dueOn: '2026-02-01', priority: 'P2' }],
    ['| Owner: Nils | Due: 2026-02-01 | Status: in progress', { owner: 'Nils', dueOn: '2026-02-01', done: false }],
    ['; owner=@nils; due=2026-02-01', { owner: 'nils', dueOn: '2026-02-01' }],
    ['- ETA: 2 weeks', { dueOn: null, dueText: '2 weeks' }],
    ['(Status: done)', { done: true }],
    [', @nils, by 2026-02-01', { owner: 'nils', dueOn: '2026-02-01' }],
    [', by 2026-02-01', { dueOn: '2026-02-01' }],
    ['by Feb 1, 2026', { dueOn: '2026-02-01' }],
    [', due 2026-02-01', { dueOn: '2026-02-01' }],
    [', @nils', { owner: 'nils' }],
    [', owner: nils, due 2026-02-01, P1', { owner: 'nils', dueOn: '2026-02-01', priority: 'P1' }],
    ['(@nils, 2026-02-01)', { owner: 'nils', dueOn: '2026-02-01' }],
    ['(@nils, P1, 2026-02-01)', { owner: 'nils', dueOn: '2026-02-01', priority: 'P1' }],
    [', Nils, 2026-02-01', { owner: 'Nils', dueOn: '2026-02-01' }],
    ['([TUN-12](https://acme.test/browse/TUN-12)) [P2] #todo', { priority: 'P2', done: false, links: ['https://acme.test/browse/TUN-12'] }],
    ['(TBD)', { owner: null, dueOn: null }],
    [', owner TBD', { owner: null }],
    ['- unassigned', { owner: null }],
    ['- done', { done: true }],
    ['- WIP', { done: false }],
    // As lint asks for them.
    ['(owner: nils) by 2026-02-01', { owner: 'nils', dueOn: '2026-02-01' }],
    ['by 2026-02-01 (owner: nils)', { owner: 'nils', dueOn: '2026-02-01' }],
  ])('%s is not part of its title', (behind, fields) => {
    expect(item(`Grow the pool ${behind}`)).toMatchObject({ title: 'Grow the pool', ...fields });
  });

  test('a sentence about it is not part of it, either', () => {
    expect(item('Grow the pool. *Owner: @nils. Deadline: 1 Feb 2026.*')).toMatchObject({
      title: 'Grow the pool.',
      owner: 'nils',
      dueOn: '2026-02-01',
    });
  });

  test.each([
    'Grow the pool (of connections)',
    'Set the limit to 30, the default: 7',
    'Teach the parser the form key=value',
    'Write to https://wiki.test/a?due=soon',
    'Split jobs - one queue a team',
    'Grow the pool (stretch)',
    'Move the pool (Jira)',
    'Find out what broke on Monday, June 5',
    'Move Alpha, Beta and Gamma',
    'Close the gap (TUN-12)',
    'Report to the board by hand',
  ])('%s has nothing behind it', (text) => {
    expect(item(text)?.title).toBe(text);
  });

  test.each([
    ['**P0** Revoke the key', { title: 'Revoke the key', priority: 'P0' }],
    ['**[High]** Revoke the key', { title: 'Revoke the key', priority: 'High' }],
    ['HIGH: Revoke the key', { title: 'Revoke the key', priority: 'HIGH' }],
    ['[Medium] Revoke the key', { title: 'Revoke the key', priority: 'Medium' }],
    ['[DONE] Revoke the key', { title: 'Revoke the key', done: true }],
    ['DONE: Revoke the key', { title: 'Revoke the key', done: true }],
  ])('%s begins with what is said about it', (text, fields) => {
    expect(item(text)).toMatchObject(fields);
  });

  test.each([
    ['obsolete', null],
    ['Kafka', null],
    ['rejected', null],
    ['nils', 'nils'],
    ['Nils Berg', 'Nils Berg'],
  ])('(%s) at the end names %s', (name, owner) => {
    expect(item(`Grow the pool (${name})`)?.owner).toBe(owner);
  });

  test.each([
    ['on its next line', '\n  Owner: Nils. Due: 2026-02-01. Priority: P1. Ticket: TUN-44'],
    ['in a paragraph below', '\n\n  Owner: Nils. Due: 2026-02-01. Priority: P1. Ticket: TUN-44'],
    ['in an entry below', '\n  - **Owner**: Nils | **Due**: 2026-02-01 | **Priority**: P1 | Ticket: TUN-44'],
  ])('several fields may stand %s; what is no field stays a detail', (_, below) => {
    expect(item(`Grow the pool${below}`)).toMatchObject({
      title: 'Grow the pool',
      owner: 'Nils',
      dueOn: '2026-02-01',
      priority: 'P1',
      details: 'Ticket: TUN-44',
    });
  });

  test('several fields may stand in a paragraph of their own', () => {
    const text = '# Outage of 2026-01-05\n\n## Action items\n\nGrow the pool.\n\nOwner: Nils, Due: 2026-02-01, Ticket: TUN-44';
    const [only] = readPostmortem(text, { path: null, timeZone: 'UTC' }).incidents[0]?.items ?? [];
    expect(only).toMatchObject({ title: 'Grow the pool.', owner: 'Nils', dueOn: '2026-02-01', details: 'Ticket: TUN-44' });
  });

  test('takes nothing but whole parts off the end of any text', () => {
    const word = fc.constantFrom(
      'Owner',
      'due',
      ':',
      '=',
      '@nils',
      '2026-02-01',
      '(',
      ')',
      '[',
      ']',
      '|',
      ',',
      ';',
      ' - ',
      '. ',
      'P1',
      'grow',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 24 }), (words) => {
        const text = words.join(' ');
        const trailed = withoutTrailingFields(text);
        expect(text.startsWith(trailed.text)).toBe(true);
        expect(trailed.text === '' && text.trim() !== '').toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
