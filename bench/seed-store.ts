import {
  type ActionItem,
  addDays,
  type Change,
  type Clock,
  dayIn,
  type Incident,
  instantAt,
  type Link,
  type PlainDate,
  type Uid,
} from '@closeout/core';
import { openSqliteStore } from '@closeout/core/sqlite';

/** Of all items, every tenth is still open; of those, every tenth is late. */
const OPEN_EVERY = 10;
const LATE_EVERY = 10;
const PER_INCIDENT = 5;
const PER_COMMIT = 1_000;
/** How far back the first incident lies. */
const DAYS = 3 * 365;
const TRACKER = 'github:acme/payments';

/** Fills a new database with `items` action items of the last three years: with incidents, mirrors and history. */
export async function seedStore(path: string, items: number): Promise<void> {
  const today = dayIn('UTC', instantAt(Date.now()));
  const commits = Math.ceil(items / PER_COMMIT);
  let day = today;
  const clock: Clock = { now: () => instantAt(Date.parse(`${day}T09:00:00Z`)), today: () => day };
  const store = await openSqliteStore({ path, clock, timeZone: 'UTC', create: { sandbox: true } });
  const commit = (changes: readonly Change[]) => store.commit(changes, { actor: 'seed' });
  const recordMirrors = async (made: readonly ActionItem[]) => {
    const view = await store.mirrors({ of: 'items', items: made.map(({ uid }) => uid) });
    await commit(view.items.map(({ item, seq }) => ({ op: 'link', link: linkOf(item, seq) })));
  };

  let unfinished: readonly ActionItem[] = [];
  for (let batch = 0; batch <= commits; batch++) {
    day = addDays(today, Math.round(((batch - commits) * DAYS) / commits) - 1);
    const first = batch * PER_COMMIT + 1;
    const numbers = Array.from({ length: Math.max(0, Math.min(PER_COMMIT, items - first + 1)) }, (_, index) => first + index);
    const finished = await commit(unfinished.map((item) => finish(item, day)));
    const created = await commit(numbers.flatMap((n) => recorded(n, { day, today })));
    const made = created.entities.filter((entity) => entity.type === 'item');
    await recordMirrors([...made, ...finished.entities.filter((entity) => entity.type === 'item')]);
    unfinished = made.filter(({ number }) => number % OPEN_EVERY !== 0);
  }
  await store.close();
}

/** An item with its mirror's state, and an incident before each first of five. */
function recorded(n: number, { day, today }: { readonly day: PlainDate; readonly today: PlainDate }): readonly Change[] {
  const incident = uid<Incident['uid']>('b', Math.ceil(n / PER_INCIDENT));
  const item = uid<ActionItem['uid']>('a', n);
  const isLate = n % (OPEN_EVERY * LATE_EVERY) === 0;
  const on = n % OPEN_EVERY !== 0 ? addDays(day, 30) : addDays(today, isLate ? -1 - (n % 90) : n % 120);
  const { key, url } = issueOf(n);
  const changes: Change[] = [
    {
      op: 'create',
      reason: null,
      entity: {
        type: 'item',
        uid: item,
        title: `Alert the on-call before volume ${n} of the ledger cluster fills up`,
        details: `The disk of volume ${n} was full for forty minutes before anybody knew.\nAlert at 80 %, page at 90 %, and write down in the runbook how to add space.`,
        state: { status: 'open' },
        kind: 'preventative',
        kindSource: 'stated',
        activity: null,
        owner: ['ada', 'grace', 'edsger', 'barbara'][n % 4] ?? null,
        team: ['payments', 'storage', 'platform'][n % 3] ?? null,
        priority: 'P2',
        labels: ['alerting'],
        incident,
        series: null,
        scheduledOn: null,
        due: { on, originallyOn: on, rule: 'fallback', extensions: [] },
        proposedDueOn: null,
        snoozedUntil: null,
        recurrence: null,
        duplicateOf: null,
        references: [],
        origin: null,
        source: null,
        createdOn: day,
        acceptedOn: day,
      },
    },
    {
      op: 'create',
      reason: null,
      entity: { type: 'mirror', uid: uid('c', n), item, tracker: TRACKER, key, url, state: 'live', conflicts: [] },
    },
  ];
  return n % PER_INCIDENT === 1 ? [incidentOf(incident, { n, day }), ...changes] : changes;
}

function incidentOf(incident: Incident['uid'], { n, day }: { readonly n: number; readonly day: PlainDate }): Change {
  return {
    op: 'create',
    reason: null,
    entity: {
      type: 'incident',
      uid: incident,
      title: `Ledger writes failed in region ${n % 7}`,
      severity: 'SEV2',
      services: ['ledger'],
      team: 'storage',
      lead: 'ada',
      startedAt: instantAt(Date.parse(`${day}T02:10:00Z`)),
      endedAt: instantAt(Date.parse(`${day}T02:50:00Z`)),
      detectedAt: null,
      durationMinutes: 40,
      timeZone: 'UTC',
      impact: 'Payments were queued and booked up to forty minutes late.',
      affectedShare: 0.4,
      rootCause: 'Nobody watched how full the volumes were.',
      timeline: [],
      labels: [],
      confidential: false,
      document: null,
      source: { system: 'seed', id: String(n) },
      recordedOn: day,
    },
  };
}

function finish(item: ActionItem, on: PlainDate): Change {
  return {
    op: 'update',
    reason: null,
    entity: { ...item, state: { status: 'done', on, by: item.owner ?? 'ada', evidence: null, outcome: null } },
  };
}

function issueOf(n: number): Link['issue'] {
  return { id: String(9_000_000 + n), key: String(n), url: `https://github.com/acme/payments/issues/${n}` };
}

/** In step with its item: a sync has nothing to do. */
function linkOf({ number, title, details, due }: ActionItem, itemSeq: number): Link {
  const seenAt = instantAt(Date.parse('2026-01-05T09:00:00Z'));
  const issue = issueOf(number);
  const past = (value: string | null) => ({ ours: value, theirs: value });
  return {
    item: uid<ActionItem['uid']>('a', number),
    tracker: TRACKER,
    issue,
    pasts: { title: past(title), details: past(details), dueOn: past(due?.on ?? null), status: past('open') },
    now: {
      ...issue,
      author: 'closeout-bot',
      createdAt: seenAt,
      updatedAt: seenAt,
      markers: [],
      title,
      status: { name: 'open', category: 'new', resolution: null },
      assignees: [],
      dueOn: due?.on ?? null,
      priority: null,
      labels: ['alerting'],
      details,
    },
    seenAt,
    state: 'live',
    pending: false,
    itemSeq,
  };
}

function uid<Id extends Uid>(kind: 'a' | 'b' | 'c', n: number): Id {
  return `018f3c1e-7a00-7000-800${kind}-${n.toString(16).padStart(12, '0')}` as Id;
}
