import { parseArgs } from 'node:util';
import { GITHUB_REPO, GITHUB_TOKENS, githubEmulator } from './github-emulator.ts';
import { type GithubKnobs, type GithubProxy, githubProxy } from './github-proxy.ts';

/** The emulation with the accident-prone proxy in front of it. */
export interface GithubWorld extends GithubProxy {
  readonly repo: string;
  readonly token: string;
  /** A colleague's request to the GitHub API, past all accidents; answers what GitHub answers. */
  person(method: string, path: string, body?: unknown): Promise<unknown>;
}

export async function githubWorld(options: { port?: number; knobs?: Partial<GithubKnobs> } = {}): Promise<GithubWorld> {
  const emulator = await githubEmulator();
  const proxy = await githubProxy(emulator.url, options);
  return {
    ...proxy,
    repo: GITHUB_REPO,
    token: GITHUB_TOKENS.closeout,
    person: async (method, path, body) => {
      const answer = await fetch(proxy.url + path, {
        method,
        headers: { authorization: `token ${GITHUB_TOKENS.person}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    },
    close: async () => {
      await proxy.close();
      await emulator.close();
    },
  };
}

/** `node test/support/github-world.ts --port 0 --lag 2000` prints where it listens as one line of JSON and serves until it is stopped. */
if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, lag: { type: 'string', default: '0' } } });
  const world = await githubWorld({ port: Number(values.port), knobs: { listLagMs: Number(values.lag) } });
  console.log(JSON.stringify({ url: world.url, repo: world.repo, token: world.token }));
}
