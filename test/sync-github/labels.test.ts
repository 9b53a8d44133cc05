import { type Cursor, instantAt, TrackerError } from '@closeout/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleDraft } from '../../packages/core/src/contract/tracker-world.ts';
import { labelLook } from '../../packages/sync-github/src/label-look.ts';
import { trackerOnto } from '../support/github-contract-world.ts';
import { type GithubWorld, githubWorld } from '../support/github-world.ts';

let world: GithubWorld;
beforeEach(async () => {
  world = await githubWorld();
});
afterEach(() => world.close());

/** A process of its own, which knows what its cursor tells. */
const process = () => trackerOnto(world, { since: instantAt(Date.now() - 60_000) });
const asked = (method: string, path: RegExp) => world.log().filter((request) => request.method === method && path.test(request.path));
const labelsAsked = () => asked('POST', /\/labels$/).map(({ status }) => status);
const draft = (n: number) => sampleDraft(n, { priority: 'P1', labels: ['closeout/drill'] });

async function labelsThere(): Promise<Readonly<Record<string, string>>> {
  const listed = await world.person('GET', `/repos/${world.repo}/labels?per_page=100`);
  const labels: readonly { readonly name: string; readonly color: string; readonly description: string | null }[] = Object(listed);
  return Object.fromEntries(labels.map(({ name, color, description }) => [name, `${color} ${description}`]));
}

describe('a label of ours', () => {
  test('is made with a colour and a description before the first issue that carries it', async () => {
    await process().create([draft(1)]);
    expect(await labelsThere()).toMatchObject({
      'closeout/P1': 'd93f0b Priority P1: next',
      'closeout/drill': '006b75 A follow-up of this kind: drill',
    });
    expect(world.log().map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual([
      'POST labels',
      'POST labels',
      'POST issues',
    ]);
  });

  test('is made once, and the next process knows it from its cursor or from the issues it pulls', async () => {
    const first = process();
    const { cursor } = await first.pull(null);
    await first.create([draft(1), draft(2)]);
    expect(labelsAsked()).toEqual([201, 201]);
    const second = process();
    const echo = await second.pull(cursor);
    await second.create([draft(3)]);
    expect(labelsAsked()).toEqual([201, 201]);
    const later = await second.pull(echo.cursor);
    world.forget();
    const third = process();
    expect((await third.pull(later.cursor)).issues).toEqual([]);
    await third.create([draft(4)]);
    expect(world.log().map(({ method, status }) => `${method} ${status}`)).toEqual(['GET 304', 'POST 201']);
  });

  test('that somebody made keeps their colour, and costs one question', async () => {
    await world.person('POST', `/repos/${world.repo}/labels`, { name: 'closeout/P1', color: '00ff00', description: 'Theirs' });
    const tracker = process();
    await tracker.create([draft(1), draft(2)]);
    expect(labelsAsked()).toEqual([201, 422]);
    expect((await labelsThere())['closeout/P1']).toBe('00ff00 Theirs');
  });

  test('is made for an update, too, and one without our prefix never', async () => {
    const tracker = trackerOnto(world, { labelPrefix: 'ours-' });
    const [created] = await tracker.create([sampleDraft(1, { labels: ['theirs'], priority: null })]);
    if (created?.outcome !== 'created') throw new Error(JSON.stringify(created));
    expect(labelsAsked()).toEqual([]);
    await tracker.update(created.issue, { priority: 'P0', status: { status: 'blocked', resolution: null } });
    expect(await labelsThere()).toMatchObject({
      'ours-P0': 'b60205 Priority P0: now',
      'ours-blocked': '57606a Status: waits for something else',
    });
  });

  test.each([403, 404])('that may not be made (%i) is asked for once, and the issue is made all the same', async (status) => {
    world.fault({ method: 'POST', path: '/labels$', do: { kind: 'answer', status, body: { message: 'Not for you' } } });
    const created = await process().create([draft(1), draft(2)]);
    expect(created.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect(labelsAsked()).toEqual([status]);
  });

  test('that meets a limit stops before the issue, cleanly and with the time to go on', async () => {
    const limited = { kind: 'answer', status: 403, headers: { 'retry-after': '7' }, body: { message: 'secondary rate limit' } } as const;
    world.fault({ method: 'POST', path: '/labels$', do: limited });
    expect(await process().create([draft(1), draft(2)])).toEqual(
      Array(2).fill({ outcome: 'later', retryAfterMs: 7000, reason: expect.stringContaining('rate limit') }),
    );
    expect(asked('POST', /\/issues$/)).toEqual([]);
  });

  test.each([
    ['is lost', { kind: 'lose-answer' }],
    ['is an error', { kind: 'answer', status: 502, body: {} }],
  ] as const)('whose answer %s leaves no issue in doubt', async (_, happening) => {
    world.fault({ method: 'POST', path: '/labels$', do: happening });
    const tracker = process();
    const thrown = await tracker.create([draft(1)]).catch((error: unknown) => error);
    expect(thrown instanceof TrackerError ? thrown.code : thrown).toBe('unreachable');
    expect(asked('POST', /\/issues$/)).toEqual([]);
    expect((await tracker.create([draft(1)])).map(({ outcome }) => outcome)).toEqual(['created']);
  });

  test('is nobody’s to make where somebody else makes them', async () => {
    const tracker = trackerOnto(world, { labelsAreGiven: true });
    await tracker.create([draft(1)]);
    expect(labelsAsked()).toEqual([]);
  });

  test('is remembered by cursors of today, and cursors of yesterday are read', async () => {
    const tracker = process();
    await tracker.create([draft(1)]);
    const { cursor } = await tracker.pull(null);
    expect(cursor).toMatchObject({ labels: ['closeout/drill', 'closeout/p1'] });
    const { labels: _, ...older } = Object(cursor);
    expect((await process().pull(older as Cursor)).issues).toEqual([]);
  });
});

test('a look is what GitHub takes: six hexadecimal digits, at most 100 letters', () => {
  for (const word of ['P0', 'p4', 'in-progress', 'blocked', 'drill', 'whatever', ''])
    expect(labelLook(word)).toEqual({ color: expect.stringMatching(/^[0-9a-f]{6}$/), description: expect.stringMatching(/^.{1,100}$/) });
});
