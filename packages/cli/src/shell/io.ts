import type { Clock } from '@closeout/core';

/** Where people's text and documents go. */
export interface Sink {
  write(text: string): unknown;
}

/** A terminal whose keys can be had one by one. */
export interface Terminal {
  /** Whether keys come one by one and without being shown. */
  setRaw(isRaw: boolean): void;
  /** As wide as it is now. */
  columns(): number;
  /** Not raw any more, and no more keys wanted, so that the process can end. */
  release(): void;
}

/** What a run of the command line touches of the world; `main.ts` hands in the process, tests something else. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Which of the three is a terminal that a person sits at. */
  readonly isTTY: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Where standard input and output are one terminal; otherwise input comes line by line. */
  readonly terminal?: Terminal | undefined;
  readonly clock: Clock;
  /** Aborted when the process is asked to end; only a command that reads it gets to end in order. */
  readonly ending: AbortSignal;
}
