import type { Config } from '../config/config.ts';
import type { EntityChange } from '../model/event.ts';
import type { ItemUid, SeriesUid } from '../model/id.ts';
import { type ActionItem, isUnfinished } from '../model/item.ts';
import { mintFrom } from '../model/mint.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';
import { acceptProposal, BECAME_SERIES } from './acceptance.ts';
import { changeItems, findItem, nameIn } from './find-entity.ts';
import type { ActOptions } from './item-verb.ts';
import { directoryOf } from './people.ts';
import { parseRrule } from './rrule.ts';

export interface AcceptOptions extends ActOptions {
  readonly config: Config;
  readonly owner?: string | undefined;
  readonly dueOn?: PlainDate | undefined;
  /** How often it recurs; `null`: once, although it says that it recurs. Left out: as the proposal says. */
  readonly rrule?: string | null | undefined;
}

/**
 * Proposals become promises: open items with a due date or, where they recur, series.
 * Refused as a whole: `not-a-proposal`, `needs-cadence`, `bad-rrule`, `unknown-item`.
 */
export function planAccept(snapshot: Snapshot, uids: readonly ItemUid[], options: AcceptOptions): Result<readonly EntityChange[]> {
  const stated = typeof options.rrule === 'string' ? parseRrule(options.rrule) : ok(options.rrule);
  if (!stated.ok) return stated;
  const mint = mintFrom(snapshot);
  const directory = directoryOf(options.config);
  const incidents = new Map(snapshot.incidents.map((incident) => [incident.uid, incident]));
  const series: EntityChange[] = [];
  const changes = changeItems(snapshot, uids, {
    reason: null,
    to: (item) => {
      if (item.state.status !== 'proposed') {
        return fault(
          'not-a-proposal',
          `${nameIn(snapshot, item)} is ${item.state.status}, not a proposal.`,
          'Only proposals can be accepted.',
        );
      }
      const rrule = stated.value === undefined ? (item.recurrence?.rrule ?? null) : stated.value;
      if (stated.value === undefined && item.recurrence?.needsCadence) {
        const message = `${nameIn(snapshot, item)} recurs (${JSON.stringify(item.recurrence.text)}), but nothing says how often.`;
        return fault('needs-cadence', message, 'Say how often, for example --every "FREQ=MONTHLY;INTERVAL=3".');
      }
      const accepted = acceptProposal(withOwner(item, options, directory), {
        config: options.config,
        incident: item.incident === null ? null : (incidents.get(item.incident) ?? null),
        today: options.today,
        by: options.by,
        rrule,
        mint: () => mint<SeriesUid>(),
      });
      if (accepted.series !== null) series.push({ op: 'create', entity: accepted.series, reason: null });
      return ok(accepted.item);
    },
  });
  return changes.ok ? ok([...changes.value.map(reasonOfSeries), ...series]) : changes;
}

function withOwner(item: ActionItem, options: AcceptOptions, directory: ReturnType<typeof directoryOf>): ActionItem {
  const owner = options.owner === undefined ? item.owner : (directory.personBy(options.owner) ?? options.owner);
  const team = item.team ?? (owner === null ? null : directory.teamOf(owner));
  return { ...item, owner, team, proposedDueOn: options.dueOn ?? item.proposedDueOn };
}

function reasonOfSeries(change: EntityChange): EntityChange {
  const { entity } = change;
  return entity.type === 'item' && entity.state.status === 'cancelled' ? { ...change, reason: BECAME_SERIES } : change;
}

/**
 * `uid` says the same as `into`: its text goes into the details of `into`, which also takes what it lacks (owner, priority, links);
 * then `uid` is cancelled as its duplicate. Refused: `same-item`, `closed`, `not-accepted` when only `into` is a proposal.
 */
export function planMerge(snapshot: Snapshot, uid: ItemUid, into: ItemUid, { today, by }: ActOptions): Result<readonly EntityChange[]> {
  const found = findItem(snapshot, uid);
  if (!found.ok) return found;
  const target = findItem(snapshot, into);
  if (!target.ok) return target;
  const [merged, kept] = [found.value, target.value];
  if (uid === into) return fault('same-item', `${nameIn(snapshot, kept)} cannot be merged into itself.`, 'Name two different items.');
  const closed = [merged, kept].find((item) => item.state.status === 'done' || item.state.status === 'cancelled');
  if (closed)
    return fault(
      'closed',
      `${nameIn(snapshot, closed)} is ${closed.state.status}.`,
      `Reopen it first: closeout reopen ${nameIn(snapshot, closed)}`,
    );
  if (kept.state.status === 'proposed' && isUnfinished(merged)) {
    const message = `${nameIn(snapshot, merged)} is accepted, ${nameIn(snapshot, kept)} is only proposed.`;
    return fault(
      'not-accepted',
      message,
      `Merge the other way round: closeout merge ${nameIn(snapshot, kept)} ${nameIn(snapshot, merged)}`,
    );
  }
  const reason = `merged into ${nameIn(snapshot, kept)}`;
  return ok([
    { op: 'update', entity: absorb(kept, merged), reason: `merged with ${nameIn(snapshot, merged)}` },
    {
      op: 'update',
      entity: { ...merged, state: { status: 'cancelled', on: today, by, resolution: 'duplicate', reason, until: null, into } },
      reason,
    },
  ]);
}

function absorb(kept: ActionItem, merged: ActionItem): ActionItem {
  const said = `${kept.title}\n${kept.details}`.toLowerCase();
  const added = [merged.title, merged.details].filter((text) => text !== '' && !said.includes(text.toLowerCase()));
  return {
    ...kept,
    details: [kept.details, ...added].filter((text) => text !== '').join('\n\n'),
    owner: kept.owner ?? merged.owner,
    team: kept.team ?? merged.team,
    priority: kept.priority ?? merged.priority,
    proposedDueOn: kept.proposedDueOn ?? (kept.state.status === 'proposed' ? merged.proposedDueOn : null),
    references: [...new Set([...kept.references, ...merged.references])],
    duplicateOf: kept.duplicateOf?.uid === merged.uid ? null : kept.duplicateOf,
  };
}

/** Proposals that will not become promises, with the reason kept. Refused: `not-a-proposal`, `reason-missing`. */
export function planDrop(
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  { today, by, reason }: ActOptions & { readonly reason: string },
): Result<readonly EntityChange[]> {
  if (reason.trim() === '') return fault('reason-missing', 'Dropping a proposal needs a reason.', 'Say why it will not be done.');
  return changeItems(snapshot, uids, {
    reason,
    to: (item) =>
      item.state.status === 'proposed'
        ? ok({ ...item, state: { status: 'cancelled', on: today, by, resolution: 'wont-do', reason, until: null, into: null } })
        : fault(
            'not-a-proposal',
            `${nameIn(snapshot, item)} is ${item.state.status}, not a proposal.`,
            'Cancel it instead: closeout cancel ID --resolution … --reason …',
          ),
  });
}
