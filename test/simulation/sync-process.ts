import type { Config } from '../../packages/core/src/config/config.ts';
import { runSync } from '../../packages/core/src/run/sync.ts';
import type { SyncResult } from '../../packages/core/src/run/sync-result.ts';
import type { SyncRequest, SyncTarget } from '../../packages/core/src/run/sync-target.ts';
import type { Change, CommitOptions } from '../../packages/core/src/store/port.ts';
import type { Answer, Shown } from './answer.ts';
import { gatedStore } from './gated-store.ts';
import { type Fault, type FaultKind, simulatedFetch } from './network.ts';
import { type Ended, SimulatedProcess } from './simulated-process.ts';
import type { Connection, StoreFile } from './store-file.ts';
import type { RequestKind, TrackedIssue, TrackerWorld } from './tracker-world.ts';
import type { MachineClock, TrueClock } from './true-clock.ts';

export interface SentRequest {
  /** Method and path. */
  readonly line: string;
  readonly kinds: readonly RequestKind[];
}

/** One run of `sync`, as the driver sees it. */
export interface Run {
  readonly name: string;
  /** The newest version of each issue that an answer showed to this run. */
  readonly seen: Map<TrackedIssue, number>;
  readonly requests: SentRequest[];
  /** The last list that arrived, by tracker. */
  readonly lists: Map<TrackerWorld, Answer>;
  /** When the first one did. */
  readonly listedAtMs: Map<TrackerWorld, number>;
  /** When its last intent was committed whose fate is not recorded yet: until then it must not be frozen for long. */
  intentAtMs: number | null;
}

/** What the processes live in. */
export interface Surroundings {
  readonly truth: TrueClock;
  readonly machine: MachineClock;
  readonly trackers: readonly TrackerWorld[];
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
    const { machine, truth, trackers, config, isDead, sent, committed, tell } = this.#around;
    this.#runs += 1;
    const run: Run = {
      name: `${holder}.${this.#runs}`,
      seen: new Map(),
      requests: [],
      lists: new Map(),
      listedAtMs: new Map(),
      intentAtMs: null,
    };
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
    const targets = trackers.map((tracker): SyncTarget => {
      const entry = config.trackers.find(({ name }) => name === tracker.name);
      if (entry === undefined) throw new Error(`${tracker.name} is configured`);
      const fetch = simulatedFetch({
        tracker,
        clock: truth,
        pass: process.pass,
        fault: (kinds) => this.#fault(kinds),
        sent: ({ method, url }, kinds) => {
          run.requests.push({ line: `${method} ${url.pathname}`, kinds });
          return sent(run);
        },
        heard: ({ method, url, body }, answer, kinds) => {
          const path = url.href.slice(tracker.baseUrl.length);
          tell(`    ${run.name} ${method} ${path} → ${answer?.status ?? 'nothing'} ${JSON.stringify(body)}`);
          if (answer !== null && kinds.includes('list')) {
            run.lists.set(tracker, answer);
            if (!run.listedAtMs.has(tracker)) run.listedAtMs.set(tracker, truth.nowMs);
          }
          for (const shown of answer?.shows ?? []) see(run, shown);
        },
      });
      const { labelPrefix, overlapSeconds } = config.sync;
      const parts = { fetch, clock: machine, since: store.workspace.createdAt, labelPrefix, overlapSeconds };
      return { config: entry, tracker: tracker.connect(parts) };
    });
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

  #fault(kinds: readonly RequestKind[]): FaultKind | null {
    const index = this.faults.findIndex(({ on }) => on === 'any' || kinds.includes(on));
    const kind = index === -1 ? null : (this.faults.splice(index, 1)[0]?.kind ?? null);
    // Of writes only creates arrive late here: an update that arrives after a newer one is outside the bounds (docs/guarantee.md).
    return kind === 'late' && !kinds.includes('create') ? 'lost-after' : kind;
  }
}

function see({ seen }: Run, { issue, version }: Shown): void {
  seen.set(issue, Math.max(version, seen.get(issue) ?? -1));
}
