import type { Config } from '../config/config.ts';
import type { Incident } from '../model/incident.ts';
import type { ActionItem, Activity } from '../model/item.ts';
import { directoryOf } from './people.ts';

/** How often things recur, in the words that people say it with, and the rules they stand for. */
export const CADENCES = {
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
  quarterly: 'FREQ=MONTHLY;INTERVAL=3',
  'half-yearly': 'FREQ=MONTHLY;INTERVAL=6',
  yearly: 'FREQ=YEARLY',
} as const;
export type Cadence = keyof typeof CADENCES;

/** The rule behind a word for a cadence; any other text as it is, since it may be a rule itself. */
export function ruleOfCadence(text: string): string {
  const word = text.trim().toLowerCase();
  return Object.hasOwn(CADENCES, word) ? CADENCES[word as Cadence] : text.trim();
}

const USUAL: Readonly<Record<Activity, Cadence>> = {
  audit: 'quarterly',
  drill: 'quarterly',
  'restore-test': 'quarterly',
  'stress-test': 'half-yearly',
  training: 'yearly',
  review: 'quarterly',
};

/** How often such a follow-up usually recurs; a person decides. */
export function usualCadence({ activity }: Pick<ActionItem, 'activity'>): Cadence {
  return activity === null ? 'quarterly' : USUAL[activity];
}

/** With more people than this, all of them are no suggestion. */
const FEW = 9;

/** Whether the configuration knows somebody by that name, login or address. */
export function isKnown(config: Pick<Config, 'people' | 'teams'>, text: string): boolean {
  return directoryOf(config).personBy(text) !== null;
}

/**
 * Who could do it: whoever is in the team of the item or its incident, its lead first, then who led the incident.
 * With neither team nor lead: anybody, where there are few.
 */
export function likelyOwners(
  item: Pick<ActionItem, 'team'>,
  incident: Pick<Incident, 'team' | 'lead'> | null,
  config: Pick<Config, 'people' | 'teams'>,
): readonly string[] {
  const team = item.team ?? incident?.team ?? null;
  const directory = directoryOf(config);
  const lead = team === null ? null : (config.teams[team]?.lead ?? null);
  const members = team === null ? [] : Object.keys(config.people).filter((person) => directory.teamOf(person) === team);
  const likely = [...new Set([lead, ...members, incident?.lead ?? null].flatMap((person) => person ?? []))];
  const people = Object.keys(config.people);
  return likely.length > 0 || people.length > FEW ? likely : people;
}
