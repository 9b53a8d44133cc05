import type { Drift, Link } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import { recordLost } from '../sync/lost-issue.ts';
import { recordIssues, recordRead } from '../sync/record-pull.ts';
import { asRival, lostWords, type Reach, twinCase, unmarkedWords } from '../sync/twin.ts';
import { isSameMarker } from '../tracker/marker.ts';
import { attempt, type RunningTarget } from './running-target.ts';
import { type SyncWorld, termsOfTarget } from './sync-target.ts';

/**
 * Looks at the mirror of each item that has a second issue, before anything is planned: closed is only what surely is a second one. A
 * mirror that was transferred is followed; where nobody can tell, the second issue becomes a rival that a person decides on. Costs one
 * read for each second issue. False where there is none: nothing was asked or recorded.
 */
export async function checkTwins(
  world: SyncWorld,
  { drifts, running }: { readonly drifts: readonly Drift[]; readonly running: readonly RunningTarget[] },
): Promise<boolean> {
  const seconds = drifts.filter(({ code }) => code === 'twin' || code === 'rival');
  for (const drift of seconds) {
    const one = running.find(({ target }) => target.tracker.name === drift.tracker);
    if (one !== undefined) await attempt(world, one, () => checkTwin(world, { running, one, drift }));
  }
  return seconds.length > 0;
}

interface Checked {
  readonly running: readonly RunningTarget[];
  /** Where the second issue is. */
  readonly one: RunningTarget;
  readonly drift: Drift;
}

async function checkTwin(world: SyncWorld, checked: Checked): Promise<void> {
  const { drift, running } = checked;
  if (drift.item === null) return;
  const view = await world.store.mirrors({ of: 'items', items: [drift.item] });
  const found = twinCase(drift, view, reachOf(world, running));
  switch (found.next) {
    case 'leave':
      return;
    case 'none':
      return record(world, checked, [{ op: 'drift.end', drift }]);
    case 'close':
      return record(world, checked, closable(drift, null));
    case 'unclear':
      return record(world, checked, unclear(drift, found.why));
    case 'follow':
      return follow(world, checked);
    case 'look':
      return look(world, checked, found.mirror);
  }
}

/** Trackers that were pulled from in this run. */
export function reachOf(world: Pick<SyncWorld, 'config'>, running: readonly RunningTarget[]): Reach {
  const pulled = running.filter(({ pulled: at }) => at !== null);
  return { now: new Set(pulled.map(({ target }) => target.tracker.name)), isWhole: pulled.length === world.config.trackers.length };
}

async function look(world: SyncWorld, checked: Checked, mirror: Link): Promise<void> {
  const { drift, running } = checked;
  const at = running.find(({ target }) => target.tracker.name === mirror.tracker);
  const [seen] = (await at?.target.tracker.read([mirror.issue])) ?? [];
  if (at?.pulled == null || seen === undefined) return;
  if (seen.state !== 'present') {
    await record(world, checked, recordLost(mirror, seen));
    if (seen.state === 'moved') return follow(world, checked);
    return record(world, checked, unclear(drift, lostWords({ issue: mirror.issue, state: seen.state === 'hidden' ? 'hidden' : 'gone' })));
  }
  const { issue } = seen;
  const news = JSON.stringify(issue) === JSON.stringify(mirror.now) ? [] : recordRead(mirror, { issue, at: at.pulled.at });
  if (isMarked(world, { issue, item: mirror.item })) return record(world, checked, [...closable(drift, mirror), ...news]);
  await record(world, checked, [...unclear(drift, unmarkedWords(issue)), ...news]);
}

/** The mirror was moved elsewhere: perhaps to where this issue is. */
async function follow(world: SyncWorld, checked: Checked): Promise<void> {
  const { one, drift } = checked;
  const { tracker } = one.target;
  if (drift.issue === null || drift.item === null || one.pulled === null) return;
  const [seen] = await tracker.read([drift.issue]);
  if (seen?.state !== 'present') return record(world, checked, [{ op: 'drift.end', drift }]);
  const { issue } = seen;
  const view = await world.store.mirrors({ of: 'issues', tracker: tracker.name, ids: [issue.id], items: [drift.item] });
  const { changes } = recordIssues(view, {
    terms: termsOfTarget(world, one.target),
    pulled: { issues: [issue], at: one.pulled.at, account: null },
  });
  const isTaken = changes.some((change) => change.op === 'link' && change.link.issue.id === issue.id && change.link.state === 'live');
  const left = isTaken ? [] : unclear(drift, 'its item’s mirror was moved elsewhere');
  await record(world, checked, [...changes, ...left]);
}

export function isMarked({ store }: SyncWorld, { issue, item }: { readonly issue: Link['now']; readonly item: Link['item'] }): boolean {
  return issue.markers.some((marker) => isSameMarker(marker, { workspace: store.workspace.id, item }));
}

/** A rival turns out to be a second issue: its item is planned again. */
function closable(drift: Drift, mirror: Link | null): readonly Change[] {
  if (drift.code === 'twin') return [];
  const message = `${drift.issue?.url} is a second issue for the same item`;
  const changes: Change[] = [
    { op: 'drift.end', drift },
    { op: 'drift', drift: { ...drift, code: 'twin', message } },
  ];
  return mirror === null ? changes : [...changes, { op: 'link', link: { ...mirror, pending: true } }];
}

function unclear(drift: Drift, why: string): readonly Change[] {
  if (drift.code === 'rival') return [];
  return [
    { op: 'drift.end', drift },
    { op: 'drift', drift: asRival(drift, why) },
  ];
}

async function record({ store }: SyncWorld, { one }: Checked, changes: readonly Change[]): Promise<void> {
  if (changes.length > 0) await store.commit(changes, { actor: one.target.tracker.name, lease: await one.lease.current() });
}
