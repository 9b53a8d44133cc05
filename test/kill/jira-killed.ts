import { startJiraEmulation } from '@closeout/jira-emulation';
import { documentText } from '../support/jira-world.ts';
import { EDIT_KINDS, type KillTracker, type OpenKillTracker, type SeenIssue, UNLIMITED } from './kill-tracker.ts';

type Emulated = ReturnType<Awaited<ReturnType<typeof startJiraEmulation>>['issues']>[number];

/** A Jira site whose index lags. */
export const openJiraKilled: OpenKillTracker = async ({ lagMs, settleSeconds }): Promise<KillTracker> => {
  const jira = await startJiraEmulation({ indexLagMs: lagMs });
  const { person } = jira;
  return {
    upstream: jira.url,
    meanwhile: EDIT_KINDS,
    config: (host) => ({
      type: 'jira',
      name: 'there',
      host,
      project: 'OPS',
      issueType: 'Task',
      email: { env: 'KILL_EMAIL' },
      token: { env: 'KILL_TOKEN' },
      settleSeconds,
      limits: UNLIMITED,
    }),
    env: (process) => ({ KILL_EMAIL: jira.email, KILL_TOKEN: `${jira.token}~${process}` }),
    identify: (authorization) => {
      const [plain = '', process = ''] = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().split('~');
      return { process, authorization: `Basic ${Buffer.from(plain).toString('base64')}` };
    },
    writesOver: ({ method, path, body }) => {
      const key = /^\/rest\/api\/3\/issue\/(\d+)(?:\?|$)/.exec(path)?.[1];
      if (method !== 'PUT' || key === undefined) return null;
      const { fields = {} } = JSON.parse(body);
      const named = { summary: 'title', duedate: 'dueOn', description: 'text' } as const;
      return { key, fields: Object.entries(named).flatMap(([field, name]) => (field in fields ? [name] : [])) };
    },
    issues: async () => jira.issues().map(seen),
    edit: async ({ key }, { title, dueOn, text, label, status }) => {
      if (title !== undefined) person.setSummary(key, title);
      if (dueOn !== undefined) person.setDueDate(key, dueOn);
      if (text !== undefined) person.addText(key, text);
      if (label !== undefined) person.addLabel(key, label);
      if (status === 'open') person.transition(key, 'To Do');
      else if (status !== undefined) person.transition(key, 'Done', status === 'done' ? 'Done' : "Won't Do");
    },
    catchUp: () => {},
    close: () => jira.close(),
  };
};

function seen({ id, summary, duedate, description, labels, properties, status, resolution }: Emulated): SeenIssue {
  const { closeout } = properties;
  const item = typeof closeout === 'object' && closeout !== null && 'item' in closeout ? closeout.item : null;
  return {
    key: id,
    title: summary,
    dueOn: duedate,
    status: status !== 'Done' ? 'open' : resolution === 'Duplicate' ? 'duplicate' : resolution === "Won't Do" ? 'dropped' : 'done',
    labels,
    text: documentText(description),
    item: typeof item === 'string' ? item : null,
  };
}
