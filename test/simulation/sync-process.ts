import type { Config } from '../../packages/core/src/config/config.ts';
import { runSync } from '../../packages/core/src/run/sync.ts';
import type { SyncResult } from '../../packages/core/src/run/sync-result.ts';
import type { SyncRequest, SyncTarget } from '../../packages/core/src/run/sync-target.ts';
import type { Change, CommitOptions } from '../../packages/core/src/store/port.ts';
import { githubTracker } from '../../packages/sync-github/src/index.ts';
import { gatedStore } from './gated-store.ts';
import type { Shown } from './github/answer.ts';
import { BASE_URL, REPO, type SimulatedGithub } from './github/simulated-github.ts';
import { type Fault, type FaultKind, simulatedFetch } from './network.ts';
import { type Ended, SimulatedProcess } from './simulated-process.ts';
import type { Connection, StoreFile } from './store-file.ts';
import type { MachineClock, TrueClock } from './true-clock.ts';

/** One run of `sync`, as the driver sees it. */
export interface Run {
  readonly name: string;
  /** The newest version of each issue that an answer showed to this run. */
  readonly seen: Map<number, number>;
  readonly requests: string[];
  /** When its last intent was committed whose fate is not recorded yet: until then it must not be frozen for long. */
  intentAtMs: number | null;
}

/** What the processes live in. */
export interface Surroundings {
  readonly truth: TrueClock;
  readonly machine: MachineClock;
  readonly github: SimulatedGithub;
  readonly file: StoreFile;
  readonly config: Config;
  readonly isDead: (holder: string) => boolean;
  readonly sent: (run: Run) => () => void;
  readonly committed: (run: Run, changes: readonly Change[], options: CommitOptions) => void;
  readonly tell: (line: string) => void;
}

/** A machine's closeout: processes one after the other, each with its own connection and name, all on one store. */
export class SyncProcess {
  readonly name: string;
  readonly faults: Fault[] = [];
  readonly #around: Surroundings;
  #life: { readonly process: SimulatedProcess<SyncResult>; readonly connection: Connection; readonly holder: string } | null = null;
  #lives = 0;
  #runs = 0;
  run: Run | null = null;
  stop = new AbortController();

  constructor(name: string, around: Surroundings) {
    this.name = name;
    this.#around = around;
  }

  get process(): SimulatedProcess<SyncResult> {
    return this.#alive().process;
  }

  get isRunning(): boolean {
    return this.#life?.process.isRunning ?? false;
  }

  async start(request: SyncRequest): Promise<void> {
    const { process, connection, holder } = this.#alive();
    const { machine, truth, github, config, isDead, sent, committed, tell } = this.#around;
    this.#runs += 1;
    const run: Run = { name: `${holder}.${this.#runs}`, seen: new Map(), requests: [], intentAtMs: null };
    this.run = run;
    this.stop = new AbortController();
    const store = gatedStore(connection.store, {
      pass: process.pass,
      committed: (changes, options) => {
        run.intentAtMs = changes.some(({ op }) => op === 'intent') ? truth.nowMs : null;
        tell(`    ${run.name} commits ${[...new Set(changes.map(({ op }) => op))].join(' ')}`);
        committed(run, changes, options);
      },
    });
    const fetch = simulatedFetch({
      github,
      clock: truth,
      pass: process.pass,
      fault: (method, path) => this.#fault(method, path),
      sent: (arrived) => {
        run.requests.push(`${arrived.method} ${arrived.url.pathname}`);
        return sent(run);
      },
      heard: (arrived, answer) => {
        tell(
          `    ${run.name} ${arrived.method} ${arrived.url.href.slice(BASE_URL.length)} → ${answer?.status ?? 'nothing'} ${JSON.stringify(arrived.body)}`,
        );
        for (const shown of answer?.shows ?? []) see(run, shown);
      },
    });
    const [trackerConfig] = config.trackers;
    if (trackerConfig?.type !== 'github') throw new Error('one GitHub');
    const tracker = githubTracker({
      repo: REPO,
      baseUrl: BASE_URL,
      token: 'ghp_simulated',
      labelPrefix: config.sync.labelPrefix,
      overlapSeconds: config.sync.overlapSeconds,
      since: store.workspace.createdAt,
      clock: machine,
      fetch,
    });
    const targets: readonly SyncTarget[] = [{ config: trackerConfig, tracker }];
    const { signal } = this.stop;
    await process.start(() => runSync({ store, targets, config, clock: machine, holder, isDead, progress: () => {}, signal }, request));
  }

  async advance(stops: number): Promise<Ended<SyncResult> | null> {
    const ended = await this.process.advance(stops);
    if (ended?.how === 'died') this.#bury();
    return ended;
  }

  async die(moment: 'before' | 'after'): Promise<void> {
    await this.process.die(moment);
    this.#bury();
  }

  close(): void {
    this.#life?.connection.drop();
    this.#life = null;
  }

  #alive() {
    if (this.#life !== null) return this.#life;
    this.#lives += 1;
    const connection = this.#around.file.connect(this.#around.machine);
    this.#life = { process: new SimulatedProcess(), connection, holder: `${this.name}${this.#lives}` };
    return this.#life;
  }

  #bury(): void {
    this.#around.tell(`    ${this.#life?.holder} is dead`);
    this.close();
    this.run = null;
  }

  #fault(method: string, path: string): FaultKind | null {
    const index = this.faults.findIndex(({ on }) => isMet(on, method, path));
    const kind = index === -1 ? null : (this.faults.splice(index, 1)[0]?.kind ?? null);
    // Of writes only creates arrive late here: an update that arrives after a newer one is outside the bounds (docs/guarantee.md).
    return kind === 'late' && !isMet('create', method, path) ? 'lost-after' : kind;
  }
}

function see({ seen }: Run, { number, version }: Shown): void {
  seen.set(number, Math.max(version, seen.get(number) ?? -1));
}

function isMet(on: Fault['on'], method: string, path: string): boolean {
  switch (on) {
    case 'any':
      return true;
    case 'create':
      return method === 'POST' && path.endsWith('/issues');
    case 'write':
      return method !== 'GET';
    case 'list':
      return path.includes('/issues?');
  }
}
