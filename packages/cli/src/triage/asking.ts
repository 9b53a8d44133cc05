import { type ActionItem, CADENCES, isKnown, likelyOwners, nearest, plainText, ruleOfCadence, usualCadence } from '@closeout/core';
import { dateOf } from '../shell/dates.ts';
import { Failure } from '../shell/failure.ts';
import type { Question, Reply } from './dialog.ts';
import { incidentOf, type Situation } from './situation.ts';
import { tell, type Walk } from './walk.ts';

const ONCE = 'once';

/** What was answered, or that nothing was. */
export type Answer<Value> = { readonly value: Value } | Exclude<Reply, object>;

/** A question until its answer is one of the choices, or words. */
async function ask(walk: Pick<Walk, 'session' | 'dialog'>, question: Question): Promise<Reply> {
  for (;;) {
    const reply = await walk.dialog.reply(question);
    if (typeof reply === 'string' || question.choices === undefined || !/^\d{1,2}$/.test(reply.text)) return reply;
    tell(walk, `there is no ${reply.text} to choose`);
  }
}

/** Who does it; `null`: nobody. */
export async function askOwner({ session, dialog }: Walk, situation: Situation): Promise<Answer<string | null>> {
  const config = await session.config();
  const likely = likelyOwners(situation.item, incidentOf(situation, situation.item), config).slice(0, 9);
  const reply = await ask({ session, dialog }, { prompt: 'who does it? ', choices: likely, enter: 'nobody' });
  if (typeof reply === 'string') return reply;
  const chosen = reply.text;
  if (chosen === '' || chosen === 'none') return { value: null };
  if (Object.keys(config.people).length > 0 && !isKnown(config, chosen)) {
    const meant = nearest(chosen, Object.keys(config.people));
    const hint = meant === null ? ': kept as it is written' : `; did you mean ${meant}? z takes it back`;
    tell({ session, dialog }, `nobody in people is called ${JSON.stringify(chosen)}${hint}`);
  }
  return { value: chosen };
}

/** How often, as a rule; `null`: once. */
export async function askCadence({ session, dialog }: Walk, item: ActionItem): Promise<Answer<string | null>> {
  const usual = usualCadence(item);
  const choices = [...Object.keys(CADENCES), ONCE];
  for (;;) {
    const reply = await ask({ session, dialog }, { prompt: 'how often? ', choices, enter: usual });
    if (typeof reply === 'string') return reply;
    const word = reply.text === '' ? usual : reply.text;
    if (word.toLowerCase() === ONCE) return { value: null };
    const rule = ruleOfCadence(word);
    if (/FREQ=/i.test(rule)) return { value: rule };
    tell({ session, dialog }, `${JSON.stringify(plainText(word))} says nothing of how often: write monthly, or FREQ=MONTHLY;INTERVAL=2`);
  }
}

const REASONS = ['already done', 'no longer relevant', 'not an action item'];

/** Why it will not be done. */
export async function askReason(walk: Walk): Promise<Answer<string>> {
  const reply = await ask(walk, { prompt: 'why? ', choices: REASONS });
  if (typeof reply === 'string') return reply;
  return reply.text === '' ? 'cancelled' : { value: reply.text };
}

/** A line of text that may not be empty. */
export async function askText({ dialog }: Walk, question: { readonly prompt: string; readonly initial?: string }): Promise<Answer<string>> {
  const reply = await dialog.reply(question);
  if (typeof reply === 'string') return reply;
  return reply.text === '' ? 'cancelled' : { value: reply.text };
}

/** A day. */
export async function askDue(walk: Walk): Promise<Answer<ReturnType<typeof dateOf>>> {
  const today = await walk.session.today();
  return askUntil(walk, { prompt: 'due on? 2026-03-31, +2w, +1m: ', read: (words) => dateOf(words, today) });
}

/**
 * Asks again for what `read` refuses, until it is right or the question is left: whoever types an answer once more shall not
 * find that its first letter was taken for a command.
 */
export async function askUntil<Value>(
  walk: Walk,
  { prompt, read }: { readonly prompt: string; readonly read: (words: string) => Value | Promise<Value> },
): Promise<Answer<Value>> {
  for (;;) {
    const said = await askText(walk, { prompt });
    if (typeof said === 'string') return said;
    try {
      return { value: await read(said.value) };
    } catch (error) {
      // What somebody else did meanwhile is to be looked at first.
      if (!(error instanceof Failure) || error.code === 'changed-meanwhile') throw error;
      tell(walk, `${error.message}: ${error.remedy}`);
    }
  }
}
