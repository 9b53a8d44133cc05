import { describe, expect, test } from 'vitest';
import type { Config, GithubTrackerConfig, RouteMatch } from '../../../packages/core/src/config/config.ts';
import { routeOf } from '../../../packages/core/src/config/route.ts';
import type { IncidentUid, ItemUid } from '../../../packages/core/src/model/id.ts';
import type { Incident } from '../../../packages/core/src/model/incident.ts';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import { plainDate } from '../../../packages/core/src/model/plain-date.ts';

const item: ActionItem = {
  type: 'item',
  uid: '018f0000-0000-7000-8000-000000000001' as ItemUid,
  number: 1,
  title: 'Rehearse the failover',
  details: '',
  state: { status: 'open' },
  kind: 'preventative',
  kindSource: 'stated',
  activity: 'drill',
  owner: 'ada',
  team: 'shop',
  priority: 'P1',
  labels: ['failover'],
  incident: '018f0000-0000-7000-8000-000000000002' as IncidentUid,
  series: null,
  scheduledOn: null,
  due: null,
  proposedDueOn: null,
  snoozedUntil: null,
  recurrence: null,
  duplicateOf: null,
  references: [],
  origin: null,
  source: null,
  createdOn: plainDate('2026-01-05'),
  acceptedOn: plainDate('2026-01-05'),
};

const incident: Incident = {
  type: 'incident',
  uid: '018f0000-0000-7000-8000-000000000002' as IncidentUid,
  number: 1,
  title: 'Checkout down',
  severity: 'SEV1',
  services: ['checkout'],
  team: 'platform',
  lead: null,
  startedAt: null,
  endedAt: null,
  detectedAt: null,
  durationMinutes: null,
  timeZone: null,
  impact: null,
  affectedShare: null,
  rootCause: null,
  timeline: [],
  labels: [],
  confidential: false,
  document: null,
  source: null,
  recordedOn: plainDate('2026-01-05'),
};

const tracker = (name: string): GithubTrackerConfig => ({
  type: 'github',
  name,
  repo: `globex/${name}`,
  baseUrl: 'https://api.github.com',
  token: { env: 'T' },
  app: null,
  settleSeconds: 600,
  limits: { writesPerMinute: 60, createsPerHour: 500 },
});

const config = (...routes: Config['routes']): Pick<Config, 'routes' | 'trackers'> => ({ routes, trackers: [tracker('a'), tracker('b')] });
const holds = (match: RouteMatch, over: Partial<ActionItem> = {}, of: Partial<Incident> | null = {}) =>
  routeOf({ ...item, ...over }, of === null ? null : { ...incident, ...of }, config({ match, tracker: 'a' }))?.name === 'a';

test('the first route whose conditions all hold decides, also when it says: not mirrored', () => {
  const first = { match: { team: 'shop', label: 'other' }, tracker: 'b' };
  expect(routeOf(item, incident, config(first, { match: { team: 'shop' }, tracker: 'a' }, { match: {}, tracker: 'b' }))?.name).toBe('a');
  expect(routeOf(item, incident, config({ match: { team: 'shop' }, tracker: null }, { match: {}, tracker: 'b' }))).toBe(null);
  expect(routeOf(item, incident, config())).toBe(null);
});

test.each<readonly [RouteMatch, RouteMatch]>([
  [{ team: 'shop' }, { team: 'platform' }],
  [{ label: 'failover' }, { label: 'fail' }],
  [{ activity: 'drill' }, { activity: 'audit' }],
  [{ kind: 'preventative' }, { kind: 'corrective' }],
  [{ priority: 'P1' }, { priority: 'P2' }],
  [{ severity: '1' }, { severity: '2' }],
  [{ service: 'checkout' }, { service: 'cart' }],
  [{ confidential: false }, { confidential: true }],
])('%j matches and %j does not', (matching, other) => {
  expect(holds(matching)).toBe(true);
  expect(holds(other)).toBe(false);
});

test('without a team of its own an item counts for the team of its incident', () => {
  expect(holds({ team: 'platform' }, { team: null })).toBe(true);
});

test('an inferred kind never decides', () => {
  expect(holds({ kind: 'preventative' }, { kindSource: 'inferred' })).toBe(false);
});

describe('a confidential incident', () => {
  test('is mirrored only by a route that says so', () => {
    expect(holds({}, {}, { confidential: true })).toBe(false);
    expect(holds({ team: 'shop' }, {}, { confidential: true })).toBe(false);
    expect(holds({ confidential: true }, {}, { confidential: true })).toBe(true);
    expect(holds({ confidential: true, team: 'x' }, {}, { confidential: true })).toBe(false);
  });

  test('an item of no incident is not confidential', () => {
    expect(holds({}, {}, null)).toBe(true);
    expect(holds({ confidential: true }, {}, null)).toBe(false);
  });
});
