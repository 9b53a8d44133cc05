import type { EntityChange } from '../model/event.ts';
import type { ItemUid } from '../model/id.ts';
import { type ActionItem, type ItemState, isUnfinished, type Outcome, type Resolution } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';
import { type DueConfig, dueOf } from './acceptance.ts';
import { changeItems, nameIn, refusedUnlessUnfinished } from './find-entity.ts';
import type { ActOptions, ItemVerb } from './item-verb.ts';

/*
 * What a person does to items. An empty cell: refused (`not-accepted`, `closed`, `not-closed`); `=`: nothing to do.
 *
 * |        | proposed  | open        | in-progress | blocked     | done             | cancelled        |
 * |--------|-----------|-------------|-------------|-------------|------------------|------------------|
 * | start  |           | in-progress | =           | in-progress |                  |                  |
 * | block  |           | blocked     | blocked     | new reason  |                  |                  |
 * | done   |           | done        | done        | done        | what was missing |                  |
 * | cancel | cancelled | cancelled   | cancelled   | cancelled   |                  | what was missing |
 * | reopen |           | =           |             |             | open             | open or proposed |
 */

/** Somebody works on them now. */
export const planStart: ItemVerb<ActOptions> = (snapshot, uids) =>
  changeItems(snapshot, uids, {
    reason: null,
    to: (item) => (item.state.status === 'in-progress' ? ok(item) : whenUnfinished(snapshot, item, { status: 'in-progress' })),
  });

/** They cannot go on, for a reason. Refused: `reason-missing`. */
export function planBlock(
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  { reason }: ActOptions & { readonly reason: string },
): Result<readonly EntityChange[]> {
  if (reason.trim() === '') return fault('reason-missing', 'Blocking an item needs a reason.', 'Say what it waits for: --reason TEXT');
  return changeItems(snapshot, uids, {
    reason,
    to: (item) =>
      item.state.status === 'blocked' && item.state.reason === reason
        ? ok(item)
        : whenUnfinished(snapshot, item, { status: 'blocked', reason }),
  });
}

export interface DoneOptions extends ActOptions {
  readonly evidence?: string | undefined;
  readonly outcome?: Outcome | undefined;
}

/**
 * They are done. An item that is done already takes evidence and outcome that it lacks.
 * Refused: `evidence-missing` and `outcome-missing` when its series requires them.
 */
export function planDone(
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  { today, by, evidence = undefined, outcome = undefined }: DoneOptions,
): Result<readonly EntityChange[]> {
  const series = new Map(snapshot.series.map((each) => [each.uid, each]));
  return changeItems(snapshot, uids, {
    reason: null,
    to: (item) => {
      const { state } = item;
      if (state.status === 'done') {
        const given = { evidence: state.evidence ?? evidence ?? null, outcome: state.outcome ?? outcome ?? null };
        const isNews = given.evidence !== state.evidence || given.outcome !== state.outcome;
        return ok(isNews ? { ...item, state: { ...state, ...given } } : item);
      }
      const requires = isUnfinished(item) && item.series !== null ? (series.get(item.series)?.requires ?? []) : [];
      if (requires.includes('outcome') && outcome === undefined) {
        return fault(
          'outcome-missing',
          `${nameIn(snapshot, item)} has to say how it went.`,
          'Add --outcome pass, pass-with-findings or fail.',
        );
      }
      if (requires.includes('evidence') && !evidence?.trim()) {
        return fault(
          'evidence-missing',
          `${nameIn(snapshot, item)} has to show that it was done.`,
          'Add --evidence with a link or a sentence.',
        );
      }
      return whenUnfinished(snapshot, item, { status: 'done', on: today, by, evidence: evidence ?? null, outcome: outcome ?? null });
    },
  });
}

export interface CancelOptions extends ActOptions {
  readonly resolution: Resolution;
  readonly reason: string;
  /** For `risk-accepted`: the day on which it is open again. */
  readonly until?: PlainDate | undefined;
}

/**
 * They will not be done, for a reason. One that was cancelled without a reason takes this one.
 * Refused: `reason-missing`, `until-missing`, `until-past`, `until-unused`, `not-an-occurrence`.
 */
export function planCancel(
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  { today, by, resolution, reason, until }: CancelOptions,
): Result<readonly EntityChange[]> {
  if (reason.trim() === '') return fault('reason-missing', 'Cancelling an item needs a reason.', 'Say why: --reason TEXT');
  if (resolution === 'risk-accepted' && until === undefined) {
    return fault('until-missing', 'A risk is accepted until a day.', 'Say on which day the item is open again: --until YYYY-MM-DD');
  }
  if (resolution !== 'risk-accepted' && until !== undefined) {
    return fault('until-unused', 'Only an accepted risk ends on a day.', 'Leave out --until, or say --resolution risk-accepted.');
  }
  if (until !== undefined && until <= today)
    return fault('until-past', `${until} is not after today, ${today}.`, 'Name a later day with --until.');
  const state: ItemState = { status: 'cancelled', on: today, by, resolution, reason, until: until ?? null, into: null };
  return changeItems(snapshot, uids, {
    reason,
    to: (item) => {
      if (item.state.status === 'cancelled' && item.state.reason === null) return ok({ ...item, state: { ...item.state, reason } });
      if (resolution === 'skipped' && item.series === null) {
        return fault(
          'not-an-occurrence',
          `${nameIn(snapshot, item)} is no occurrence of a series.`,
          'Name another resolution, for example wont-do.',
        );
      }
      return item.state.status === 'proposed' ? ok({ ...item, state }) : whenUnfinished(snapshot, item, state);
    },
  });
}

export interface ReopenOptions extends ActOptions {
  readonly config: DueConfig;
}

/**
 * What was closed is open again, with its due date; a dropped proposal is a proposal again.
 * Refused: `not-closed`, `became-a-series`.
 */
export function planReopen(
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  { today, config }: ReopenOptions,
): Result<readonly EntityChange[]> {
  const proposals = new Set(snapshot.series.map(({ proposal }) => proposal));
  return changeItems(snapshot, uids, {
    reason: null,
    to: (item) => {
      if (item.state.status === 'open') return ok(item);
      if (item.state.status !== 'done' && item.state.status !== 'cancelled') {
        return fault(
          'not-closed',
          `${nameIn(snapshot, item)} is ${item.state.status}, not closed.`,
          'Only what is done or cancelled can be reopened.',
        );
      }
      if (proposals.has(item.uid)) {
        return fault(
          'became-a-series',
          `${nameIn(snapshot, item)} became a series.`,
          'Work on the series, or end it: closeout series end ID',
        );
      }
      return ok(reopened(snapshot, item, { today, config }));
    },
  });
}

/** The item open again; with a due date by policy if it never had one. A proposal that was closed is a proposal again. */
export function reopened(
  snapshot: Snapshot,
  item: ActionItem,
  { today, config }: { readonly today: PlainDate; readonly config: DueConfig },
): ActionItem {
  if (item.acceptedOn === null) return { ...item, state: { status: 'proposed' } };
  const incident = snapshot.incidents.find(({ uid }) => uid === item.incident) ?? null;
  return { ...item, state: { status: 'open' }, due: item.due ?? dueOf(item, { config, incident, acceptedOn: today }) };
}

function whenUnfinished(snapshot: Snapshot, item: ActionItem, state: ItemState): Result<ActionItem> {
  return refusedUnlessUnfinished(snapshot, item) ?? ok({ ...item, state });
}
