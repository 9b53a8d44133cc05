import { displayId } from '@closeout/core';
import type { Command } from 'commander';
import { startDay } from '../shell/day.ts';
import { EXIT } from '../shell/exit-code.ts';
import { Failure, wrongUsage } from '../shell/failure.ts';
import type { Session } from '../shell/session.ts';
import { decide, type Step } from '../triage/decide.ts';
import type { Act } from '../triage/dialog.ts';
import { documentLines, pathsFromHere } from '../triage/document-lines.ts';
import { keyDialog } from '../triage/key-dialog.ts';
import { lineDialog } from '../triage/line-dialog.ts';
import { proposalView } from '../triage/proposal-view.ts';
import { documentOf, doublesAmong, type Situation, situationOf } from '../triage/situation.ts';
import { styleFor } from '../triage/style.ts';
import { decidedIn, tell, type Walk } from '../triage/walk.ts';

/** `closeout triage`: walks the proposals with a person, by single keys or line by line. */
export function define(command: Command, session: Session): void {
  command
    .description('Walks the proposals with you: accept, merge, drop, or leave for later. Every answer is recorded at once.')
    .action(() => triage(session));
}

async function triage(session: Session): Promise<void> {
  const { io, globals } = session;
  if (!io.isTTY.stdin || globals.json) {
    throw wrongUsage(
      'triage asks a person, and nobody is at a terminal',
      'use closeout list --status proposed --json, then closeout accept, merge or cancel with the ids',
    );
  }
  const store = await session.store();
  const { items } = await store.snapshot({ statuses: ['proposed'] });
  if (items.length === 0) return session.write('No proposal waits for triage.');
  const dialog = io.terminal === undefined ? lineDialog(io) : keyDialog(io, io.terminal);
  const queue = items.map(({ number }) => number);
  const walk: Walk = {
    session,
    dialog,
    style: styleFor(io),
    doubles: doublesAmong(items),
    queue,
    at: 0,
    isSwapped: false,
    decisions: [],
  };
  try {
    session.write(`${waiting(queue.length)} for triage.`);
    if (!dialog.asksBack) session.write(dialog.help());
    await walkAll(walk);
  } finally {
    dialog.close();
  }
  const decided = decidedIn(walk);
  // A series that starts now has its first occurrence now.
  if (decided !== '') await startDay(session);
  const left = (await store.snapshot({ statuses: ['proposed'], alone: true })).items.length;
  session.write(`\n${decided === '' ? 'Nothing decided' : decided}.`);
  if (left > 0) session.note(`${waiting(left)} still: closeout triage goes on with them.`);
}

function waiting(count: number): string {
  return `${count} ${count === 1 ? 'proposal waits' : 'proposals wait'}`;
}

async function walkAll(walk: Walk): Promise<void> {
  const { session, queue } = walk;
  const store = await session.store();
  const linesIn = documentLines(session);
  const { idPrefix } = await session.config();
  const pathOf = await pathsFromHere(session);
  let step: Step = 'next';
  while (walk.at < queue.length) {
    const situation = await situationOf(store, queue[walk.at] ?? 0, walk);
    if (situation === null) {
      // Decided in the meantime, here or by somebody else.
      if (step !== 'back') step = 'next';
    } else {
      const view = {
        style: walk.style,
        columns: walk.dialog.columns,
        idPrefix,
        place: `${walk.at + 1} of ${queue.length}`,
        pathOf,
        linesOf: async (item: Situation['item']) => {
          const document = documentOf(situation, item);
          return document === null ? { found: 'gone' as const } : linesIn(item, document);
        },
      };
      session.write(`\n${await proposalView(situation, view)}\n\n`);
      step = await stepFrom(walk, situation, idPrefix);
    }
    if (step === 'stop') return;
    if (step === 'again') continue;
    walk.isSwapped = false;
    walk.at += step === 'back' ? -1 : 1;
    // Before the first one there is none.
    if (walk.at < 0) [walk.at, step] = [0, 'next'];
  }
}

/** Asks until something leads on; what cannot be done is told, and asked again. */
async function stepFrom(walk: Walk, situation: Situation, idPrefix: string): Promise<Step> {
  const { session, dialog, style } = walk;
  const id = displayId({ idPrefix }, { type: 'item', number: situation.item.number });
  const legend = dialog.legend(actsFor(walk, situation), { yes: situation.pair === null ? 'accept' : 'merge', id });
  if (legend !== '') session.write(style.dim(legend));
  for (;;) {
    const request = await dialog.request();
    if (request === null) {
      session.write(dialog.asksBack ? style.dim('  That key does nothing here: ? tells which do.') : dialog.help());
      continue;
    }
    try {
      return await decide(walk, situation, request);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      tell(walk, error.message);
      tell(walk, error.remedy);
      // Asked wrongly, it may be asked again at once; otherwise things are no longer as they were shown.
      if (!dialog.asksBack || error.exit !== EXIT.usage) return 'again';
    }
  }
}

function actsFor({ decisions }: Walk, { item, pair }: Situation): readonly Act[] {
  return [
    ...(pair === null ? ALONE : PAIR),
    ...(item.incident === null ? [] : (['accept-incident'] as const)),
    ...(decisions.length === 0 ? [] : (['undo'] as const)),
  ];
}

const ALONE: readonly Act[] = ['drop', 'skip', 'owner', 'due', 'title', 'merge'];
const PAIR: readonly Act[] = ['swap', 'apart', 'drop', 'accept', 'skip'];
