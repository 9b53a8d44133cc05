import { StoreError, type StoreErrorCode } from '../port.ts';

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that say more than "it failed". */
const CODES: Readonly<Record<number, { readonly code: StoreErrorCode; readonly what: string; readonly remedy: string }>> = {
  5: { code: 'busy', what: 'is locked by another process', remedy: 'Try again once that process is done.' },
  6: { code: 'busy', what: 'is locked by another connection', remedy: 'Try again once that one is done.' },
  8: { code: 'io', what: 'may not be written', remedy: 'Give this user the right to write the file and its folder.' },
  10: { code: 'io', what: 'could not be read or written', remedy: 'Check the disk and the rights on the file and its folder.' },
  11: { code: 'io', what: 'is damaged', remedy: 'Restore a backup, or mend it with the sqlite3 program (.recover).' },
  13: { code: 'full', what: 'could not grow: the disk is full', remedy: 'Free some space and repeat; nothing of this change was kept.' },
  14: { code: 'io', what: 'could not be opened', remedy: 'Check the path and the rights on the file and its folder.' },
  26: { code: 'not-a-store', what: 'is not a SQLite database', remedy: 'Name the database of a workspace, or create one with `init`.' },
};

/** What a failure of SQLite means for whoever uses the store at `path`; everything else stays what it is. */
export function storeErrorOf(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  const known = CODES[error.errcode & 0xff];
  if (known === undefined) return new StoreError('io', `Database ${path}: ${error.message}.`, { cause: error });
  return new StoreError(known.code, `Database ${path} ${known.what}. ${known.remedy}`, { cause: error });
}

/** Runs `work`; what SQLite throws becomes a StoreError about `path`. */
export async function explained<T>(path: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeErrorOf(error, path);
  }
}
