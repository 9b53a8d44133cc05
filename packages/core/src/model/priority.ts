import type { Priority } from './item.ts';

const WORDS: ReadonlyMap<string, Priority> = new Map(
  Object.entries({
    blocker: 'P0',
    critical: 'P0',
    urgent: 'P0',
    immediate: 'P0',
    highest: 'P0',
    high: 'P1',
    major: 'P1',
    important: 'P1',
    medium: 'P2',
    moderate: 'P2',
    normal: 'P2',
    low: 'P3',
    minor: 'P3',
    lowest: 'P4',
    trivial: 'P4',
  } as const),
);

/** The priority that people mean by `P1`, `p-1`, `Prio 1` or `High`, or `null` when the text names none. */
export function parsePriority(text: string): Priority | null {
  const stated = text.trim().toLowerCase();
  const level = /^p(?:rio(?:rity)?)?[\s\-_.:#]*([0-4])$/.exec(stated)?.[1];
  if (level !== undefined) return `P${level}` as Priority;
  return WORDS.get(stated.replace(/\s*priority$/, '')) ?? null;
}
