import { plainText } from '@closeout/core';
import type { Question, Reply } from './dialog.ts';
import { listed } from './rows.ts';

/** Answers to choose from, each with its number, and what answering nothing means; nothing where there is nothing to say. */
export function choicesText({ choices = [], enter }: Omit<Question, 'prompt'>, columns: number): string {
  const names = choices.map((choice, index) => `${index + 1} ${plainText(choice)}`);
  return listed([...names, ...(enter === undefined ? [] : [`Enter ${enter}`])], { columns: columns - 2, between: '  ' })
    .map((row) => `  ${row}\n`)
    .join('');
}

/** What was typed, or the choice whose number it is. */
export function chosen(reply: Reply, { choices = [] }: Omit<Question, 'prompt'>): Reply {
  if (typeof reply === 'string') return reply;
  return { text: choices[Number(reply.text) - 1] ?? reply.text };
}
