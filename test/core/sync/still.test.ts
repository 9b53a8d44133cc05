import { expect, it } from 'vitest';
import { linkedView } from '../../../bench/linked-view.ts';
import type { Config } from '../../../packages/core/src/config/config.ts';
import { parseConfig } from '../../../packages/core/src/config/parse-config.ts';
import type { Json } from '../../../packages/core/src/model/brand.ts';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import { type Issue, type Link, SYNC_FIELDS } from '../../../packages/core/src/model/mirror.ts';
import { oursRaw, theirsRaw } from '../../../packages/core/src/sync/field.ts';
import { isStill, type LinkSides } from '../../../packages/core/src/sync/still.ts';
import { termsOf } from '../../../packages/core/src/sync/terms.ts';
import { fc } from '../../support/property.ts';

const config = ((): Config => {
  const trackers = [{ type: 'github', name: 'payments', repo: 'acme/payments', token: { env: 'T' } }];
  const parsed = parseConfig({ trackers, routes: [{ match: {}, tracker: 'payments' }] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.config;
})();
const [own] = config.trackers;
const [versioned] = linkedView(1, config).items;
const [link] = linkedView(1, config).links;
if (own === undefined || versioned === undefined || link === undefined) throw new Error('one of each');
const terms = termsOf(link.tracker, own, config);

/** Sets of labels are compared whatever their order. */
function form(value: Json): string {
  return JSON.stringify(Array.isArray(value) ? [...new Set(value)].sort() : value);
}

/** The same by the values that the merge sees. */
function wouldBeStill({ item, link: { pasts, now }, details }: LinkSides): boolean {
  return SYNC_FIELDS.every((field) => {
    const past = pasts[field];
    const same = (a: Json, b: Json) => form(a) === form(b);
    return (
      past !== undefined &&
      same(past.ours, oursRaw(field, item, { terms, details })) &&
      same(past.theirs, theirsRaw(field, now, { terms, past }))
    );
  });
}

const word = fc.constantFrom('a', 'b', 'closeout/a', 'closeout/b', 'Alert the on-call');
const state: fc.Arbitrary<ActionItem['state']> = fc.constantFrom(
  { status: 'open' },
  { status: 'in-progress' },
  { status: 'cancelled', resolution: 'obsolete', reason: 'x', on: '2026-03-02', by: 'ada', until: null } as ActionItem['state'],
  { status: 'cancelled', resolution: 'duplicate', reason: 'x', on: '2026-03-02', by: 'ada', until: null } as ActionItem['state'],
);
const remote = fc.record({
  name: fc.constantFrom('open', 'closed'),
  category: fc.constantFrom('new' as const, 'done' as const),
  resolution: fc.constantFrom(null, 'completed'),
});
const either = <T>(from: fc.Arbitrary<T>, same: T) => fc.oneof({ weight: 4, arbitrary: fc.constant(same) }, from);
const edited = fc.record({
  item: fc.record({
    title: either(word, versioned.item.title),
    owner: either(fc.option(word), versioned.item.owner),
    priority: either(fc.constantFrom('P1' as const, null), versioned.item.priority),
    labels: either(fc.uniqueArray(word, { maxLength: 3 }), [...versioned.item.labels]),
    state: either(state, versioned.item.state),
  }),
  now: fc.record({
    title: either(word, link.now.title),
    assignees: either(fc.uniqueArray(word, { maxLength: 2 }), [...link.now.assignees]),
    priority: either(fc.option(word), link.now.priority),
    labels: either(fc.uniqueArray(word, { maxLength: 3 }), [...link.now.labels]),
    status: either(remote, link.now.status),
    details: either(fc.option(word), link.now.details),
  }),
  without: either(fc.constantFrom(...SYNC_FIELDS, null), null),
});

it('is still exactly when nothing that the merge would see has moved', () => {
  let stills = 0;
  fc.assert(
    fc.property(edited, ({ item, now, without }) => {
      const { [without ?? 'title']: _, ...rest } = link.pasts;
      const pasts: Link['pasts'] = without === null ? link.pasts : rest;
      const details = String(link.pasts.details?.ours);
      const sides: LinkSides = {
        item: { ...versioned.item, ...item },
        link: { ...link, pasts, now: { ...link.now, ...now } as Issue },
        details,
        terms,
      };
      if (isStill(sides)) stills += 1;
      expect(isStill(sides)).toBe(wouldBeStill(sides));
    }),
    { numRuns: 2_000, seed: 7 },
  );
  expect(stills).toBeGreaterThan(20);
});

it('is never still while an update is out whose answer nobody heard', () => {
  const sides: LinkSides = { item: versioned.item, link, details: String(link.pasts.details?.ours), terms };
  expect(isStill(sides)).toBe(true);
  expect(isStill({ ...sides, link: { ...link, sent: {} } })).toBe(false);
});
