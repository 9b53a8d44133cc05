import type { Priority } from './item.ts';

const WORDS: Readonly<Record<string, Priority>> = {
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
};

/** The priority that people mean by `P1`, `p-1`, `Prio 1` or `High`, or `null` when the text names none. */
export function parsePriority(text: string): Priority | null {
  const stated = text.trim().toLowerCase();
  const level = /^p(?:rio(?:rity)?)?[\s\-_.:#]*([0-4])$/.exec(stated)?.[1];
  if (level !== undefined) return `P${level}` as Priority;
  return WORDS[stated.replace(/\s*priority$/, '')] ?? null;
}
