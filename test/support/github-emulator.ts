import { createEmulator } from 'emulate';

/** Who may speak to the emulation. `person` is a colleague who edits issues by hand. */
export const GITHUB_TOKENS = { closeout: 'token-of-closeout', person: 'token-of-ada' } as const;
export const GITHUB_LOGINS = { closeout: 'closeout-bot', person: 'ada' } as const;
export const GITHUB_REPO = 'acme/payments';
export const OTHER_GITHUB_REPO = 'acme/ledger';

export interface GithubEmulator {
  readonly url: string;
  close(): Promise<void>;
}

/** Vercel's GitHub emulation with two repositories of the organisation acme, and two people who may write to them. */
export async function githubEmulator(): Promise<GithubEmulator> {
  const members = Object.values(GITHUB_LOGINS).map((login) => ({ login, role: 'admin' }));
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries(
        (['closeout', 'person'] as const).map((who) => [GITHUB_TOKENS[who], { login: GITHUB_LOGINS[who], scopes: ['repo', 'user'] }]),
      ),
      github: {
        users: members.map(({ login }) => ({ login })),
        orgs: [{ login: 'acme', members }],
        repos: [GITHUB_REPO, OTHER_GITHUB_REPO].map((repo) => ({ owner: 'acme', name: repo.replace('acme/', ''), auto_init: false })),
      },
    },
  });
  return { url: emulator.url, close: () => emulator.close() };
}
