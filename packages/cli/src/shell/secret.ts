import type { SecretRef } from '@closeout/core';
import { misconfigured } from './failure.ts';
import type { Session } from './session.ts';

/** The secret that the environment holds; read only by commands that need it, never shown. */
export function secretOf({ io }: Session, { env }: SecretRef, neededBy: string): string {
  const value = io.env[env];
  if (value) return value;
  throw misconfigured({
    code: 'secret-missing',
    message: `${neededBy} needs the environment variable ${env}, which is ${value === undefined ? 'not set' : 'empty'}`,
    remedy: `set ${env} where closeout runs; the configuration holds only its name`,
  });
}
