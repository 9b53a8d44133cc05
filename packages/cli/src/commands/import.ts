import {
  type DocumentDraft,
  type ImportOptions,
  type ImportPlan,
  instantAt,
  planImport,
  type Snapshot,
  type WorkspaceId,
} from '@closeout/core';
import type { Command } from 'commander';
import { type Carried, commitPlanned } from '../shell/commit.ts';
import { startDay } from '../shell/day.ts';
import { draftPrinter } from '../shell/draft-printer.ts';
import { draftsIn } from '../shell/drafts-in.ts';
import { EXIT } from '../shell/exit-code.ts';
import { importJson } from '../shell/import-json.ts';
import { importText } from '../shell/import-text.ts';
import { isMissing } from '../shell/open-store.ts';
import { collect } from '../shell/options.ts';
import { eachDocument, type FailedDocument, type ReadDocuments, readDocuments } from '../shell/read-documents.ts';
import type { Session } from '../shell/session.ts';

interface ImportFlags {
  readonly dryRun: boolean;
  readonly accept: boolean;
  readonly severity?: string;
  readonly service?: string;
  readonly team?: string;
  readonly lead?: string;
  readonly label?: readonly string[];
  readonly incidentId?: string;
}

/** `closeout import`: reads postmortems and records what they promise as proposals. */
export function define(command: Command, session: Session): void {
  command
    .argument('<path...>', 'files, folders, patterns, - for standard input; also what --dry-run --json printed')
    .option('--dry-run', 'show what it would find; needs no database', false)
    .option('--accept', 'accept at once what is neither probably double nor without a cadence', false)
    .option('--severity <severity>', 'of the incidents, where you know better')
    .option('--service <name>', 'a service that was affected')
    .option('--team <name>', 'whose incidents they are')
    .option('--lead <name>', 'who led')
    .option('--label <label>', 'a label for the incidents; may be repeated', collect)
    .option('--incident-id <id>', 'the incident’s id elsewhere, for example pagerduty:Q1')
    .action((paths: readonly string[], flags: ImportFlags) => importDocuments(session, paths, flags));
}

async function importDocuments(session: Session, paths: readonly string[], flags: ImportFlags): Promise<void> {
  if (flags.dryRun && session.globals.json) return printDrafts(session, paths);
  const read = await readDocuments(session, paths);
  tellFailed(session, read.failed);
  const { carried, plan } = flags.dryRun ? await tryOut(session, read.drafts, flags) : await carryOut(session, read.drafts, flags);
  show(session, { carried, plan, read, dryRun: flags.dryRun });
  if (!flags.dryRun) await startDay(session);
}

/** Each as soon as it is read, so that memory does not grow with their number. */
async function printDrafts(session: Session, paths: readonly string[]): Promise<void> {
  const printer = draftPrinter(session.io.stdout);
  const failed = await eachDocument(session, paths, async (document) => (await draftsIn(document)).forEach(printer.add));
  tellFailed(session, failed);
  printer.end(failed);
}

function tellFailed(session: Session, failed: readonly FailedDocument[]): void {
  if (failed.length > 0) session.exitWith(EXIT.failed);
  for (const { message, remedy } of failed) session.warn(`${message}; ${remedy}`);
}

interface Imported {
  readonly carried: Carried;
  readonly plan: ImportPlan;
}

async function carryOut(session: Session, drafts: readonly DocumentDraft[], flags: ImportFlags): Promise<Imported> {
  const options = await optionsOf(session, flags);
  await startDay(session);
  let plan: ImportPlan | null = null;
  const carried = await commitPlanned(session, {
    read: (store) => store.snapshot(),
    plan: (snapshot) => {
      plan = planImport(snapshot, drafts, options);
      return { ok: true, value: plan.changes };
    },
    dryRun: false,
  });
  return { carried, plan: plan ?? planImport(carried.snapshot, drafts, options) };
}

async function tryOut(session: Session, drafts: readonly DocumentDraft[], flags: ImportFlags): Promise<Imported> {
  const snapshot = await recorded(session);
  const plan = planImport(snapshot, drafts, await optionsOf(session, flags));
  return { carried: { snapshot, changes: plan.changes, committed: null }, plan };
}

async function optionsOf(
  session: Session,
  { accept, severity, service, team, lead, label, incidentId }: ImportFlags,
): Promise<ImportOptions> {
  const [config, today] = [await session.config(), await session.today()];
  return { config, today, by: session.actor, accept, overrides: { severity, service, team, lead, labels: label, incidentId } };
}

/** What is on record; nothing, where there is no database yet. */
async function recorded(session: Session): Promise<Snapshot> {
  try {
    return await (await session.store()).snapshot();
  } catch (error) {
    if (isMissing(error)) return NOTHING_RECORDED;
    throw error;
  }
}

const NOTHING_RECORDED: Snapshot = {
  workspace: { id: '00000000-0000-7000-8000-000000000000' as WorkspaceId, createdAt: instantAt(0), sandbox: false },
  seq: 0,
  at: instantAt(0),
  nonce: '',
  settings: null,
  items: [],
  incidents: [],
  series: [],
  documents: [],
  mirrors: [],
  trackers: [],
  history: [],
};

function show(
  session: Session,
  { carried, plan, read, dryRun }: Imported & { readonly read: ReadDocuments; readonly dryRun: boolean },
): void {
  const view = { review: plan.review, carried, documents: read.drafts.length, failed: read.failed, dryRun };
  session.print({
    json: () => importJson(view),
    text: () => importText(view, { width: session.io.columns, brief: session.globals.quiet }),
  });
  if (dryRun) session.note('A dry run: nothing was recorded.');
}
