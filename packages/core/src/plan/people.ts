import type { Config } from '../config/config.ts';

/** Finds the people and teams of a configuration by what others call them. */
export interface Directory {
  /** False where the configuration names nobody: then every name is as good as any other. */
  readonly hasPeople: boolean;
  /** The configured name behind a name, GitHub login or e-mail address (`@` and case do not matter), or `null`. */
  personBy(text: string): string | null;
  /** The team that a configured person is in, or that they lead. */
  teamOf(person: string): string | null;
  /** The team that runs the first of `services` that any team runs. */
  teamFor(services: readonly string[]): string | null;
}

export function directoryOf(config: Pick<Config, 'people' | 'teams'>): Directory {
  const people = new Map<string, string>();
  const learn = (text: string | null, person: string) => {
    if (text !== null && text !== '' && !people.has(keyOf(text))) people.set(keyOf(text), person);
  };
  // Names first, so that nobody's login hides another's name.
  for (const person of Object.keys(config.people)) learn(person, person);
  for (const [person, facts] of Object.entries(config.people)) {
    learn(facts.github, person);
    learn(facts.email, person);
  }
  const teams = Object.entries(config.teams);
  const services = new Map<string, string>();
  for (const [team, facts] of teams) for (const service of facts.services) services.set(keyOf(service), team);
  return {
    hasPeople: people.size > 0,
    personBy: (text) => people.get(keyOf(text)) ?? null,
    teamOf: (person) =>
      (Object.hasOwn(config.people, person) ? config.people[person]?.team : null) ??
      teams.find(([, { lead }]) => lead === person)?.[0] ??
      null,
    teamFor: (names) => names.map((name) => services.get(keyOf(name))).find((team) => team !== undefined) ?? null,
  };
}

function keyOf(text: string): string {
  return text.trim().replace(/^@/, '').replace(/\s+/g, ' ').toLowerCase();
}
