import {
  type ActionItem,
  type Change,
  type ItemUid,
  plainText,
  planAccept,
  planDrop,
  planEdit,
  planMerge,
  type Result,
  type Snapshot,
} from '@closeout/core';
import type { Command } from 'commander';
import { commitPlanned } from '../shell/commit.ts';
import { startDay } from '../shell/day.ts';
import { Failure, wrongUsage } from '../shell/failure.ts';
import { numberOf } from '../shell/ids.ts';
import { lineReader } from '../shell/line-reader.ts';
import { proposalText } from '../shell/proposal-text.ts';
import type { Session } from '../shell/session.ts';

/** `closeout triage`: walks the proposals with a person, one line at a time. */
export function define(command: Command, session: Session): void {
  command
    .description('Walks the proposals with you: accept, merge, drop, or leave for later. Every answer is recorded at once.')
    .action(() => triage(session));
}

const HELP = `  a [OWNER]     accept; what recurs becomes a series
  m ID          it says the same as that item and goes into it
  d REASON      drop it, for a reason
  o NAME        set the owner, and ask again
  s             leave it for later
  q             stop`;

/** How often, in the words that people answer with. */
const CADENCES: Readonly<Record<string, string>> = {
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
  quarterly: 'FREQ=MONTHLY;INTERVAL=3',
  'half-yearly': 'FREQ=MONTHLY;INTERVAL=6',
  yearly: 'FREQ=YEARLY',
};

async function triage(session: Session): Promise<void> {
  if (!session.io.isTTY.stdin || session.globals.json) {
    throw wrongUsage(
      'triage asks a person, and nobody is at a terminal',
      'use closeout list --status proposed --json, then closeout accept, merge or cancel with the ids',
    );
  }
  const store = await session.store();
  const { items } = await store.snapshot({ statuses: ['proposed'] });
  if (items.length === 0) return session.write('No proposal waits for triage.');
  session.write(`${items.length} ${items.length === 1 ? 'proposal waits' : 'proposals wait'} for triage.\n${HELP}`);
  const walk: Walk = { session, ask: asking(session), decided: 0 };
  for (const [index, { number }] of items.entries()) {
    if (!(await walkItem(walk, { number, place: `${index + 1} of ${items.length}` }))) break;
  }
  if (walk.decided > 0) await startDay(session);
  session.write(`\n${walk.decided} decided.`);
}

interface Walk {
  readonly session: Session;
  readonly ask: (question: string) => Promise<string | null>;
  decided: number;
}

function asking({ io }: Session): (question: string) => Promise<string | null> {
  const nextLine = lineReader(io);
  return (question) => {
    io.stdout.write(question);
    return nextLine();
  };
}

/** Asks about one proposal until it is decided or left; false when the person stops. */
async function walkItem(walk: Walk, { number, place }: { readonly number: number; readonly place: string }): Promise<boolean> {
  const { session, ask } = walk;
  for (;;) {
    const snapshot = await (await session.store()).snapshot({ numbers: [number] });
    const item = snapshot.items[0];
    if (item === undefined || item.state.status !== 'proposed') return true;
    session.write(`\n${await proposalText(session, { snapshot, item, place })}`);
    const line = await ask('> ');
    if (line === null) return false;
    const [word = '', ...rest] = line.trim().split(/\s+/);
    const words = rest.join(' ');
    if (word === 'q') return false;
    if (word === 's' || word === '') return true;
    try {
      const done = await decide(walk, { word, words, item });
      if (done) return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      session.write(`  ${plainText(error.message)}\n  ${plainText(error.remedy)}`);
    }
  }
}

/** True when the proposal is decided. */
async function decide(
  walk: Walk,
  { word, words, item }: { readonly word: string; readonly words: string; readonly item: ActionItem },
): Promise<boolean> {
  const { session } = walk;
  const config = await session.config();
  const act = { today: await session.today(), by: session.actor };
  switch (word) {
    case 'a': {
      const rrule = await cadenceOf(walk, item);
      if (rrule === 'later') return true;
      return carry(walk, item, (snapshot) =>
        planAccept(snapshot, [item.uid], { ...act, config, rrule, owner: words === '' ? undefined : words }),
      );
    }
    case 'm': {
      const into = numberOf(words, { type: 'item', idPrefix: config.idPrefix });
      const found = (await (await session.store()).snapshot({ numbers: [into] })).items[0];
      if (found === undefined) throw wrongUsage(`there is no action item ${words}`, 'name one that there is');
      return carry(walk, item, (snapshot) => planMerge(snapshot, item.uid, found.uid, act), [found.uid]);
    }
    case 'd':
      return carry(walk, item, (snapshot) => planDrop(snapshot, [item.uid], { ...act, reason: words }));
    case 'o':
      await carry(walk, item, (snapshot) =>
        planEdit(snapshot, [item.uid], { ...act, config, fields: { owner: words === '' ? null : words } }),
      );
      walk.decided -= 1;
      return false;
    default:
      session.write(HELP);
      return false;
  }
}

async function carry(
  walk: Walk,
  item: ActionItem,
  plan: (snapshot: Snapshot) => Result<readonly Change[]>,
  others: readonly ItemUid[] = [],
): Promise<boolean> {
  await commitPlanned(walk.session, { read: (store) => store.snapshot({ items: [item.uid, ...others] }), plan, dryRun: false });
  walk.decided += 1;
  return true;
}

/** The rule of what recurs; `undefined`: as the proposal says; `null`: once. */
async function cadenceOf({ session, ask }: Walk, item: ActionItem): Promise<string | null | undefined | 'later'> {
  if (!item.recurrence?.needsCadence) return undefined;
  for (;;) {
    const answer = (await ask(`  how often? ${Object.keys(CADENCES).join(', ')}, once, or an RRULE: `))?.trim();
    if (answer === undefined || answer === '') return 'later';
    if (answer === 'once') return null;
    const rule = CADENCES[answer.toLowerCase()] ?? (/FREQ=/i.test(answer) ? answer : undefined);
    if (rule !== undefined) return rule;
    session.write('  that says nothing of how often');
  }
}
