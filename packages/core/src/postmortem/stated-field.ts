import type { Stated } from './candidate.ts';
import { foreignColumn } from './foreign-words.ts';

/** What a line beside an item states under a name: `Owner: maria`, `Deadline: July 15, 2024`. Every name that people use. */
const NAMES: readonly (readonly [keyof Stated, RegExp])[] = [
  ['owner', /^(?:owners?|owned by|assigned to|assignees?|responsible(?: person| party)?|dri|lead|who|poc|point of contact)$/i],
  ['team', /^(?:team|owning team|group|squad)$/i],
  [
    'due',
    /^(?:due(?: date| on| by)?|deadline|target(?: date)?|eta|by when|when|due by|complete by|completion date|timeline|target completion)$/i,
  ],
  ['priority', /^(?:priority|prio|urgency|importance)$/i],
  ['kind', /^(?:type|kind|category|classification)$/i],
  ['status', /^(?:status|state|progress|done)$/i],
];

/** The field that a line states, or `null` when it states none. */
export function statedIn(text: string): { readonly field: keyof Stated; readonly stated: Stated } | null {
  const found = /^\**(\p{L}[\p{L} ]{1,24}?)\**\s*[:：=]\s*\**\s*(\S.*)$/u.exec(text);
  if (!found) return null;
  const field = fieldOf(found[1] ?? '');
  return field === null ? null : { field, stated: { [field]: (found[2] ?? '').trim() } };
}

/** What lines state together; of several values for one field the last. */
export function statedByAll(lines: readonly { readonly text: string }[]): Stated {
  let all: Stated = {};
  for (const { text } of lines) {
    const found = statedIn(text);
    if (found !== null) all = { ...all, ...found.stated };
  }
  return all;
}

/** The field that a name or a column's header stands for. */
export function fieldOf(name: string): keyof Stated | null {
  const bare = name.trim();
  const english = NAMES.find(([, pattern]) => pattern.test(bare))?.[0];
  if (english !== undefined) return english;
  const foreign = foreignColumn(bare);
  return foreign === 'title' || foreign === 'links' || foreign === 'number' || foreign === 'notes' ? null : foreign;
}
