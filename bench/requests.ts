/**
 * How many requests a sync takes, counted by the emulations' servers, beside the least that can do the work and beside what other
 * tools take for the same. Counts, so one run says it all.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openCountedGithub } from '../test/support/counted-github.ts';
import { openCountedJira } from '../test/support/counted-jira.ts';
import type { CountedSync } from '../test/support/counted-sync.ts';
import { type Figure, printFigures } from './figure.ts';

const ITEMS = 1_000;
const EDITS = 10;

/** What other tools send for the same 1,000 items, read from their sources at these commits. */
const OTHERS = [
  'git-bug/git-bug@846c8ab, GitHub: quiet 1 and one for ten labels of the repository; 10 edits: one for each attribute that changed',
  'gastownhall/beads@fbcee6c: quiet 1,001, since a push reads every linked issue; 10 edits: 10 on GitHub, 30 to 60 on Jira',
  'jlevy/tbd@dd32449: quiet 1,002; 10 edits: 10',
  'release-engineering/Sync2Jira@a931edd: about 6 for each item at every full pass, changed or not; 6 to 10 for an edit',
  'GothenburgBitFactory/bugwarrior@97c1cb6: quiet 10 pages, and 1,000 more with annotations; never writes there',
  'luisrayas3/git-work, Jira: quiet about 8; 10 edits: 10 to 20',
] as const;

interface Counted extends CountedSync {
  asked(): readonly string[];
  rename(numbers: readonly number[]): Promise<void> | void;
  close(): Promise<void>;
}

interface Least {
  readonly push: number;
  readonly labels: number;
}

async function figuresOf(
  name: string,
  world: Counted,
  { age, least }: { readonly age: () => Promise<void> | void; readonly least: Least },
): Promise<readonly Figure[]> {
  const count = async (): Promise<number> => {
    await world.sync();
    return world.asked().length;
  };
  /** Nothing is young any more, and lists have shown our own writes. */
  const settle = async () => {
    await age();
    for (let turn = 0; turn < 3; turn += 1) await count();
  };
  const items = await world.add(ITEMS);
  const push = await count();
  await settle();
  const quiet = await count();
  for (const item of items.slice(0, EDITS)) await world.edit(item, { title: `Renamed here, ${item.number}` });
  const titles = await count();
  await settle();
  for (const item of items.slice(0, EDITS)) await world.edit(item, { labels: ['alerting', 'drill'] });
  const labels = await count();
  await settle();
  for (const item of items.slice(0, EDITS)) await world.edit(item, { details: `Other words, ${item.number}.` });
  const texts = await count();
  await settle();
  await world.rename(items.slice(-EDITS).map(({ number }) => number));
  await age();
  const there = await count();
  await world.close();
  const figure = (what: string, ours: number, floor: number): Figure => ({
    name: `${name}, ${what}`,
    ratio: ours / floor,
    aim: 1,
    made: `${ours.toLocaleString('en')} : ${floor.toLocaleString('en')}`,
  });
  return [
    figure(`first push of ${ITEMS.toLocaleString('en')}`, push, least.push),
    figure('quiet', quiet, 1),
    figure(`${EDITS} titles edited here`, titles, 1 + EDITS),
    figure(`${EDITS} labels added here`, labels, least.labels),
    figure(`${EDITS} texts edited here`, texts, 1 + 2 * EDITS),
    figure(`${EDITS} titles edited there`, there, 1),
  ];
}

// Without an overlap an issue is old after two seconds: lists here do not lag.
const github = await figuresOf('GitHub', await openCountedGithub({ overlapSeconds: 0 }), {
  age: () => sleep(2_100),
  // One create each, the pull, who we are, and each of two labels made once with its colour; a label is a call of its own after a look
  // at those there are, and is made before its first use.
  least: { push: ITEMS + 2 + 2, labels: 1 + 2 * EDITS + 1 },
});
const jira = await openCountedJira();
const jiraFigures = await figuresOf('Jira', jira, {
  age: () => jira.site.clock.advance(20 * 60_000),
  // Fifty to a create, a hundred to a confirmation, the search, who we are, and two looks at the create screen.
  least: { push: ITEMS / 50 + ITEMS / 100 + 4, labels: 1 + EDITS },
});
printFigures('Requests of one sync : the least that can do it', [...github, ...jiraFigures]);
process.stdout.write(`Others, for the same ${ITEMS.toLocaleString('en')} items\n${OTHERS.map((line) => `  ${line}\n`).join('')}`);
