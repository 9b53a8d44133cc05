import type { Io } from './io.ts';

/** Reads what a person types, line by line; `null` at the end of the input. */
export function lineReader({ stdin }: Pick<Io, 'stdin'>): () => Promise<string | null> {
  const chunks = stdin[Symbol.asyncIterator]();
  const decoder = new TextDecoder();
  let waiting = '';
  return async () => {
    while (!waiting.includes('\n')) {
      const { value, done } = await chunks.next();
      if (done) {
        const last = waiting;
        waiting = '';
        return last === '' ? null : last;
      }
      waiting += typeof value === 'string' ? value : decoder.decode(value, { stream: true });
    }
    const end = waiting.indexOf('\n');
    const line = waiting.slice(0, end);
    waiting = waiting.slice(end + 1);
    return line.replace(/\r$/, '');
  };
}
