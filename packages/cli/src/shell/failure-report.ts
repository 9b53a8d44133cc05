import { plainText, StoreError, type StoreErrorCode, TrackerError, type TrackerErrorCode } from '@closeout/core';
import { EXIT, type ExitCode } from './exit-code.ts';
import { Failure } from './failure.ts';

/** What people and programs are told of a failure. */
export interface FailureReport {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly exit: ExitCode;
}

interface Advice {
  readonly exit: ExitCode;
  readonly remedy: string;
}

const STORE: Readonly<Record<StoreErrorCode, Advice>> = {
  stale: { exit: EXIT.later, remedy: 'somebody else changed the same things at the same time; run the command again' },
  'lease-lost': { exit: EXIT.later, remedy: 'another process took over; run the command again when it is done' },
  busy: { exit: EXIT.later, remedy: 'another process is writing; run the command again' },
  missing: { exit: EXIT.config, remedy: 'run "closeout init" there, or name the database with --db FILE' },
  exists: { exit: EXIT.failed, remedy: 'use it as it is, or name another file with --db FILE' },
  newer: { exit: EXIT.config, remedy: 'update closeout' },
  'not-a-store': { exit: EXIT.config, remedy: 'name the right file with --db FILE' },
  full: { exit: EXIT.failed, remedy: 'free some space and run the command again; nothing was recorded' },
  io: { exit: EXIT.failed, remedy: 'check the disk and the permissions of the file' },
};

const TRACKER: Readonly<Record<TrackerErrorCode, Advice>> = {
  unauthorized: { exit: EXIT.config, remedy: 'check the token in the environment variable that the configuration names' },
  forbidden: { exit: EXIT.config, remedy: 'give the account of the token access to issues there' },
  'not-found': { exit: EXIT.config, remedy: 'check repository or project in the configuration, and that the token may see it' },
  insecure: { exit: EXIT.config, remedy: 'use an https address in the configuration' },
  moved: { exit: EXIT.config, remedy: 'write the new place into the configuration' },
  gone: { exit: EXIT.failed, remedy: 'check that issues are switched on there' },
  unreachable: { exit: EXIT.failed, remedy: 'check the address in the configuration and the network, then run the command again' },
  timeout: { exit: EXIT.failed, remedy: 'run the command again; what was done is recorded' },
  limited: { exit: EXIT.later, remedy: 'run the command again when the limit has passed; what was done is recorded' },
  invalid: { exit: EXIT.failed, remedy: 'see what the tracker says; run with --debug for more' },
  'bad-answer': { exit: EXIT.failed, remedy: 'check that the address in the configuration is the one of the API' },
};

/** Everything that can be thrown, as a place, a remedy and an exit code. */
export function failureReport(error: unknown): FailureReport {
  if (error instanceof Failure) return { code: error.code, message: error.message, remedy: error.remedy, exit: error.exit };
  if (error instanceof StoreError) return storeReport(error);
  if (error instanceof TrackerError) {
    const wait = error.retryAfterMs === null ? '' : ` (in ${Math.ceil(error.retryAfterMs / 1000)} s)`;
    return { code: error.code, message: `${error.tracker}: ${error.message}${wait}`, ...TRACKER[error.code] };
  }
  if (isFileError(error)) return fileReport(error);
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'unexpected',
    message: `something unexpected happened: ${message}`,
    remedy: 'run it again with --debug and report what it prints',
    exit: EXIT.failed,
  };
}

/** Stores say in a sentence of its own what to do. */
function storeReport({ code, message }: StoreError): FailureReport {
  const [, what = message, remedy = STORE[code].remedy] = /^(.*?\.) (?=[A-Z])(.+)$/s.exec(message) ?? [];
  return { code, message: what, remedy, exit: STORE[code].exit };
}

/** The report as people read it, on one or two lines of a terminal. */
export function failureText(report: Pick<FailureReport, 'message' | 'remedy'>): string {
  const message = report.message.split('\n').map(plainText).join('\n');
  return `closeout: ${message}\n${report.remedy === '' ? '' : `  ${plainText(report.remedy)}\n`}`;
}

interface FileError extends Error {
  readonly code: string;
  readonly path?: string;
}

function isFileError(error: unknown): error is FileError {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

function fileReport({ code, path, message }: FileError): FailureReport {
  const place = path ?? message;
  const said: Readonly<Record<string, string>> = {
    ENOENT: `there is no ${place}`,
    EACCES: `no permission for ${place}`,
    EPERM: `no permission for ${place}`,
    EROFS: `${place} can only be read`,
    EISDIR: `${place} is a folder`,
    ENOTDIR: `${place} leads through something that is no folder`,
    EEXIST: `${place} exists already`,
    ENOSPC: `no space left for ${place}`,
  };
  return { code, message: said[code] ?? message, remedy: 'check the path and its permissions', exit: EXIT.failed };
}
