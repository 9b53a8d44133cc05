/** Why something that was asked for is not done: for programs a code, for people what and what to do. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What can be expected to fail answers a value; what cannot is thrown. */
export type Result<T, F = Fault> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: F };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function fault(code: string, message: string, remedy: string): Result<never> {
  return { ok: false, fault: { code, message, remedy } };
}
