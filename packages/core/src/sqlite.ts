export { openSqliteStore, type SqliteStoreOptions } from './store/sqlite/open.ts';
export type { SqliteStore } from './store/sqlite/sqlite-store.ts';
