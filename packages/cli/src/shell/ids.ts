import { type Numbered, nearest, parseDisplayId } from '@closeout/core';
import { type Failure, refused, wrongUsage } from './failure.ts';
import type { Session } from './session.ts';

type IdType = Numbered['type'];

const CALLED: Readonly<Record<IdType, string>> = { item: 'an action item', incident: 'an incident', series: 'a series' };

/**
 * The numbers that `words` name, each once, in their order; `-` stands for the words on standard input.
 * What is no id of that type is wrong usage.
 */
export async function numbersOf(session: Session, words: readonly string[], type: IdType = 'item'): Promise<readonly number[]> {
  const { idPrefix } = await session.config();
  const written: string[] = [];
  for (const word of words) written.push(...(word === '-' ? await wordsOnStdin(session) : [word]));
  if (written.length === 0)
    throw wrongUsage('standard input names no ids', `write ids, for example ${exampleOf(type, idPrefix)}, separated by spaces or lines`);
  return [...new Set(written.map((word) => numberOf(word, { type, idPrefix })))];
}

/** The number that one word names. */
export function numberOf(word: string, { type, idPrefix }: { readonly type: IdType; readonly idPrefix: string }): number {
  const example = exampleOf(type, idPrefix);
  const id =
    /^\d+$/.test(word.trim()) && type !== 'item'
      ? parseDisplayId(`${example.split('-')[0]}-${word.trim()}`, idPrefix)
      : parseDisplayId(word, idPrefix);
  if (id === null) throw wrongUsage(`${JSON.stringify(word)} is no id of ${CALLED[type]}`, hint(word, example));
  if (id.type !== type)
    throw wrongUsage(`${word} is ${CALLED[id.type]}, and ${CALLED[type]} is wanted here`, `write an id such as ${example}`);
  return id.number;
}

function hint(word: string, example: string): string {
  const prefix = example.split('-')[0] ?? '';
  const near = nearest(word.split('-')[0] ?? '', [prefix]) !== null && /[1-9]\d*$/.exec(word);
  return near ? `did you mean ${prefix}-${near[0]}?` : `write an id such as ${example}`;
}

function exampleOf(type: IdType, idPrefix: string): string {
  return type === 'item' ? `${idPrefix}-7` : type === 'incident' ? 'INC-3' : 'SER-2';
}

async function wordsOnStdin(session: Session): Promise<readonly string[]> {
  const text = await textOnStdin(session);
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** Everything on standard input. */
export async function textOnStdin({ io }: Session): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of io.stdin) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > MOST_TYPED) throw tooLong();
  }
  return text + decoder.decode();
}

/** In characters: a string holds little more. */
const MOST_TYPED = 400_000_000;

function tooLong(): Failure {
  const message = `standard input has more than ${MOST_TYPED / 1e6} MB`;
  return refused({ code: 'too-long', message, remedy: 'name files instead, or hand over less at a time' });
}

/** `AI-7 AI-8 +2w` → ids and date. */
export function lastIsDate(words: readonly string[]): { readonly ids: readonly string[]; readonly date: string } {
  const date = words.at(-1);
  if (date === undefined || words.length < 2) throw wrongUsage('the date is missing', 'write the ids, then the date: AI-7 +2w');
  return { ids: words.slice(0, -1), date };
}
