import type { Io } from '../shell/io.ts';
import { type Key, keyReader } from './keys.ts';

/** So long the rest of a key may take on its way; who presses Escape does not notice. */
const TORN_MS = 60;

/** One key after the other; `null` when no more will come, or the process is asked to end. */
export function keysOf({ stdin, ending }: Pick<Io, 'stdin' | 'ending'>): () => Promise<Key | null> {
  const chunks = stdin[Symbol.asyncIterator]();
  const decoder = new TextDecoder();
  const reader = keyReader();
  const waiting: Key[] = [];
  const ended = new Promise<null>((resolve) => {
    if (ending.aborted) resolve(null);
    else ending.addEventListener('abort', () => resolve(null), { once: true });
  });
  let coming: ReturnType<typeof chunks.next> | null = null;
  return async () => {
    while (waiting.length === 0) {
      coming ??= chunks.next();
      const late = reader.holdsEscape() ? later() : null;
      const next = await Promise.race([coming, ended, ...(late === null ? [] : [late.passed])]);
      late?.stop();
      if (next === 'nothing') waiting.push(...reader.take(''));
      else {
        if (next === null || next.done) return null;
        coming = null;
        waiting.push(...reader.take(typeof next.value === 'string' ? next.value : decoder.decode(next.value, { stream: true })));
      }
    }
    return waiting.shift() ?? null;
  };
}

function later(): { readonly passed: Promise<'nothing'>; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<'nothing'>();
  const timer = setTimeout(() => resolve('nothing'), TORN_MS);
  return { passed: promise, stop: () => clearTimeout(timer) };
}
