import type { EmulatedIssue } from './site-options.ts';

/** The database of a site, and the index that search reads, which lags behind it. */
export interface IssueStore {
  nextId(): string;
  nextKey(project: string): string;
  /** By id, by key, or by a key it had before it was moved. */
  find(idOrKey: string): EmulatedIssue | null;
  put(issue: EmulatedIssue, nowMs: number): void;
  remove(issue: EmulatedIssue, nowMs: number): void;
  all(): readonly EmulatedIssue[];
  /** What the index holds at `nowMs`; issues named in `reconcile` as the database holds them. */
  indexed(nowMs: number, reconcile: ReadonlySet<string>): readonly EmulatedIssue[];
}

/** One state of one issue and since when search shows it; `null` once it was deleted. */
interface Version {
  readonly shownMs: number;
  readonly issue: EmulatedIssue | null;
}

/** `lagMs` is asked for each change; nothing is shown before what came before it. */
export function issueStore(lagMs: () => number): IssueStore {
  const versions = new Map<string, readonly Version[]>();
  const idsByKey = new Map<string, string>();
  const lastNumbers = new Map<string, number>();
  let lastId = 9_999;

  const current = (id: string) => versions.get(id)?.at(-1)?.issue ?? null;
  const indexedAt = (list: readonly Version[], nowMs: number) => list.findLastIndex((version) => version.shownMs <= nowMs);
  const record = (id: string, issue: EmulatedIssue | null, nowMs: number) => {
    const list = versions.get(id) ?? [];
    const shownMs = Math.max(list.at(-1)?.shownMs ?? 0, nowMs + lagMs());
    versions.set(id, [...list.slice(Math.max(0, indexedAt(list, nowMs))), { shownMs, issue }]);
  };

  return {
    nextId() {
      lastId += 1;
      return String(lastId);
    },
    nextKey(project) {
      const number = (lastNumbers.get(project) ?? 0) + 1;
      lastNumbers.set(project, number);
      return `${project}-${number}`;
    },
    find: (idOrKey) => current(versions.has(idOrKey) ? idOrKey : (idsByKey.get(idOrKey.toUpperCase()) ?? '')),
    put(issue, nowMs) {
      idsByKey.set(issue.key, issue.id);
      record(issue.id, issue, nowMs);
    },
    remove: (issue, nowMs) => record(issue.id, null, nowMs),
    all: () => [...versions.keys()].map(current).filter((issue) => issue !== null),
    indexed(nowMs, reconcile) {
      const found = [...versions].map(([id, list]) => (reconcile.has(id) ? current(id) : (list[indexedAt(list, nowMs)]?.issue ?? null)));
      return found.filter((issue) => issue !== null);
    },
  };
}
