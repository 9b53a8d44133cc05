import { type ActionItem, CADENCES, isKnown, likelyOwners, plainText, ruleOfCadence, usualCadence } from '@closeout/core';
import { dateOf } from '../shell/dates.ts';
import type { Reply } from './dialog.ts';
import { incidentOf, type Situation } from './situation.ts';
import type { Walk } from './walk.ts';

/** What was answered, or that nothing was. */
export type Answer<Value> = { readonly value: Value } | Exclude<Reply, object>;

/** Who does it; `null`: nobody. */
export async function askOwner({ session, dialog }: Walk, situation: Situation): Promise<Answer<string | null>> {
  const config = await session.config();
  const likely = likelyOwners(situation.item, incidentOf(situation, situation.item), config).slice(0, 9);
  const choices = likely.map((name, index) => `${index + 1} ${plainText(name)}`).join('  ');
  const reply = await dialog.reply({ prompt: `  owner? ${choices === '' ? '' : `${choices}  `}(Enter: nobody) ` });
  if (typeof reply === 'string') return reply;
  const chosen = likely[Number(reply.text) - 1] ?? reply.text;
  if (chosen === '' || chosen === 'none') return { value: null };
  if (Object.keys(config.people).length > 0 && !isKnown(config, chosen)) {
    session.write(`  nobody in people is called ${JSON.stringify(plainText(chosen))}; kept as it is written`);
  }
  return { value: chosen };
}

/** How often, as a rule; `null`: once. */
export async function askCadence({ session, dialog }: Walk, item: ActionItem): Promise<Answer<string | null>> {
  const usual = usualCadence(item);
  const words = [...Object.keys(CADENCES), 'once'];
  const choices = words.map((word, index) => `${index + 1} ${word}`).join('  ');
  session.write(`  how often? ${choices}`);
  for (;;) {
    const reply = await dialog.reply({ prompt: `  or an RRULE (Enter: ${usual}) ` });
    if (typeof reply === 'string') return reply;
    const word = words[Number(reply.text) - 1] ?? (reply.text === '' ? usual : reply.text);
    if (word.toLowerCase() === 'once') return { value: null };
    const rule = ruleOfCadence(word);
    if (/FREQ=/i.test(rule)) return { value: rule };
    session.write('  that says nothing of how often');
  }
}

const REASONS = ['already done', 'no longer relevant', 'no action item'];

/** Why it will not be done. */
export async function askReason({ dialog }: Walk): Promise<Answer<string>> {
  const choices = REASONS.map((reason, index) => `${index + 1} ${reason}`).join('  ');
  const reply = await dialog.reply({ prompt: `  why? ${choices}  or say: ` });
  if (typeof reply === 'string') return reply;
  const value = REASONS[Number(reply.text) - 1] ?? reply.text;
  return value === '' ? 'cancelled' : { value };
}

/** A line of text that may not be empty. */
export async function askText({ dialog }: Walk, question: { readonly prompt: string; readonly initial?: string }): Promise<Answer<string>> {
  const reply = await dialog.reply(question);
  if (typeof reply === 'string') return reply;
  return reply.text === '' ? 'cancelled' : { value: reply.text };
}

/** A day; what is none is wrong usage. */
export async function askDue(walk: Walk, words: string | null): Promise<Answer<ReturnType<typeof dateOf>>> {
  const said = words === null ? await askText(walk, { prompt: '  due? 2026-03-31, +2w, +1m: ' }) : { value: words };
  return typeof said === 'string' ? said : { value: dateOf(said.value, await walk.session.today()) };
}
