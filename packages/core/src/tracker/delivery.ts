import type { Hint } from './hint.ts';

/** A webhook's delivery as it came in: `body` is the text itself, since the signature is over its bytes. */
export interface Delivery {
  readonly headers: Headers;
  readonly body: string;
}

/** What became of a delivery; `status` is for the sender. */
export type Received =
  | { readonly outcome: 'hint'; readonly status: 202; readonly hint: Hint }
  | { readonly outcome: 'ignored'; readonly status: 202; readonly why: 'replay' | 'nothing-to-read' }
  | { readonly outcome: 'refused'; readonly status: 400 | 401 | 413; readonly message: string };

/**
 * True for names of which one came before. Remembers about as many deliveries, of two names each, as it is told: a replay that slips
 * through costs one read.
 */
export function replayMemory(remember: number): (names: readonly string[]) => boolean {
  const known = new Set<string>();
  return (names) => {
    const seen = names.some((name) => known.has(name));
    for (const name of names) known.add(name);
    for (const oldest of known) {
      if (known.size <= 2 * remember) break;
      known.delete(oldest);
    }
    return seen;
  };
}
