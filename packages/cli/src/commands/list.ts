import {
  ACTIVITIES,
  type ActionItem,
  type Activity,
  type Config,
  type ItemLookup,
  isUnfinished,
  itemListJson,
  itemLookup,
  KINDS,
  type Kind,
  latenessOf,
  type PlainDate,
  renderItemTable,
  type SnapshotQuery,
  STATUSES,
  type Status,
} from '@closeout/core';
import type { Command } from 'commander';
import { dateOf } from '../shell/dates.ts';
import { snapshotOfDay } from '../shell/day.ts';
import { wrongUsage } from '../shell/failure.ts';
import { numberOf } from '../shell/ids.ts';
import { choiceOption, NONE } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';

const UNFINISHED: readonly Status[] = ['open', 'in-progress', 'blocked'];

interface ListFlags {
  readonly all: boolean;
  readonly overdue: boolean;
  readonly status?: readonly Status[];
  readonly owner?: string;
  readonly team?: string;
  readonly kind?: Kind;
  readonly activity?: Activity;
  readonly incident?: string;
  readonly series?: string;
  readonly label?: string;
  readonly dueBefore?: string;
}

/** `closeout list`: unfinished items by due date, or those that the filters let through. */
export function define(command: Command, session: Session): void {
  command
    .option('--all', 'also what is proposed, done or cancelled', false)
    .option('--overdue', 'only what is late', false)
    .option('--status <status>', `only one status (${STATUSES.join(', ')}); may be repeated`, statuses)
    .option('--owner <name>', 'only of one person; none for nobody, me for you')
    .option('--team <name>', 'only of one team; none for no team')
    .addOption(choiceOption('--kind <kind>', 'only of one kind', KINDS))
    .addOption(choiceOption('--activity <activity>', 'only of one activity', ACTIVITIES))
    .option('--incident <id>', 'only of one incident')
    .option('--series <id>', 'only of one series')
    .option('--label <label>', 'only with this label')
    .option('--due-before <date>', 'only what is due before that day: YYYY-MM-DD, or +2w from today')
    .action((flags: ListFlags) => list(session, flags));
}

async function list(session: Session, flags: ListFlags): Promise<void> {
  const [config, today] = [await session.config(), await session.today()];
  const query = queryOf(flags, today);
  const snapshot = await snapshotOfDay(session, query);
  const lookup = itemLookup(snapshot, config);
  const lets = filterOf(flags, { config, lookup, actor: session.actor });
  const items = snapshot.items
    .filter(
      (item) =>
        (query.statuses?.includes(item.state.status) ?? true) &&
        (query.dueBefore === undefined || (item.due !== null && item.due.on < query.dueBefore)),
    )
    .filter((item) => !flags.overdue || latenessOf(item, today) === 'overdue')
    .filter(lets)
    .sort(byDueDate);
  const shown = itemListJson(items, { lookup, today });
  session.print({
    json: () => shown,
    text: () => {
      const groups = Map.groupBy(shown.items, ({ status }) => (UNFINISHED.includes(status) ? 'unfinished' : status));
      const tables = [...groups].map(([status, group]) => {
        const heading = groups.size === 1 ? '' : `${status.toUpperCase()} (${group.length})\n`;
        return `${heading}${renderItemTable(group, { width: session.io.columns })}`;
      });
      return items.length === 0
        ? 'No item is like that.'
        : `${tables.join('\n\n')}\n\n${items.length} ${items.length === 1 ? 'item' : 'items'}.`;
    },
  });
  await hintAtProposals(session, flags);
}

/** So that nobody takes a short list for all there is. */
async function hintAtProposals(session: Session, { all, status }: ListFlags): Promise<void> {
  if (all || status !== undefined || session.globals.json) return;
  const { waiting } = await (await session.store()).mirrors({ of: 'items', items: [] });
  if (waiting > 0) session.note(`${waiting} ${waiting === 1 ? 'proposal waits' : 'proposals wait'} for triage: closeout triage`);
}

function queryOf({ all, overdue, status, dueBefore }: ListFlags, today: PlainDate): SnapshotQuery {
  const before = dueBefore === undefined ? (overdue ? today : undefined) : dateOf(dueBefore, today);
  const statuses = status ?? (all ? undefined : UNFINISHED);
  return { ...(statuses === undefined ? {} : { statuses }), ...(before === undefined ? {} : { dueBefore: before }) };
}

function filterOf(
  flags: ListFlags,
  { config, lookup, actor }: { readonly config: Config; readonly lookup: ItemLookup; readonly actor: string },
): (item: ActionItem) => boolean {
  const { idPrefix } = config;
  const incident = flags.incident === undefined ? null : numberOf(flags.incident, { type: 'incident', idPrefix });
  const series = flags.series === undefined ? null : numberOf(flags.series, { type: 'series', idPrefix });
  const owners = flags.owner === 'me' ? namesOf(actor, config) : [flags.owner === NONE ? null : flags.owner];
  const team = flags.team === NONE ? null : flags.team;
  return (item) =>
    (flags.owner === undefined || owners.includes(item.owner)) &&
    (team === undefined || lookup.teamOf(item) === team) &&
    (flags.kind === undefined || item.kind === flags.kind) &&
    (flags.activity === undefined || item.activity === flags.activity) &&
    (incident === null || lookup.incidentOf(item)?.number === incident) &&
    (series === null || lookup.seriesOf(item)?.number === series) &&
    (flags.label === undefined || item.labels.includes(flags.label));
}

/** What `people` call the one who asks. */
function namesOf(actor: string, { people }: Config): readonly (string | null | undefined)[] {
  const known = Object.entries(people).filter(([name, { github, email }]) => [name, github, email].includes(actor));
  return [actor, ...known.map(([name]) => name)];
}

function statuses(text: string, before: readonly Status[] | undefined): readonly Status[] {
  const status = STATUSES.find((one) => one === text);
  if (status === undefined) throw wrongUsage(`${JSON.stringify(text)} is no status`, `write one of ${STATUSES.join(', ')}`);
  return [...(before ?? []), status];
}

/** Unfinished first, then by due date; without one last. */
function byDueDate(a: ActionItem, b: ActionItem): number {
  const unfinished = Number(isUnfinished(b)) - Number(isUnfinished(a));
  const [dueA, dueB] = [a.due?.on ?? '9999', b.due?.on ?? '9999'];
  return unfinished || (dueA < dueB ? -1 : dueA > dueB ? 1 : a.number - b.number);
}
