import { findMarkers } from '@closeout/core';
import { GITHUB_REPO, GITHUB_TOKENS, githubEmulator } from '../support/github-emulator.ts';
import { githubProxy } from '../support/github-proxy.ts';
import { type EditThere, type KillTracker, type OpenKillTracker, type SeenIssue, UNLIMITED } from './kill-tracker.ts';

interface RawIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly state_reason: string | null;
  readonly labels: readonly { readonly name: string }[];
}

const ISSUES = `/repos/${GITHUB_REPO}/issues`;

/** GitHub as `emulate` has it, with lists that lag. */
export const openGithubKilled: OpenKillTracker = async ({ lagMs, settleSeconds }): Promise<KillTracker> => {
  const emulator = await githubEmulator();
  const proxy = await githubProxy(emulator.url, { knobs: { listLagMs: lagMs } });
  /** People edit through the proxy, so that it knows, and see past it, without its lag. */
  const person = async (base: string, method: string, path: string, body?: unknown): Promise<unknown> => {
    const headers = { authorization: `token ${GITHUB_TOKENS.person}`, 'content-type': 'application/json' };
    const answer = await fetch(base + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    upstream: proxy.url,
    // A body is written as a whole.
    meanwhile: ['title', 'label', 'status'],
    config: (baseUrl) => ({
      type: 'github',
      name: 'there',
      repo: GITHUB_REPO,
      baseUrl,
      token: { env: 'KILL_TOKEN' },
      settleSeconds,
      limits: UNLIMITED,
    }),
    env: (process) => ({ KILL_TOKEN: `${GITHUB_TOKENS.closeout}~${process}` }),
    identify: (authorization) => {
      const [plain = '', process = ''] = authorization.split('~');
      return { process, authorization: plain };
    },
    writesOver: ({ method, path, body }) => {
      const key = new RegExp(`^${ISSUES}/(\\d+)$`).exec(path)?.[1];
      if (method !== 'PATCH' || key === undefined) return null;
      const written = JSON.parse(body);
      return {
        key,
        fields: [...('title' in written ? (['title'] as const) : []), ...('body' in written ? (['dueOn', 'text'] as const) : [])],
      };
    },
    issues: async () => {
      const issues: RawIssue[] = [];
      for (let page = 1; ; page += 1) {
        const some = (await person(
          emulator.url,
          'GET',
          `${ISSUES}?state=all&sort=created&direction=asc&per_page=100&page=${page}`,
        )) as RawIssue[];
        issues.push(...some);
        if (some.length < 100) return issues.map(seen);
      }
    },
    edit: async ({ key, text }, edit) => {
      if (edit.label !== undefined) await person(proxy.url, 'POST', `${ISSUES}/${key}/labels`, { labels: [edit.label] });
      const fields = { ...(edit.title === undefined ? {} : { title: edit.title }), ...bodyOf(text, edit), ...stateOf(edit) };
      if (Object.keys(fields).length > 0) await person(proxy.url, 'PATCH', `${ISSUES}/${key}`, fields);
    },
    catchUp: () => proxy.set({ listLagMs: 0 }),
    close: async () => {
      await proxy.close();
      await emulator.close();
    },
  };
};

function seen({ number, title, body, state, state_reason: reason, labels }: RawIssue): SeenIssue {
  const text = body ?? '';
  return {
    key: String(number),
    title,
    dueOn: DUE.exec(text)?.[1] ?? null,
    status: state === 'open' ? 'open' : reason === 'duplicate' ? 'duplicate' : reason === 'not_planned' ? 'dropped' : 'done',
    labels: labels.map(({ name }) => name),
    text,
    item: findMarkers(text)[0]?.item ?? null,
  };
}

const DUE = /^Due: (\d{4}-\d\d-\d\d)$/m;

function bodyOf(body: string, { text, dueOn }: EditThere): { readonly body?: string } {
  if (text === undefined && dueOn === undefined) return {};
  const dated = dueOn === undefined ? body : body.replace(/^Due: .*$/m, `Due: ${dueOn}`);
  return { body: text === undefined ? dated : `${dated}\n\n${text}` };
}

function stateOf({ status }: EditThere): object {
  if (status === undefined) return {};
  return status === 'open' ? { state: 'open' } : { state: 'closed', state_reason: status === 'done' ? 'completed' : 'not_planned' };
}
