import { createHash } from 'node:crypto';
import type { Answer, Shown } from '../answer.ts';
import type { GithubHabits } from './habits.ts';
import { type IssueRecord, type IssueVersion, shown, stamp, stampMs } from './issue-record.ts';

/** What the list needs to know of its repository. */
export interface Listed {
  readonly issues: readonly IssueRecord[];
  readonly habits: GithubHabits;
  /** What the copy that answers knows of: nothing younger. */
  readonly horizonMs: number;
  readonly etag: string | undefined;
}

/** `GET /repos/{owner}/{repo}/issues`: filtered, sorted, in pages, with a tag over what is answered. */
export function listAnswer(url: URL, { issues, habits, horizonMs, etag }: Listed): Answer {
  const query = url.searchParams;
  const by = query.get('sort') === 'updated' ? 'updated' : 'created';
  const state = query.get('state') ?? 'open';
  const sinceMs = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
  const rows = issues
    .flatMap((record) => row(record, horizonMs) ?? [])
    .filter(({ version }) => stampMs(version.atMs) >= sinceMs && (state === 'all' || version.state.state === state))
    .map((one) => ({ ...one, key: `${stamp(by === 'updated' ? one.version.atMs : firstMs(one.record))} ${one.record.number}` }))
    .sort((a, b) => compareKeys(b.key, a.key) * (query.get('direction') === 'asc' ? -1 : 1));
  const size = Math.min(habits.pageSize, Number(query.get('per_page') ?? 30));
  const after = query.get('after');
  const from = after === null ? (Number(query.get('page') ?? 1) - 1) * size : rows.filter(({ key }) => compareKeys(key, after) >= 0).length;
  const page = rows.slice(from, from + size);
  const last = page.at(-1);
  const body = page.map(({ record, version }) => shown(record, version));
  const tag = `W/"${createHash('sha1').update(JSON.stringify(body)).digest('hex')}"`;
  if (etag === tag) return { status: 304, headers: { etag: tag } };
  const headers: Record<string, string> = { etag: tag };
  if (last !== undefined && from + size < rows.length) {
    const next = new URL(url);
    if (habits.paging === 'after') next.searchParams.set('after', last.key);
    else next.searchParams.set('page', String(Number(query.get('page') ?? 1) + 1));
    headers.link = `<${next}>; rel="next"`;
  }
  const shows = page.map(({ record, version }): Shown => ({ issue: record, version: record.versions.indexOf(version) }));
  return { status: 200, body, headers, shows };
}

/** The version of an issue that a copy with that horizon knows, if it knows the issue. */
function row(record: IssueRecord, horizonMs: number): { readonly record: IssueRecord; readonly version: IssueVersion } | null {
  if (record.fate !== null && record.fate.atMs <= horizonMs) return null;
  const version = record.versions.findLast(({ atMs }) => atMs <= horizonMs);
  return version === undefined ? null : { record, version };
}

function firstMs({ versions }: IssueRecord): number {
  return versions[0]?.atMs ?? 0;
}

function compareKeys(a: string, b: string): number {
  const [stampA = '', numberA] = a.split(' ');
  const [stampB = '', numberB] = b.split(' ');
  return stampA === stampB ? Number(numberA) - Number(numberB) : stampA < stampB ? -1 : 1;
}
