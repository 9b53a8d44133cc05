import { displayWidth, type ItemUid } from '@closeout/core';
import type { PlanChange } from '@closeout/core/sync';
import { expect, test } from 'vitest';
import { planText } from '../../packages/cli/src/shell/plan-text.ts';

const AT = {
  item: 'AI-1',
  uid: 'a' as ItemUid,
  tracker: 'github:acme/pay',
  key: '12',
  url: 'https://github.com/acme/pay/issues/12',
} as const;
const shown = (changes: readonly PlanChange[], width = 80) =>
  planText({ version: 1, changes, conflicts: [], waiting: 0 }, width).split('\n').slice(0, -2);

test('what fits stands on one line; else the new value stands below the old one, and both are whole', () => {
  const long = 'Alert on the age of the oldest message in the payment queue';
  const fields = [
    { field: 'priority', from: 'P2', to: 'P1' },
    { field: 'title', from: long, to: `${long} and page whoever is on call` },
  ] as const;
  const lines = shown([{ kind: 'update', ...AT, fields, patch: {} }]);
  expect(lines).toEqual([
    '> update  AI-1  https://github.com/acme/pay/issues/12',
    '            priority: P2 -> P1',
    '            title:',
    '            - Alert on the age of the oldest message in the payment queue',
    '            + Alert on the age of the oldest message in the payment queue and',
    '              page whoever is on call',
  ]);
  expect(lines.every((line) => displayWidth(line) <= 80)).toBe(true);
});

test('of a text the lines that go and come are shown, not all of it', () => {
  const to = ['All keys.', ...Array.from({ length: 9 }, (_, n) => `Step ${n}`)].join('\n');
  const fields = [{ field: 'details', from: 'All keys.\nBy hand.', to }] as const;
  expect(shown([{ kind: 'update', ...AT, fields, patch: {} }]).slice(1)).toEqual([
    '            details:',
    '            - By hand.',
    '            + Step 0',
    '            + Step 1',
    '            + Step 2',
    '            + Step 3',
    '            … 5 more lines',
  ]);
});

test('why something waits is said to its end', () => {
  const message = 'what follows from a confidential incident is not shown in payments: no route says so';
  expect(shown([{ kind: 'wait', ...AT, code: 'confidential', message }], 60)).toEqual([
    '. wait    AI-1  what follows from a confidential incident is',
    '                not shown in payments: no route says so',
  ]);
});
