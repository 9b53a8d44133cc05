import type { Client } from './client.ts';
import { limitOf, NoAnswer } from './failure.ts';
import { labelLook } from './label-look.ts';

/** Which labels of ours are there, as far as we know. */
export interface Labels {
  /** These were seen on issues: they are there. */
  learn(names: readonly string[]): void;
  /** Those with our prefix, in lower case and sorted: what the next run needs not ask again. */
  known(): readonly string[];
  /**
   * Makes those that are not known to be there, with a colour and a description, one request for each, ever. Who may not make labels
   * is not asked twice. Throws a `TrackerError` when GitHub is out of reach or says "later".
   */
  make(names: readonly string[]): Promise<void>;
}

const DOING = 'making a label';

export function ownLabels(client: Client, { repo, prefix }: { readonly repo: string; readonly prefix: string }): Labels {
  const there = new Set<string>();
  let mayMake = true;
  const own = (names: readonly string[]) => names.filter((name) => name.toLowerCase().startsWith(prefix.toLowerCase()));
  const make = async (name: string): Promise<void> => {
    const answer = await client.send(`POST ${repo}/labels`, { body: { name, ...labelLook(name.slice(prefix.length)) } }).catch((error) => {
      throw error instanceof NoAnswer ? client.failure(DOING, error) : error;
    });
    const isOut = answer.status === 401 || answer.status >= 500 || limitOf(answer, client.nowMs()) !== null;
    if (isOut) throw client.failure(DOING, answer);
    // 422: it was there, or cannot be; either way there is nothing more to ask.
    if (answer.status === 201 || answer.status === 422) there.add(name.toLowerCase());
    else mayMake = false;
  };
  return {
    learn: (names) => {
      for (const name of own(names)) there.add(name.toLowerCase());
    },
    known: () => [...there].sort(),
    make: async (names) => {
      for (const name of own(names)) if (mayMake && !there.has(name.toLowerCase())) await make(name);
    },
  };
}

/** Where somebody else makes the labels, none is made ahead of the issues that carry it. */
export const GIVEN_LABELS: Labels = { learn: () => {}, known: () => [], make: async () => {} };
