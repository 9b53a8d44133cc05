import type { Change, CommitOptions, Committed, Store } from '../../packages/core/src/store/port.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** The store as a simulated process has it: it stops before each call, and each commit that went through is told. */
export function gatedStore(
  store: Store,
  {
    pass,
    committed,
  }: {
    readonly pass: SimulatedProcess<never>['pass'];
    readonly committed: (changes: readonly Change[], options: CommitOptions, result: Committed) => void;
  },
): Store {
  const call = <T>(name: string, effect: () => Promise<T>) => pass({ kind: 'store', name, ops: [] }, effect);
  const { coordination } = store;
  return {
    workspace: store.workspace,
    snapshot: (query) => call('snapshot', () => store.snapshot(query)),
    mirrors: (query) => call(`mirrors ${query.of}`, () => store.mirrors(query)),
    commit: (changes, options) =>
      pass({ kind: 'store', name: 'commit', ops: [...new Set(changes.map(({ op }) => op))] }, async () => {
        const result = await store.commit(changes, options);
        committed(changes, options, result);
        return result;
      }),
    once: (channel, key, send) => call('once', () => store.once(channel, key, send)),
    coordination: {
      acquire: (name, options) => call('acquire', () => coordination.acquire(name, options)),
      renew: (lease, ttlMs) => call('renew', () => coordination.renew(lease, ttlMs)),
      release: (lease) => call('release', () => coordination.release(lease)),
      claim: (job, slot, holder) => call('claim', () => coordination.claim(job, slot, holder)),
      finish: (job, slot, outcome, message) => call('finish', () => coordination.finish(job, slot, outcome, message)),
      runs: (options) => call('runs', () => coordination.runs(options)),
    },
    close: () => store.close(),
  };
}
