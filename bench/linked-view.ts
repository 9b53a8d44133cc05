import { type ActionItem, type Config, type Instant, type Issue, type Link, type MirrorView, plainDate } from '@closeout/core';
import { renderDetailsIn } from '@closeout/core/sync';

const TRACKER = 'github:acme/payments';
const AT = '2026-03-02T09:00:00.000Z' as Instant;
const WORKSPACE = '018f3c1e-7a00-7000-8000-00000000abcd' as MirrorView['workspace']['id'];

/** What a planner sees of `count` items that are in step with their issues, all of which are to be looked at. */
export function linkedView(count: number, config: Config): MirrorView {
  const items = Array.from({ length: count }, (_, n) => ({ seq: n + 1, item: itemOf(n) }));
  const view: MirrorView = {
    workspace: { id: WORKSPACE, createdAt: AT, sandbox: false },
    seq: count,
    items,
    incidents: [],
    documents: [],
    links: [],
    intents: [],
    wishes: [],
    refusals: [],
    conflicts: [],
    drifts: [],
    cursors: {},
    accounts: { [TRACKER]: ['closeout-bot'] },
    writes: [],
    waiting: 0,
    liveLinks: count,
  };
  return { ...view, links: items.map(({ item, seq }) => linkOf(item, { seq, details: renderDetailsIn(view, config, item) })) };
}

/** The same with every `nth` of its links changed, here and there in turn. */
export function withChanges(view: MirrorView, nth: number): MirrorView {
  return {
    ...view,
    items: view.items.map((one, at) =>
      at % (2 * nth) === 0 ? { ...one, item: { ...one.item, title: `${one.item.title}, said here` } } : one,
    ),
    links: view.links.map((link, at) =>
      at % (2 * nth) === nth ? { ...link, now: { ...link.now, title: `${link.now.title}, said there` } } : link,
    ),
  };
}

function itemOf(n: number): ActionItem {
  return {
    type: 'item',
    uid: `018f3c1e-7a00-7000-8001-${n.toString(16).padStart(12, '0')}` as ActionItem['uid'],
    number: n + 1,
    title: `Alert the on-call before volume ${n} of the ledger cluster fills up`,
    details: `The disk of volume ${n} was full for forty minutes before anybody knew.\nAlert at 80 %, page at 90 %, and write down in the runbook how to add space.`,
    state: { status: 'open' },
    kind: 'preventative',
    kindSource: 'stated',
    activity: null,
    owner: ['ada', 'grace', 'edsger', 'barbara'][n % 4] ?? null,
    team: 'storage',
    priority: 'P2',
    labels: ['alerting'],
    incident: null,
    series: null,
    scheduledOn: null,
    due: { on: plainDate('2026-09-30'), originallyOn: plainDate('2026-09-30'), rule: 'fallback', extensions: [] },
    proposedDueOn: null,
    snoozedUntil: null,
    recurrence: null,
    duplicateOf: null,
    references: [],
    origin: null,
    source: null,
    createdOn: plainDate('2026-03-02'),
    acceptedOn: plainDate('2026-03-02'),
  };
}

function linkOf(item: ActionItem, { seq, details }: { readonly seq: number; readonly details: string }): Link {
  const key = String(item.number);
  const issueKey = { id: String(9_000_000 + item.number), key, url: `https://github.com/acme/payments/issues/${key}` };
  const status = { name: 'open', category: 'new', resolution: null } as const;
  const labels = item.labels.map((label) => `closeout/${label}`);
  const now: Issue = {
    ...issueKey,
    author: 'closeout-bot',
    createdAt: AT,
    updatedAt: AT,
    markers: [{ workspace: WORKSPACE, item: item.uid }],
    title: item.title,
    status,
    assignees: item.owner === null ? [] : [item.owner],
    dueOn: item.due?.on ?? null,
    priority: item.priority,
    labels,
    details,
  };
  const same = (value: string | null) => ({ ours: value, theirs: value });
  return {
    item: item.uid,
    tracker: TRACKER,
    issue: issueKey,
    pasts: {
      title: same(item.title),
      status: { ours: { status: 'open', resolution: null }, theirs: status },
      assignee: same(item.owner),
      dueOn: same(now.dueOn),
      priority: same(item.priority),
      labels: { ours: labels, theirs: labels },
      details: same(details),
    },
    now,
    seenAt: AT,
    state: 'live',
    pending: false,
    itemSeq: seq,
  };
}
