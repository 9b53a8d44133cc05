import { cutToWidth, type Incident, isUnfinished, plainText, planIncidentEdit, type Snapshot } from '@closeout/core';
import type { Command } from 'commander';
import { commitPlanned } from '../shell/commit.ts';
import { snapshotOfDay } from '../shell/day.ts';
import { wrongUsage } from '../shell/failure.ts';
import { numbersOf } from '../shell/ids.ts';
import { incidentsNumbered } from '../shell/incident-numbered.ts';
import { collect, noneOr } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';
import { snapshotAfter } from '../shell/snapshot-after.ts';

interface IncidentFlags {
  readonly title?: string;
  readonly severity?: string;
  readonly service?: readonly string[];
  readonly team?: string;
  readonly lead?: string;
  readonly label?: readonly string[];
  readonly confidential?: boolean;
  readonly dryRun: boolean;
}

/** `closeout incidents` and `closeout incidents edit`. */
export function define(command: Command, session: Session): void {
  command.action(() => list(session));
  command
    .command('edit')
    .summary('say something else of incidents')
    .description('Says something else of incidents. What a person stated is no longer changed by its document.')
    .argument('<id...>', 'incidents, or - for ids on standard input')
    .option('--title <text>', 'what went wrong, in a few words')
    .option('--severity <severity>', 'as you name them: SEV1; none for none')
    .option('--service <name>', 'a service; may be repeated; none for none', collect)
    .option('--team <name>', 'whose it is; none for nobody')
    .option('--lead <name>', 'who led; none for nobody')
    .option('--label <label>', 'a label; may be repeated; none for none', collect)
    .option('--confidential', 'mirror its items only by a route that says confidential')
    .option('--no-confidential', 'mirror its items like any others')
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], flags: IncidentFlags) => edit(session, ids, flags));
}

async function list(session: Session): Promise<void> {
  const snapshot = await snapshotOfDay(session, {});
  show(session, snapshot, snapshot.incidents);
}

async function edit(session: Session, ids: readonly string[], { dryRun, ...flags }: IncidentFlags): Promise<void> {
  if (Object.keys(flags).length === 0) {
    throw wrongUsage('nothing says what to change', 'name it, for example --severity SEV1; see: closeout incidents edit --help');
  }
  const numbers = await numbersOf(session, ids, 'incident');
  const today = await session.today();
  const { title, service, label, confidential } = flags;
  const fields = {
    title,
    severity: noneOr(flags.severity),
    services: service?.filter((name) => name !== 'none'),
    team: noneOr(flags.team),
    lead: noneOr(flags.lead),
    labels: label?.filter((name) => name !== 'none'),
    confidential,
  };
  const carried = await commitPlanned(session, {
    read: (store) => store.snapshot({ items: [], also: ['incident'] }),
    plan: (snapshot) => {
      const found = incidentsNumbered(snapshot, numbers);
      if (!found.ok) return found;
      return planIncidentEdit(
        snapshot,
        found.value.map(({ uid }) => uid),
        { today, by: session.actor, fields },
      );
    },
    dryRun,
  });
  const after = snapshotAfter(carried);
  show(
    session,
    after,
    after.incidents.filter(({ number }) => numbers.includes(number)),
  );
  if (dryRun) session.note('A dry run: nothing was recorded.');
}

function show(session: Session, snapshot: Snapshot, incidents: readonly Incident[]): void {
  const items = Map.groupBy(snapshot.items, ({ incident }) => incident);
  const rows = incidents.map((incident) => {
    const own = items.get(incident.uid) ?? [];
    const proposed = own.filter(({ state }) => state.status === 'proposed').length;
    const document = snapshot.documents.find(({ uid }) => uid === incident.document)?.path ?? null;
    return { id: `INC-${incident.number}`, incident, document, items: own.length, proposed, unfinished: own.filter(isUnfinished).length };
  });
  session.print({
    json: () => ({
      version: 1,
      incidents: rows.map(({ id, incident: { type: _, number: __, document: ___, ...incident }, document, ...counts }) => ({
        id,
        ...incident,
        document,
        items: { all: counts.items, proposed: counts.proposed, unfinished: counts.unfinished },
      })),
    }),
    text: () => {
      if (rows.length === 0) return 'No incident is on record yet: closeout import PATH…';
      return rows.map((row) => cutToWidth(rowText(row), session.io.columns)).join('\n');
    },
  });
}

function rowText({
  id,
  incident,
  items,
  unfinished,
  proposed,
}: {
  readonly id: string;
  readonly incident: Incident;
  readonly items: number;
  readonly unfinished: number;
  readonly proposed: number;
}): string {
  const day = incident.startedAt?.slice(0, 10) ?? 'no date   ';
  const counts = `${unfinished} open, ${proposed} proposed of ${items}`;
  const severity = incident.severity === null ? '' : `  ${plainText(incident.severity)}`;
  return `${id.padEnd(7)} ${day}  ${counts}${severity}${incident.confidential ? '  confidential' : ''}  ${plainText(incident.title)}`;
}
