/** Everybody in the story, as the two trackers know them. */
export const PEOPLE = {
  maria: { github: 'maria-pay', jira: '5b10a2844c20165700ede001', team: 'payments', manager: 'sam' },
  'dev-raj': { github: 'dev-raj', jira: '5b10a2844c20165700ede002', team: 'payments', manager: 'sam' },
  'li-wei': { github: 'li-wei', jira: '5b10a2844c20165700ede003', team: 'platform', manager: 'sam' },
  sam: { github: 'sam-mgr', jira: '5b10a2844c20165700ede004', team: 'platform' },
} as const;

/** Both trackers of the story, on this machine and only while it is told. */
export interface Emulations {
  readonly github: string;
  readonly jira: string;
  readonly env: Readonly<Record<string, string>>;
  /** A colleague closes an issue in the browser. */
  closeGithubIssue(number: string): Promise<void>;
  closeJiraIssue(key: string): void;
  renameJiraIssue(key: string, title: string): void;
  close(): Promise<void>;
}

const TOKENS = { robot: 'demo-token-of-closeout', colleague: 'demo-token-of-maria' };

export async function startEmulations(): Promise<Emulations> {
  const [{ createEmulator }, { startJiraEmulation }] = await Promise.all([import('emulate'), import('@closeout/jira-emulation')]);
  const logins = ['closeout-bot', ...Object.values(PEOPLE).map(({ github }) => github)];
  const members = logins.map((login) => ({ login, role: 'admin' }));
  const github = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: {
        [TOKENS.robot]: { login: 'closeout-bot', scopes: ['repo', 'user'] },
        [TOKENS.colleague]: { login: PEOPLE.maria.github, scopes: ['repo', 'user'] },
      },
      github: {
        users: logins.map((login) => ({ login })),
        orgs: [{ login: 'acme', members }],
        repos: [{ owner: 'acme', name: 'payments', auto_init: false }],
      },
    },
  });
  const robot = {
    accountId: '5b10a2844c20165700ede000',
    displayName: 'closeout',
    email: 'closeout@example.com',
    timeZone: 'UTC',
    assignable: true,
  };
  const users = Object.entries(PEOPLE).map(([name, { jira: accountId }]) => ({
    ...robot,
    accountId,
    displayName: name,
    email: `${name}@example.com`,
  }));
  const jira = await startJiraEmulation({ projects: [{ key: 'PLAT', name: 'Platform' }], users: [robot, ...users] });
  return {
    github: github.url,
    jira: jira.url,
    env: { GITHUB_TOKEN: TOKENS.robot, JIRA_EMAIL: jira.email, JIRA_TOKEN: jira.token },
    closeGithubIssue: async (number) => {
      const answer = await fetch(`${github.url}/repos/acme/payments/issues/${number}`, {
        method: 'PATCH',
        headers: { authorization: `token ${TOKENS.colleague}`, 'content-type': 'application/json' },
        body: JSON.stringify({ state: 'closed', state_reason: 'completed' }),
      });
      if (!answer.ok) throw new Error(`the GitHub emulation answered ${answer.status}`);
    },
    closeJiraIssue: (key) => jira.person.transition(key, 'Done'),
    renameJiraIssue: (key, title) => jira.person.setSummary(key, title),
    close: async () => {
      await Promise.all([github.close(), jira.close()]);
    },
  };
}
