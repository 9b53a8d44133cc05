import type { Instant } from '../../../packages/core/src/model/instant.ts';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import { addDays, type PlainDate, plainDate } from '../../../packages/core/src/model/plain-date.ts';
import { cancelled, done, due, incident, mirror, SETTINGS, series, type Told, tracker, type World } from './recorded-world.ts';

export const MONDAY = plainDate('2026-03-30');

const open: ActionItem['state'] = { status: 'open' };
const cart = incident(1, {
  title: 'Carts lost at checkout',
  severity: 'SEV1',
  services: ['checkout'],
  startedAt: '2025-11-12T09:00:00.000Z' as Instant,
});
const slow = incident(2, { title: 'Search slow for two hours', severity: 'SEV3', services: ['index'] });
const again = incident(3, {
  title: 'Checkout down again',
  severity: 'SEV2',
  services: ['checkout'],
  startedAt: '2026-03-25T21:00:00.000Z' as Instant,
});
const failover = series(1, { title: 'Fail over the payment database', team: 'payments', owner: 'ada' });

/** A quarter of two teams with something in every section of the report of {@link MONDAY}. */
export const BUSY_QUARTER: World = {
  settings: SETTINGS,
  incidents: [cart, slow, again],
  series: [failover],
  trackers: [tracker('github:acme/payments', '2026-03-30'), tracker('jira:acme.atlassian.net/OPS', '2026-03-27')],
  mirrors: [
    mirror(1),
    mirror(2, { tracker: 'jira:acme.atlassian.net/OPS', key: 'OPS-12', url: 'https://acme.atlassian.net/browse/OPS-12' }),
    mirror(3),
    mirror(4, { conflicts: ['title'] }),
    mirror(5, { state: 'gone' }),
    mirror(7),
  ],
  items: [
    [
      ['2025-11-13', { title: 'Retry card charges with the same idempotency key', owner: 'ada', incident: cart.uid, priority: 'P0' }],
      ['2025-11-14', { state: open, due: due('2025-12-14') }],
      ['2026-01-10', { due: due('2026-02-15', '2025-12-14', '2026-01-15') }],
    ],
    [
      [
        '2026-02-01',
        {
          title: 'Alert when the index lags by more than five minutes',
          owner: 'ben',
          incident: slow.uid,
          state: open,
          due: due('2026-03-15'),
        },
      ],
    ],
    [
      [
        '2026-02-20',
        {
          title: 'Write down how to drain a cart worker',
          owner: 'ada',
          incident: cart.uid,
          state: { status: 'in-progress' },
          due: due('2026-03-29'),
        },
      ],
    ],
    [
      [
        '2026-03-01',
        {
          title: 'Warn before the token of the card network expires',
          owner: 'ada',
          incident: cart.uid,
          state: open,
          due: due('2026-03-30'),
        },
      ],
    ],
    [['2026-03-02', { title: 'Load test the search cluster at twice the peak', owner: 'ben', state: open, due: due('2026-04-03') }]],
    [['2026-03-05', { title: 'Remove the shared lock around price updates', owner: 'ada', state: open, due: due('2026-04-12') }]],
    [
      ['2026-02-10', { title: 'Page the second person when the first does not answer', owner: 'ben', state: open, due: due('2026-03-26') }],
      ['2026-03-24', { state: done('2026-03-24', { evidence: 'https://wiki.example.com/paging' }) }],
    ],
    [
      ['2026-02-11', { title: 'Build a second payment provider', owner: 'ada', state: open, due: due('2026-05-01') }],
      ['2026-03-25', { state: cancelled('2026-03-25', { reason: 'the contract ends in June' }) }],
    ],
    [
      ['2026-02-12', { title: 'Trim the alert rules of the old cluster', owner: 'ben', state: open, due: due('2026-03-01') }],
      ['2026-03-26', { state: cancelled('2026-03-26', { resolution: 'obsolete' }) }],
    ],
    [['2026-03-27', { title: 'Check what a partial refund does to the ledger', state: open, due: due('2026-04-26') }]],
    [['2026-03-10', { title: 'Review who may deploy on a Friday', owner: 'cleo', state: open, due: due('2026-06-30') }]],
    ...['2025-06-01', '2025-09-01', '2025-12-01', '2026-03-01'].map((on, index) => occurrence(plainDate(on), index)),
    ...Array.from({ length: 20 }, (_, index) => routine(index)),
    [['2026-02-03', { title: 'Ask the vendor for a status page' }]],
    [['2026-03-28', { title: 'Add a dashboard for queue depth' }]],
  ],
};

/** An occurrence of the failover drill: the first on time, the second late, the third skipped, the fourth missed. */
function occurrence(on: PlainDate, index: number): Told {
  const dueOn = addDays(on, 14);
  const facts: Partial<ActionItem> = {
    title: 'Fail over the payment database',
    activity: 'drill',
    owner: 'ada',
    series: failover.uid,
    scheduledOn: on,
    state: open,
    due: due(dueOn),
  };
  const created = addDays(on, -14);
  if (index === 0)
    return [
      [created, facts],
      [dueOn, { state: done(dueOn, { outcome: 'pass' }) }],
    ];
  if (index === 1)
    return [
      [created, facts],
      [addDays(dueOn, 3), { state: done(addDays(dueOn, 3), { outcome: 'pass-with-findings' }) }],
    ];
  if (index === 2)
    return [
      [created, facts],
      [dueOn, { state: cancelled(dueOn, { resolution: 'skipped', reason: 'change freeze' }) }],
    ];
  return [[created, facts]];
}

/** Small things that come and go, so that the trend has a shape. */
function routine(index: number): Told {
  const created = addDays(plainDate('2026-01-02'), index * 4);
  const closed = addDays(created, 9 + (index % 5) * 7);
  const told: Told[number] = [
    created,
    { title: `Tidy alert rule ${index + 1}`, owner: index % 2 === 0 ? 'ada' : 'ben', state: open, due: due(addDays(created, 28)) },
  ];
  return closed < '2026-03-29' ? [told, [closed, { state: done(closed) }]] : [told];
}
