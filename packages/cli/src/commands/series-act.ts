import {
  type Change,
  type Outcome,
  type PlainDate,
  planCompleteOccurrence,
  planSeriesAdd,
  planSeriesEdit,
  planSeriesEnd,
  planSkipOccurrence,
  type Result,
  type Series,
  type Snapshot,
  type SnapshotQuery,
} from '@closeout/core';
import { showChanged } from '../shell/act-on-items.ts';
import { commitPlanned } from '../shell/commit.ts';
import { startDay } from '../shell/day.ts';
import { wrongUsage } from '../shell/failure.ts';
import { numbersOf } from '../shell/ids.ts';
import { incidentNumbered } from '../shell/incident-numbered.ts';
import { seriesNumbered } from '../shell/series-numbered.ts';
import type { Session } from '../shell/session.ts';
import { type SeriesFlags, seriesFields } from './series-fields.ts';

/** What an occurrence is called by, and what is recorded of it. */
export interface OccurrenceFlags {
  readonly date: PlainDate;
  readonly evidence?: string;
  readonly outcome?: Outcome;
  readonly dryRun: boolean;
}

const ALL_SERIES: SnapshotQuery = { items: [], also: ['series', 'incident'] };

export async function addSeries(session: Session, title: string, flags: SeriesFlags): Promise<void> {
  const [config, fields] = [await session.config(), await seriesFields(session, flags)];
  await act(session, {
    dryRun: flags.dryRun,
    read: async () => ALL_SERIES,
    plan: (snapshot, acting) => {
      const incident = incidentNumbered(snapshot, flags.incident, config);
      if (!incident.ok) return incident;
      return planSeriesAdd(snapshot, { ...fields, ...incident.value, title, rrule: flags.every ?? '' }, { ...acting, config });
    },
  });
}

export async function editSeries(
  session: Session,
  ids: readonly string[],
  flags: SeriesFlags & { readonly title?: string },
): Promise<void> {
  if (Object.keys(flags).length === 1) {
    throw wrongUsage('nothing says what to change', 'name it, for example --owner NAME; see: closeout series edit --help');
  }
  const config = await session.config();
  const fields = { ...(await seriesFields(session, flags)), title: flags.title };
  await actOnSeries(session, ids, {
    dryRun: flags.dryRun,
    plan: (snapshot, series, acting) => {
      const incident = incidentNumbered(snapshot, flags.incident, config);
      return incident.ok ? planSeriesEdit(snapshot, series.uid, { ...acting, config, fields: { ...fields, ...incident.value } }) : incident;
    },
  });
}

export async function endSeries(
  session: Session,
  ids: readonly string[],
  { reason = '', dryRun }: { readonly reason?: string; readonly dryRun: boolean },
): Promise<void> {
  await actOnSeries(session, ids, {
    dryRun,
    plan: (snapshot, series, acting) => planSeriesEnd(snapshot, series.uid, { ...acting, reason: reason === '' ? null : reason }),
  });
}

export async function completeOccurrence(session: Session, id: string, { dryRun, ...facts }: OccurrenceFlags): Promise<void> {
  await actOnSeries(session, [id], {
    dryRun,
    plan: (snapshot, series, acting) => planCompleteOccurrence(snapshot, series.uid, { ...acting, ...facts }),
  });
}

export async function skipOccurrence(
  session: Session,
  id: string,
  { dryRun, ...facts }: { readonly date: PlainDate; readonly reason: string; readonly dryRun: boolean },
): Promise<void> {
  await actOnSeries(session, [id], {
    dryRun,
    plan: (snapshot, series, acting) => planSkipOccurrence(snapshot, series.uid, { ...acting, ...facts }),
  });
}

interface Acting {
  readonly today: PlainDate;
  readonly by: string;
}

async function actOnSeries(
  session: Session,
  ids: readonly string[],
  {
    dryRun,
    plan,
  }: { readonly dryRun: boolean; readonly plan: (snapshot: Snapshot, series: Series, acting: Acting) => Result<readonly Change[]> },
): Promise<void> {
  const numbers = await numbersOf(session, ids, 'series');
  await act(session, {
    dryRun,
    read: async () => {
      const { series } = await (await session.store()).snapshot(ALL_SERIES);
      return { series: series.filter(({ number }) => numbers.includes(number)).map(({ uid }) => uid), also: ['series', 'incident'] };
    },
    plan: (snapshot, acting) => {
      const found = seriesNumbered(snapshot, numbers);
      if (!found.ok) return found;
      const changes: Change[] = [];
      for (const series of found.value) {
        const planned = plan(snapshot, series, acting);
        if (!planned.ok) return planned;
        changes.push(...planned.value);
      }
      return { ok: true, value: changes };
    },
  });
}

/** Carries it out, and shows what changed together with the occurrences that follow from it. */
async function act(
  session: Session,
  {
    dryRun,
    read,
    plan,
  }: {
    readonly dryRun: boolean;
    readonly read: () => Promise<SnapshotQuery>;
    readonly plan: (snapshot: Snapshot, acting: Acting) => Result<readonly Change[]>;
  },
): Promise<void> {
  const today = await session.today();
  if (!dryRun) await startDay(session);
  const carried = await commitPlanned(session, {
    read: async (store) => store.snapshot(await read()),
    plan: (snapshot) => plan(snapshot, { today, by: session.actor }),
    dryRun,
  });
  await showChanged(session, carried, { dryRun, asked: new Set() });
  if (!dryRun) await startDay(session);
}
