import { describe, expect, test } from 'vitest';
import { writesOf } from '../../../packages/core/src/sync/pace.ts';
import type { Patch } from '../../../packages/core/src/tracker/port.ts';

describe('a patch counts as many writes as it takes requests', () => {
  const rows: readonly (readonly [string, Patch, number, number])[] = [
    ['a title', { title: 'a' }, 1, 1],
    ['title, text and closing', { title: 'a', details: 'b', status: { status: 'done', resolution: null } }, 3, 2],
    ['in progress', { status: { status: 'in-progress', resolution: null } }, 2, 1],
    ['labels that come', { labels: { add: ['a', 'b'], remove: [] } }, 1, 1],
    ['labels that come and go', { labels: { add: ['a'], remove: ['b', 'c'] } }, 3, 1],
    ['somebody else does it', { assignee: { from: 'ada', to: 'bob' } }, 2, 1],
    ['another priority and an owner', { priority: 'P1', assignee: { from: null, to: 'bob' } }, 3, 1],
  ];
  test.each(rows)('%s', (_, patch, github, jira) => {
    expect({ github: writesOf(patch, 'github'), jira: writesOf(patch, 'jira'), custom: writesOf(patch, 'custom') }).toEqual({
      github,
      jira,
      custom: 1,
    });
  });
});
