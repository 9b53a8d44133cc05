import type { TrackedIssue } from './tracker-world.ts';

/** An answer before it is put on the wire. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which version of which issue it shows: who gets it has seen them. */
  readonly shows?: readonly Shown[];
}

export interface Shown {
  readonly issue: TrackedIssue;
  /** Index among the versions of the issue. */
  readonly version: number;
}
