import type { RequestKind } from './tracker-world.ts';

/** What a process is about to do. */
export type Call =
  | { readonly kind: 'fetch'; readonly method: string; readonly path: string; readonly kinds: readonly RequestKind[] }
  | { readonly kind: 'store'; readonly name: string; readonly ops: readonly string[] };

/** Where death strikes: at the next call of that kind, before or after its effect. */
export interface Doom {
  readonly at: 'any' | 'create' | 'write' | 'list' | 'commit' | 'intent' | 'link';
  readonly moment: 'before' | 'after';
}

interface Parked {
  readonly call: Call;
  readonly effect: () => Promise<unknown>;
  readonly go: () => void;
}

/** How a run came to its end. */
export type Ended<Answer> =
  | { readonly how: 'done'; readonly answer: Answer }
  | { readonly how: 'failed'; readonly error: unknown }
  | { readonly how: 'died' };

/**
 * A process that stops before everything it does outside itself and goes on only when told to. Between two such moments nobody else
 * acts, so that a story has one course only. A dead process is one that is never told to go on.
 */
export class SimulatedProcess<Answer> {
  doom: Doom | null = null;
  #parked: Parked | null = null;
  #running = false;
  #arrived: () => void = () => {};
  #ended: Ended<Answer> | null = null;

  get isRunning(): boolean {
    return this.#running;
  }

  /** What it stands before. */
  get at(): Call | null {
    return this.#parked?.call ?? null;
  }

  /** Lets `effect` happen when this process is told to go on. */
  readonly pass = <T>(call: Call, effect: () => Promise<T>): Promise<T> =>
    new Promise<void>((go) => {
      if (this.#parked !== null) throw new Error(`two things at once: ${describe(this.#parked.call)} and ${describe(call)}`);
      this.#parked = { call, effect, go };
      this.#arrived();
    }).then(effect);

  /** Begins `work` and takes it to its first stop. */
  async start(work: () => Promise<Answer>): Promise<void> {
    this.#running = true;
    this.#ended = null;
    await this.#untilNextStop(() => {
      work()
        .then(
          (answer) => this.#end({ how: 'done', answer }),
          (error: unknown) => this.#end({ how: 'failed', error }),
        )
        .catch(() => {});
    });
  }

  /** Takes it over at most `stops` stops; answers how it ended if it did. */
  async advance(stops: number): Promise<Ended<Answer> | null> {
    for (let stop = 0; stop < stops && this.#running; stop += 1) {
      const parked = this.#parked;
      if (parked === null) throw new Error('a process that runs stands somewhere');
      if (this.doom !== null && isMeant(this.doom, parked.call)) return this.die(this.doom.moment);
      this.#parked = null;
      await this.#untilNextStop(parked.go);
    }
    return this.#running ? null : this.#ended;
  }

  /** Ends it where it stands. `after`: what it was about to do still happens, and nobody hears of it. */
  async die(moment: Doom['moment']): Promise<Ended<Answer>> {
    const parked = this.#parked;
    this.#parked = null;
    this.#running = false;
    this.doom = null;
    if (moment === 'after') await parked?.effect().catch(() => {});
    return { how: 'died' };
  }

  async #untilNextStop(go: () => void): Promise<void> {
    await new Promise<void>((arrived) => {
      this.#arrived = arrived;
      go();
    });
  }

  #end(ended: Ended<Answer>): void {
    this.#running = false;
    this.#ended = ended;
    this.#arrived();
  }
}

export function describe(call: Call): string {
  return call.kind === 'fetch' ? `${call.method} ${call.path}` : `${call.name} ${call.ops.join(' ')}`.trim();
}

function isMeant({ at }: Doom, call: Call): boolean {
  switch (at) {
    case 'any':
      return true;
    case 'create':
    case 'write':
    case 'list':
      return call.kind === 'fetch' && call.kinds.includes(at);
    case 'commit':
      return call.kind === 'store' && call.name === 'commit';
    case 'intent':
      return call.kind === 'store' && call.ops.includes('intent');
    case 'link':
      return call.kind === 'store' && call.ops.includes('link');
  }
}
