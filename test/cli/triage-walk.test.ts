import { expect, test } from 'vitest';
import { fc } from '../support/property.ts';
import { type CliWorld, cliWorld } from './cli-world.ts';

const DOCUMENT = `# The queue stood still

Start: 2026-03-02 09:00 UTC

## Improvements

- Improve the alerting of the payment queue
- Rotate the credentials of the old gateway (owner: ada)
- Rehearse the failover every quarter

## Action items

- Alerting of the payment queue: page when its oldest message is older than 10 minutes
- Stress tests of the queue, regularly
- Write a runbook for a queue that stands still
- Alert on the payment queue when its oldest message is old
`;
const MAIL = `# Mail was late

Start: 2026-03-09 08:00 UTC

## Action items

- Raise the limit of connections to 500 by 2026-06-01
- Delete the relay that nobody uses
- Write a runbook for the queue that stands still
- Train the people on call
`;

/** A step of a person: a key, with whatever a question after it is answered. */
const step = fc.constantFrom(
  's',
  's',
  'b',
  'x',
  'n',
  'm',
  'k',
  '?',
  'A',
  'z',
  '\r',
  'a1\r',
  'agrace\r',
  'a\u0003',
  'd2\r',
  'd\r',
  'dno time\r',
  'u+2w\r',
  'usoon\r',
  'o2\r',
  't!\r',
  'c2\r\r',
  'cmonthly\r1\r',
  'mAI-3\r',
  'mAI-99\r',
  '\u001b[200~dA\u001b[201~',
  '\u001b[A',
);

async function proposals(): Promise<CliWorld> {
  const world = cliWorld();
  await world.write('closeout.config.json', JSON.stringify({ people: { ada: {}, bob: {} } }));
  await world.write('docs/a.md', DOCUMENT);
  await world.write('docs/b.md', MAIL);
  await world.run('init');
  await world.run('import', 'docs');
  return world;
}

/** Every item and series as a person would see them. */
async function standing(world: CliWorld): Promise<unknown> {
  const { items } = (await world.json('list', '--all')) as { readonly items: readonly { readonly id: string }[] };
  const shown = await world.json('show', ...items.map(({ id }) => id).sort());
  return { shown, series: await world.json('series', 'list') };
}

async function triage(world: CliWorld, pieces: readonly string[]) {
  const raw: boolean[] = [];
  const terminal = { setRaw: (isRaw: boolean) => raw.push(isRaw), columns: () => 60, release: () => raw.push(false) };
  const ran = await world.runWith({ terminal, stdin: keys(pieces), isTTY: { stdin: true, stdout: true, stderr: false } }, 'triage');
  return { ...ran, raw };
}

async function* keys(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

test('whatever is pressed, nothing breaks, and z leads back to where the walk began', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const world = await proposals();
      const before = await standing(world);
      // Escape leads out of a question; a second one keeps the first from being read together with what follows.
      const back = ['\u001b\u001b', 'z', ...Array.from({ length: steps.length + 4 }, () => 'z')];
      const ran = await triage(world, [...steps, ...back]);
      expect(ran).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/closeout: /), raw: [true, false] });
      // Ctrl-C where nothing is asked leaves the walk, with what was decided: then the last keys were not read.
      const saidSo = ran.stdout.split('Nothing was decided yet').length - 1;
      if (saidSo <= steps.filter((each) => each === 'z').length) return;
      expect(await standing(world)).toEqual(before);
    }),
    { numRuns: 15 },
  );
});

test('what is decided in one walk or in several is the same', async () => {
  const decisions = ['ma1\r', 'd1\r', 'c3\r2\r', 'A'];
  const [inOne, inSeveral] = [await proposals(), await proposals()];
  const whole = await triage(inOne, decisions);
  for (const decision of decisions) await triage(inSeveral, [decision, 'q']);
  expect(whole.stdout).toMatch(/\n\d accepted, 1 merged, 1 dropped\.\n$/);
  expect(await decided(inSeveral)).toEqual(await decided(inOne));
});

test('an answer that is refused is asked for again: what is typed then is no command', async () => {
  const world = await proposals();
  const ran = await triage(world, ['s', 'm', 'AI-99\r', 'AI-3\r', 'u', '31.2.2027\r', 'A\r', '\u001b\u001b', 'q']);
  expect(ran.stdout).toContain('there is no action item AI-99: name one that there is');
  expect(ran.stdout).toContain('"31.2.2027" is no date');
  expect(ran.stdout).toContain('"A" is no date');
  const statuses = ((await decided(world)) as readonly { readonly id: string; readonly status: string }[]).map(({ id, status }) => [
    id,
    status,
  ]);
  expect(statuses.filter(([, status]) => status !== 'proposed')).toEqual([['AI-3', 'cancelled']]);
});

async function decided(world: CliWorld): Promise<unknown> {
  const { items } = (await world.json('list', '--all')) as { readonly items: readonly Readonly<Record<string, unknown>>[] };
  return items.map(({ id, title, status, owner, dueOn }) => ({ id, title, status, owner, dueOn }));
}
