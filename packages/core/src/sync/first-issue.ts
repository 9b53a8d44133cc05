import type { Config, TrackerConfig } from '../config/config.ts';
import { routeOf } from '../config/route.ts';
import { trackerNamed } from '../config/tracker-named.ts';
import type { WorkspaceId } from '../model/id.ts';
import type { Incident } from '../model/incident.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import type { Drift, Refusal, TrackerName, Wish } from '../model/mirror.ts';
import { draftOf } from './patch.ts';
import type { Named, PlanChange, PlanTarget } from './plan.ts';
import { issueAt } from './reference.ts';
import { refusalDigest } from './refused.ts';
import type { Terms } from './terms.ts';
import { withheld } from './withheld.ts';

/** An item without a live mirror, and what is on record about it. */
export interface Unmirrored {
  readonly item: ActionItem;
  readonly incident: Incident | null;
  readonly wish: Wish | null;
  readonly refusals: readonly Refusal[];
  readonly drifts: readonly Drift[];
  /** The managed block of its issue. */
  readonly details: () => string;
  readonly named: (tracker: TrackerName) => Named;
}

/** What the planner knows of the trackers that take part. */
export interface Placing {
  readonly workspace: WorkspaceId;
  readonly config: Config;
  readonly targets: ReadonlyMap<TrackerName, PlanTarget>;
  readonly terms: ReadonlyMap<TrackerName, Terms>;
}

/**
 * What an item without a live mirror gets; at most one change. A wish of a person comes first, an old issue that is not
 * closed yet before that:
 *
 * | wish              | item                               | change                       |
 * |-------------------|------------------------------------|------------------------------|
 * | any               | its old issue is still to be closed | `wait`                      |
 * | this issue        | accepted                           | `adopt`                      |
 * | none              | unfinished, names an issue         | `adopt`                      |
 * | an issue in T     | unfinished                         | `create` in T                |
 * | none, or anywhere | unfinished, its route names one    | `create`                     |
 * | –                 | refused before, nothing changed    | `wait`                       |
 * | –                 | otherwise                          | –                            |
 */
export function firstIssue(subject: Unmirrored, placing: Placing): PlanChange | null {
  const { item, wish } = subject;
  if (item.acceptedOn === null) return null;
  if (wish === null) return isUnfinished(item) ? (adoption(subject, placing, item.references) ?? creation(subject, placing)) : null;
  const old = subject.drifts.find((drift) => isStillOpen(drift) && trackerNamed(drift.tracker, placing.config) !== null);
  switch (wish.want) {
    case 'adopt':
      return old === undefined ? adoption(subject, placing, [wish.url]) : waitForClose(subject, old);
    case 'create':
      if (!isUnfinished(item)) return null;
      return old === undefined ? creation(subject, placing) : waitForClose(subject, old);
  }
}

/** The tracker of that configured name, when it takes part. */
export function targetCalled(name: string | undefined, { targets }: Pick<Placing, 'targets'>): PlanTarget | null {
  return [...targets.values()].find(({ config }) => config.name === name) ?? null;
}

function adoption({ incident, drifts, named }: Unmirrored, { targets, config }: Placing, urls: readonly string[]): PlanChange | null {
  for (const url of urls) {
    for (const target of targets.values()) {
      const key = issueAt(url, target.config);
      if (key === null || withheld(target.config, { incident, config }) !== null) continue;
      const { tracker } = target;
      const taken = drifts.find((drift) => UNADOPTABLE.has(drift.code) && drift.tracker === tracker && drift.issue?.key === key.key);
      if (taken === undefined) return { kind: 'adopt', ...named(tracker), url };
      return { kind: 'wait', ...named(tracker), code: taken.code, message: taken.message };
    }
  }
  return null;
}

function creation(subject: Unmirrored, placing: Placing): PlanChange | null {
  const { item, named } = subject;
  const chosen = trackerFor(subject, placing.config);
  if (chosen === null) return null;
  if (chosen.config === null) {
    const message = `no tracker is named ${chosen.name} any more; say another: closeout move`;
    return { kind: 'wait', ...named(chosen.name), code: 'unknown-tracker', message };
  }
  const kept = withheld(chosen.config, { incident: subject.incident, config: placing.config });
  if (kept !== null) return { kind: 'wait', ...named(chosen.name), ...kept };
  const target = targetCalled(chosen.name, placing);
  const terms = target && placing.terms.get(target.tracker);
  if (!target || !terms) return null;
  const draft = draftOf(item, { marker: { workspace: placing.workspace, item: item.uid }, details: subject.details(), terms });
  const refusal = subject.refusals.find((old) => old.field === 'create' && old.tracker === target.tracker);
  if (refusal?.digest === refusalDigest('create', { sent: draft, terms, status: null })) {
    return { kind: 'wait', ...named(target.tracker), code: refusal.code, message: refusal.message };
  }
  return { kind: 'create', ...named(target.tracker), draft };
}

/** Where the next issue of an item goes: by wish, or else by route. `config` is `null` for a name that is configured no more. */
function trackerFor(
  { item, incident, wish }: Unmirrored,
  config: Config,
): { readonly name: string; readonly config: TrackerConfig | null } | null {
  if (wish?.want === 'create' && wish.tracker !== null) {
    return { name: wish.tracker, config: config.trackers.find(({ name }) => name === wish.tracker) ?? null };
  }
  const route = routeOf(item, incident, config);
  return route && { name: route.name, config: route };
}

function waitForClose({ named }: Unmirrored, { code, tracker, issue, message }: Drift): PlanChange {
  const why = code === 'twin' ? `${issue?.url} is closed as a duplicate before the next issue comes` : message;
  return { kind: 'wait', ...named(tracker), code: 'old-issue-open', message: why };
}

/** An issue of the item that it shall have no longer, and that is not known to be closed. */
function isStillOpen({ code, field, issue }: Drift): boolean {
  return issue !== null && (code === 'twin' || (code === 'no-permission' && field === 'status'));
}

/** Why an issue that an item names does not become its mirror. */
export const UNADOPTABLE: ReadonlySet<Drift['code']> = new Set(['already-mirrored', 'not-an-issue', 'deleted', 'hidden', 'moved']);
