import type { Lease } from '../store/port.ts';
import type { StoreLaws } from './store-contract.ts';
import { codeOf, create, MORNING, sampleItem } from './store-world.ts';

const TTL = { ttlMs: 60_000 };

/** What holds between processes that share a store. */
export function turnLaws({ describe, expect, law }: StoreLaws): void {
  const taken = (lease: Lease | null): Lease => {
    if (lease === null) throw new TypeError('the lease was free');
    return lease;
  };

  describe('a lease', () => {
    law('has one holder at a time, and each holder a higher token', async ({ store, again }, clock) => {
      const first = taken(await store.coordination.acquire('sync', { holder: 'a', ...TTL }));
      expect(await again.coordination.acquire('sync', { holder: 'b', ...TTL })).toBe(null);
      expect(await store.coordination.acquire('sync', { holder: 'a', ...TTL })).toBe(null);
      expect((await again.coordination.acquire('other', { holder: 'b', ...TTL }))?.holder).toBe('b');
      clock.advance(60_000);
      const second = taken(await again.coordination.acquire('sync', { holder: 'b', ...TTL }));
      expect(second.token > first.token).toBe(true);
      await again.coordination.release(second);
      const third = taken(await store.coordination.acquire('sync', { holder: 'a', ...TTL }));
      expect(third.token > second.token).toBe(true);
    });

    law('that is renewed lasts longer; one that was lost or given back is not renewed', async ({ store, again }, clock) => {
      const lease = taken(await store.coordination.acquire('sync', { holder: 'a', ...TTL }));
      clock.advance(30_000);
      const renewed = taken(await store.coordination.renew(lease, 60_000));
      expect([renewed.token, renewed.expiresAt > lease.expiresAt]).toEqual([lease.token, true]);
      clock.advance(45_000);
      expect(await again.coordination.acquire('sync', { holder: 'b', ...TTL })).toBe(null);
      clock.advance(15_000);
      const next = taken(await again.coordination.acquire('sync', { holder: 'b', ...TTL }));
      expect(await store.coordination.renew(renewed, 60_000)).toBe(null);
      await store.coordination.release(renewed);
      expect(await store.coordination.acquire('sync', { holder: 'a', ...TTL })).toBe(null);
      await again.coordination.release(next);
      expect(await again.coordination.renew(next, 60_000)).toBe(null);
    });

    law('passes at once from a holder that is known to be dead', async ({ store }) => {
      const lease = taken(await store.coordination.acquire('sync', { holder: 'a', ...TTL }));
      const isDead = (holder: string) => holder === 'a';
      expect(await store.coordination.acquire('sync', { holder: 'b', ...TTL, isDead: () => false })).toBe(null);
      expect(taken(await store.coordination.acquire('sync', { holder: 'b', ...TTL, isDead })).token > lease.token).toBe(true);
    });

    law('fences: whoever lost it commits nothing more', async ({ store, again }, clock) => {
      const lost = taken(await store.coordination.acquire('sync', { holder: 'a', ...TTL }));
      clock.advance(60_000);
      await store.commit([create(sampleItem(1))], { actor: 'a', lease: lost });
      const held = taken(await again.coordination.acquire('sync', { holder: 'b', ...TTL }));
      expect(await codeOf(store.commit([create(sampleItem(2))], { actor: 'a', lease: lost }))).toBe('lease-lost');
      await again.commit([create(sampleItem(2))], { actor: 'b', lease: held });
      await again.coordination.release(held);
      expect(await codeOf(again.commit([create(sampleItem(3))], { actor: 'b', lease: held }))).toBe('lease-lost');
      expect((await store.snapshot()).items.length).toBe(2);
    });
  });

  describe('a slot', () => {
    law('is claimed once, by one of all who want it', async ({ store, again }) => {
      const claims = await Promise.all(
        ['a', 'b', 'c', 'd'].map((holder, n) => (n % 2 ? store : again).coordination.claim('sync', MORNING, holder)),
      );
      expect(claims.filter(Boolean).length).toBe(1);
      expect(await store.coordination.claim('sync', MORNING, 'e')).toBe(false);
      expect(await store.coordination.claim('report', MORNING, 'e')).toBe(true);
    });

    law('that ran is listed with its outcome, the latest first', async ({ store }, clock) => {
      const { coordination } = store;
      await coordination.claim('sync', MORNING, 'a');
      clock.advance(60_000);
      await coordination.finish('sync', MORNING, 'failed', 'no network');
      const later = clock.now();
      await coordination.claim('report', later, 'b');
      const first = {
        job: 'sync',
        slot: MORNING,
        holder: 'a',
        startedAt: MORNING,
        finishedAt: later,
        outcome: 'failed',
        message: 'no network',
      };
      const second = { job: 'report', slot: later, holder: 'b', startedAt: later, finishedAt: null, outcome: null, message: null };
      expect(await coordination.runs({ limit: 9 })).toEqual([second, first]);
      expect(await coordination.runs({ limit: 1 })).toEqual([second]);
      expect(await coordination.runs({ job: 'sync', limit: 9 })).toEqual([first]);
    });
  });

  describe('once', () => {
    law('sends a key through a channel one time only', async ({ store, again }) => {
      const sent: string[] = [];
      const send = (name: string) => async () => {
        sent.push(name);
      };
      expect(await store.once('slack', 'week 10', send('first'))).toBe(true);
      expect(await again.once('slack', 'week 10', send('second'))).toBe(false);
      expect(await again.once('mail', 'week 10', send('mail'))).toBe(true);
      expect(await store.once('slack', 'week 11', send('next'))).toBe(true);
      expect(sent).toEqual(['first', 'mail', 'next']);
    });

    law('lets nobody else send while one is sending, and lets a failed send be tried again', async ({ store, again }) => {
      const [sending, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const failure = store
        .once('slack', 'week 10', () => {
          sending.resolve();
          return gate.promise;
        })
        .then(
          () => null,
          (error: Error) => error.message,
        );
      await sending.promise;
      expect(await again.once('slack', 'week 10', async () => {})).toBe(false);
      gate.reject(new Error('channel is down'));
      expect(await failure).toBe('channel is down');
      expect(await again.once('slack', 'week 10', async () => {})).toBe(true);
    });

    law('is free again some time after a sender died at it', async ({ store, again }, clock) => {
      const sending = Promise.withResolvers<void>();
      const dead = store.once('slack', 'week 10', () => {
        sending.resolve();
        return new Promise(() => {});
      });
      await sending.promise;
      clock.advance(3_600_000);
      expect(await again.once('slack', 'week 10', async () => {})).toBe(true);
      expect(await Promise.race([dead, Promise.resolve('still out')])).toBe('still out');
    });
  });
}
