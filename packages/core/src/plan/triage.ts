import type { Config } from '../config/config.ts';
import type { EntityChange } from '../model/event.ts';
import type { ItemUid, SeriesUid } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import { mintFrom } from '../model/mint.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';
import { acceptProposal, BECAME_SERIES } from './acceptance.ts';
import { changeItems, nameIn } from './find-entity.ts';
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

/** Probable duplicates that are promises of their own: what they were like is no longer said of them. Refused: `unknown-item`. */
export function planApart(snapshot: Snapshot, uids: readonly ItemUid[]): Result<readonly EntityChange[]> {
  return changeItems(snapshot, uids, {
    reason: 'no duplicate',
    to: (item) => ok(item.duplicateOf === null ? item : { ...item, duplicateOf: null }),
  });
}
