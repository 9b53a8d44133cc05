import { type Answer, refused } from './answer.ts';
import { issueJson } from './issue-json.ts';
import { parseJql } from './jql.ts';
import { type Json, type JsonObject, objectOf } from './json.ts';
import type { Site } from './site.ts';
import type { EmulatedIssue, EmulatedUser } from './site-options.ts';

const KEYS = new Set(['expand', 'fields', 'fieldsByKeys', 'jql', 'maxResults', 'nextPageToken', 'properties', 'reconcileIssues']);
const TOKEN_LIFE_MS = 7 * 24 * 3_600_000;

/** Where a page ended: the query it belongs to and the sort values of its last issue. */
interface PageToken {
  readonly jql: string;
  readonly reconcile: readonly string[];
  readonly after: { readonly id: string; readonly key: string; readonly createdMs: number; readonly updatedMs: number };
  readonly atMs: number;
}

/** `POST /rest/api/3/search/jql`: reads the index, a page at a time, without ever saying how many there are. */
export function search(site: Site, request: { readonly body: JsonObject; readonly viewer: EmulatedUser; readonly origin: string }): Answer {
  const { body, viewer, origin } = request;
  const unknown = Object.keys(body).find((key) => !KEYS.has(key));
  if (unknown) throw refused(400, `Unrecognized field "${unknown}"`);
  const jql = typeof body.jql === 'string' ? body.jql : '';
  const fields = texts(body.fields, ['id']);
  const properties = texts(body.properties, []);
  if (properties.length > 5) throw refused(400, 'At most 5 properties can be asked for.');
  const reconcile = reconciled(body.reconcileIssues);
  if (body.expand !== undefined && typeof body.expand !== 'string') throw refused(400, 'Invalid request payload: expand is a text.');
  const isBrowsed = !site.config.denied.includes('BROWSE_PROJECTS');
  const query = parseJql(jql, {
    userZone: viewer.timeZone,
    projects: isBrowsed ? site.config.projects.map(({ key }) => key) : [],
    issueTypes: site.config.issueTypes,
  });
  const nowMs = site.nowMs();
  const token = body.nextPageToken === undefined || body.nextPageToken === null ? null : readToken(body.nextPageToken, nowMs);
  if (token && (token.jql !== jql || token.reconcile.join() !== reconcile.join()))
    throw refused(400, 'The nextPageToken belongs to another query.');
  const all = site
    .store()
    .indexed(nowMs, new Set(reconcile))
    .filter((issue) => isBrowsed && !hiddenNow(site, issue.id) && query.matches(issue))
    .sort(query.order);
  const rest = token ? all.filter((issue) => query.order(issue, { ...issue, ...token.after }) > 0) : all;
  const page = rest.slice(0, pageLength(site, body.maxResults, fields));
  const last = page.at(-1);
  const more = last !== undefined && page.length < rest.length;
  return {
    status: 200,
    body: {
      isLast: !more,
      issues: page.map((issue) => issueJson(issue, { config: site.config, origin, fields, properties })),
      ...(more ? { nextPageToken: writeToken({ jql, reconcile, after: sortValues(last), atMs: nowMs }) } : {}),
    },
  };
}

function hiddenNow(site: Site, id: string): boolean {
  return site.store().find(id)?.hidden ?? false;
}

function pageLength(site: Site, asked: Json | undefined, fields: readonly string[]): number {
  const onlyNames = fields.every((field) => field === 'id' || field === 'key');
  const most = onlyNames ? 5_000 : site.config.pageSize;
  const wanted = typeof asked === 'number' ? asked : 50;
  if (wanted < 1 || wanted > 5_000) throw refused(400, 'maxResults must be between 1 and 5000.');
  return Math.min(wanted, most);
}

function reconciled(value: Json | undefined): readonly string[] {
  const list = Array.isArray(value) ? value : [];
  if (list.length > 50 || list.some((id) => !Number.isInteger(id)))
    throw refused(400, 'reconcileIssues takes at most 50 numeric issue ids.');
  return list.map(String);
}

function texts(value: Json | undefined, otherwise: readonly string[]): readonly string[] {
  if (value === undefined || value === null) return otherwise;
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw refused(400, 'Invalid request payload: expected a list of texts.');
  return value;
}

function sortValues({ id, key, createdMs, updatedMs }: EmulatedIssue): PageToken['after'] {
  return { id, key, createdMs, updatedMs };
}

function writeToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(value: Json, nowMs: number): PageToken {
  try {
    const token = objectOf(JSON.parse(Buffer.from(String(value), 'base64url').toString()));
    const after = objectOf(token.after);
    if (nowMs - Number(token.atMs) <= TOKEN_LIFE_MS) {
      return {
        jql: String(token.jql),
        reconcile: Array.isArray(token.reconcile) ? token.reconcile.map(String) : [],
        after: { id: String(after.id), key: String(after.key), createdMs: Number(after.createdMs), updatedMs: Number(after.updatedMs) },
        atMs: Number(token.atMs),
      };
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw refused(400, 'The nextPageToken is invalid or expired.');
}
