import type { Session } from './session.ts';

/** One question on the terminal; anything but yes is no. */
export async function askYesNo({ io }: Session, question: string): Promise<boolean> {
  io.stdout.write(`${question} [y/N] `);
  const decoder = new TextDecoder();
  let line = '';
  for await (const chunk of io.stdin) {
    line += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (line.includes('\n')) break;
  }
  return /^\s*y(?:es)?\s*$/i.test(line.split('\n')[0] ?? '');
}
