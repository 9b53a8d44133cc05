import { PRIORITIES, type Priority } from '../model/item.ts';

/** Names of trackers' priorities → priorities here, as the configuration says. */
export type PriorityWords = Readonly<Record<string, Priority>>;

/** What priorities are called where nobody says otherwise: Jira's scheme, ours, and the one that Jira had before. */
const COMMON: Readonly<Record<Priority, readonly string[]>> = {
  P0: ['Highest', 'P0', 'Blocker'],
  P1: ['High', 'P1', 'Critical'],
  P2: ['Medium', 'P2', 'Major'],
  P3: ['Low', 'P3', 'Minor'],
  P4: ['Lowest', 'P4', 'Trivial'],
};

const MEANINGS: ReadonlyMap<string, Priority> = new Map(
  PRIORITIES.flatMap((priority) => COMMON[priority].map((name) => [name.toLowerCase(), priority] as const)),
);

/** What names mean, without regard to case: by configuration, or else as is common; `undefined` for nothing. */
export function priorityMeanings(configured: PriorityWords): (name: string) => Priority | undefined {
  const own = new Map(Object.entries(configured).map(([name, priority]) => [name.toLowerCase(), priority]));
  return (name) => own.get(name.toLowerCase()) ?? MEANINGS.get(name.toLowerCase());
}

/** The names that mean `priority`, those first that go before others: the configured ones, then the common ones. */
export function priorityNames(priority: Priority, configured: PriorityWords): readonly string[] {
  const meaning = priorityMeanings(configured);
  return [...Object.keys(configured), ...COMMON[priority]].filter((name) => meaning(name) === priority);
}
