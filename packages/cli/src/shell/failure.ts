import type { Fault } from '@closeout/core';
import { EXIT, type ExitCode } from './exit-code.ts';

/** What a command throws when it cannot do what was asked. `message` says what and where, `remedy` what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: string;
  readonly remedy: string;
  readonly exit: ExitCode;

  constructor({ code, message, remedy, exit, cause }: Fault & { readonly exit: ExitCode; readonly cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy;
    this.exit = exit;
  }
}

/** The command was called in a way it does not understand. */
export function wrongUsage(message: string, remedy: string): Failure {
  return new Failure({ code: 'usage', message, remedy, exit: EXIT.usage });
}

/** The configuration is wrong, or there is no database. */
export function misconfigured(fault: Fault & { readonly cause?: unknown }): Failure {
  return new Failure({ ...fault, exit: EXIT.config });
}

/** What was asked for cannot be done as things stand. */
export function refused(fault: Fault): Failure {
  return new Failure({ ...fault, exit: EXIT.failed });
}

/** It may well work in a while. */
export function tryLater(fault: Fault): Failure {
  return new Failure({ ...fault, exit: EXIT.later });
}
