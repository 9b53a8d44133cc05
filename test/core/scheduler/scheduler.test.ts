import { type Clock, dayIn, type Instant, instantAt, memoryStore, type Store } from '@closeout/core';
import { type Job, runSlot, type SchedulerNews, type SchedulerOptions, startScheduler } from '@closeout/core/scheduler';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

// The machine's clock and timers are moved by hand: node-cron knows no others.
const MONDAY = Date.parse('2026-03-02T07:59:30.000Z');
const MINUTE = 60_000;
const now = () => instantAt(Date.now());
const clock: Clock = { now, today: (timeZone) => dayIn(timeZone, now()) };

let store: Store;
let news: SchedulerNews[];
let running: { stop(): Promise<void> }[];
beforeEach(() => {
  vi.useFakeTimers({ now: MONDAY });
  store = memoryStore({ clock, entropy: () => new Uint8Array(16), timeZone: 'UTC' });
  news = [];
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((scheduler) => scheduler.stop()));
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function start(jobs: readonly Job[], options: Partial<SchedulerOptions> = {}) {
  const scheduler = startScheduler({
    jobs,
    timeZone: 'UTC',
    coordination: store.coordination,
    holder: 'here',
    clock,
    since: instantAt(MONDAY),
    log: (each) => news.push(each),
    ...options,
  });
  running.push(scheduler);
  return scheduler;
}

/** A job that remembers the slots it ran. */
function counted(name: string, cron: string, run: Job['run'] = async () => null): Job & { readonly slots: Instant[] } {
  const slots: Instant[] = [];
  return {
    name,
    cron,
    slots,
    run(slot, stopping) {
      slots.push(slot);
      return run(slot, stopping);
    },
  };
}

const ran = async () =>
  (await store.coordination.runs({ limit: 99 })).map(({ job, slot, outcome, message }) => [job, slot.slice(11, 16), outcome, message]);

describe('a scheduler', () => {
  test('runs each slot of each job at its time, and records how it went', async () => {
    const sync = counted('sync', '*/2 * * * *', async () => 'nothing moved');
    const report = counted('report', '1 8 * * mon');
    start([sync, report]);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(sync.slots).toEqual(['2026-03-02T08:00:00.000Z', '2026-03-02T08:02:00.000Z', '2026-03-02T08:04:00.000Z']);
    expect(await ran()).toEqual([
      ['sync', '08:04', 'ok', 'nothing moved'],
      ['sync', '08:02', 'ok', 'nothing moved'],
      ['report', '08:01', 'ok', null],
      ['sync', '08:00', 'ok', 'nothing moved'],
    ]);
  });

  test('keeps the hours of its zone', async () => {
    const report = counted('report', '0 9 * * mon');
    start([report], { timeZone: 'Europe/Berlin' });
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(report.slots).toEqual(['2026-03-02T08:00:00.000Z']);
  });

  test('catches up once what was missed while nothing ran, however many slots that were', async () => {
    const first = start([counted('sync', '*/10 * * * *')]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    await first.stop();
    vi.setSystemTime(MONDAY + 60 * MINUTE);
    const sync = counted('sync', '*/10 * * * *');
    const second = start([sync]);
    await vi.advanceTimersByTimeAsync(10);
    expect(sync.slots).toEqual(['2026-03-02T08:50:00.000Z']);
    await second.stop();
    const again = counted('sync', '*/10 * * * *');
    start([again]);
    await vi.advanceTimersByTimeAsync(10);
    expect(again.slots).toEqual([]);
  });

  test('does not catch up what lies before the workspace', async () => {
    const report = counted('report', '0 8 * * mon');
    start([report]);
    await vi.advanceTimersByTimeAsync(10);
    expect(report.slots).toEqual([]);
    const older = counted('report', '0 8 * * mon');
    start([older], { since: instantAt(MONDAY - 30 * 24 * 60 * MINUTE) });
    await vi.advanceTimersByTimeAsync(10);
    expect(older.slots).toEqual(['2026-02-23T08:00:00.000Z']);
  });

  test('catches up after the machine slept', async () => {
    const sync = counted('sync', '*/10 * * * *');
    start([sync]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    vi.setSystemTime(MONDAY + 45 * MINUTE);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(sync.slots.map((slot) => slot.slice(11, 16))).toEqual(['08:00', '08:50']);
    const [latest] = await store.coordination.runs({ limit: 1 });
    expect(latest?.outcome).toBe('ok');
  });

  test('records a run that fails, and goes on with this job and the others', async () => {
    const sync = counted('sync', '* * * * *', async (slot) => {
      if (slot.includes('08:00')) throw new Error('no network');
      return null;
    });
    const report = counted('report', '* * * * *');
    start([sync, report]);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect((await ran()).filter(([job]) => job === 'sync')).toEqual([
      ['sync', '08:01', 'ok', null],
      ['sync', '08:00', 'failed', 'no network'],
    ]);
    expect(report.slots.length).toBe(2);
    expect(news.filter((each) => each.kind === 'ran' && each.run.outcome === 'failed').map(({ job }) => job)).toEqual(['sync']);
  });

  test('runs a job never twice at a time, and says which slot it left out', async () => {
    const done = Promise.withResolvers<null>();
    const sync = counted('sync', '* * * * *', () => done.promise);
    start([sync]);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(sync.slots.length).toBe(1);
    expect(news).toEqual([{ kind: 'skipped', job: 'sync', slot: '2026-03-02T08:01:00.000Z', reason: 'still-running' }]);
    done.resolve(null);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(sync.slots.length).toBe(2);
  });

  test('shares slots with others on the same store', async () => {
    const jobs = [1, 2, 3].map(() => counted('sync', '* * * * *'));
    for (const [index, job] of jobs.entries()) start([job], { holder: `machine ${index}` });
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(jobs.flatMap(({ slots }) => slots).sort()).toEqual([0, 1, 2, 3, 4].map((minute) => `2026-03-02T08:0${minute}:00.000Z`));
  });

  test('stops when what runs has ended, which it is told to, and starts nothing more', async () => {
    const sync = counted('sync', '* * * * *', (_slot, stopping) => {
      const { promise, resolve } = Promise.withResolvers<string>();
      stopping.addEventListener('abort', () => resolve('stopped early'));
      return promise;
    });
    const scheduler = start([sync]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect((await ran())[0]).toEqual(['sync', '08:00', null, null]);
    await scheduler.stop();
    expect(await ran()).toEqual([['sync', '08:00', 'ok', 'stopped early']]);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(sync.slots.length).toBe(1);
  });

  test('says when the store cannot be asked, and asks again for what it could not claim', async () => {
    let isDown = true;
    const coordination: Store['coordination'] = {
      ...store.coordination,
      claim: (job, slot, holder) =>
        isDown ? Promise.reject(new Error('database is locked')) : store.coordination.claim(job, slot, holder),
    };
    const sync = counted('sync', '0 * * * *');
    start([sync], { coordination });
    await vi.advanceTimersByTimeAsync(45_000);
    expect([news, sync.slots]).toEqual([[{ kind: 'trouble', job: 'sync', message: 'database is locked' }], []]);
    isDown = false;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(sync.slots).toEqual(['2026-03-02T08:00:00.000Z']);
  });

  test('refuses a cron expression that is none, by the name of its job', () => {
    expect(() => start([counted('sync', 'often')])).toThrow(/job sync: not a cron expression: "often"/);
  });
});

describe('one slot', () => {
  const slot = instantAt(MONDAY);
  const request = (work: () => Promise<string | null>) => ({ coordination: store.coordination, job: 'sync', slot, holder: 'cron', work });

  test('runs once: the second who wants it is told that it is taken', async () => {
    expect(await runSlot(request(async () => '3 pulled'))).toEqual({ outcome: 'ok', message: '3 pulled' });
    expect(await runSlot(request(async () => 'again'))).toEqual({ outcome: 'taken' });
    expect(await ran()).toEqual([['sync', '07:59', 'ok', '3 pulled']]);
  });

  test('that fails is recorded and answered with its cause', async () => {
    const cause = new Error('no network');
    expect(await runSlot(request(() => Promise.reject(cause)))).toEqual({ outcome: 'failed', message: 'no network', cause });
    expect(await ran()).toEqual([['sync', '07:59', 'failed', 'no network']]);
  });
});
