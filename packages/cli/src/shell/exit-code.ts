/** What the exit code of the process says (sysexits.h, where it has a number for it). */
export const EXIT = {
  fine: 0,
  /** An operation failed. */
  failed: 1,
  /** The condition that was asked for holds (`--exit-code`). */
  condition: 2,
  usage: 64,
  /** Try later: a limit, a lease, a create in doubt, a stale plan. */
  later: 75,
  /** Wrong configuration or no database. */
  config: 78,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
