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
  ['status', /^(?:status|state|progress|done\??)$/i],
];

/** What a line states about the item above it. */
export interface StatedLine {
  readonly stated: Stated;
  /** What else it says, by names that are no fields: `Ticket: OPS-44`. */
  readonly rest: readonly string[];
}

/** The fields that a line states, one or more (`Owner: Ana. Due: 2026-12-05`), or `null` when it does not begin with one. */
export function statedIn(text: string): StatedLine | null {
  if (NAMED.exec(text) === null || fieldOf(NAMED.exec(text)?.[1] ?? '') === null) return null;
  const stated: Record<string, string> = {};
  const rest: string[] = [];
  for (const part of text.split(BEFORE_NAME)) {
    const [, name = '', value = ''] = NAMED.exec(part) ?? [];
    const field = fieldOf(name);
    if (field === null) rest.push(part.trim());
    else stated[field] ??= value.replace(/[*_\s]+$/, '').trim();
  }
  return { stated, rest: rest.filter((part) => part !== '') };
}

const NAMED = /^\**(\p{L}[\p{L} ]{1,24}?)\**\s*[:：=]\s*\**\s*(\S.*)$/u;

/** Where a field ends because the next one begins. */
const BEFORE_NAME = /(?:[.;,|]|\s[–—-])\s+(?=\**\p{L}[\p{L} ]{1,24}\**\s?[:：=]\s*\S)/u;

/** What lines state together; of several values for one field the last. */
export function statedByAll(lines: readonly { readonly text: string }[]): Stated {
  let all: Stated = {};
  for (const { text } of lines) all = { ...all, ...statedIn(text)?.stated };
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
