import { isList, isObject, type Json } from './json.ts';
import type { Site } from './site.ts';
import type { EmulatedIssue } from './site-options.ts';

/**
 * What people do in the browser, by key or id. Edits go by the rules of the site: a transition that the workflow
 * does not have throws, and so does a summary that is too long.
 */
export interface Person {
  create(fields: { readonly summary: string; readonly project?: string; readonly labels?: readonly string[] }): EmulatedIssue;
  setSummary(issue: string, summary: string): void;
  setDescription(issue: string, description: Json): void;
  /** A paragraph below what the description holds. */
  addText(issue: string, text: string): void;
  setDueDate(issue: string, duedate: string | null): void;
  setPriority(issue: string, priority: string): void;
  addLabel(issue: string, label: string): void;
  removeLabel(issue: string, label: string): void;
  assign(issue: string, accountId: string | null): void;
  /** By the name of the transition or of the status it leads to. */
  transition(issue: string, name: string, resolution?: string): void;
  /** What an app does: nobody can set a property in the browser. */
  setProperty(issue: string, key: string, value: Json): void;
  delete(issue: string): void;
  /** Takes it from, or shows it again to, the user of the API, as an issue security level does. */
  hide(issue: string, hidden?: boolean): void;
  /** To another project of the site: a new key, the same id. */
  move(issue: string, project: string): EmulatedIssue;
  /** The issue as the database holds it. */
  see(issue: string): EmulatedIssue;
}

export function personAt(site: Site): Person {
  const see = (idOrKey: string): EmulatedIssue => {
    const issue = site.store().find(idOrKey);
    if (!issue) throw new Error(`no issue ${idOrKey}`);
    return issue;
  };
  const set = (idOrKey: string, fields: Record<string, Json>) => void site.edit(see(idOrKey), { fields });
  const update = (idOrKey: string, operation: Json) => void site.edit(see(idOrKey), { update: { labels: [operation] } });
  const self = site.config.users.find((user) => user.email !== site.config.email)?.accountId ?? '';

  return {
    see,
    create({ summary, project = site.config.projects[0]?.key ?? '', labels = [] }) {
      return site.create(
        { fields: { summary, labels, project: { key: project }, issuetype: { name: site.config.issueTypes[0] ?? '' } } },
        self,
      );
    },
    setSummary: (issue, summary) => set(issue, { summary }),
    setDescription: (issue, description) => set(issue, { description }),
    addText(issue, text) {
      const { description } = see(issue);
      const before = isObject(description) && isList(description.content) ? description.content : [];
      const content = [...before, { type: 'paragraph', content: [{ type: 'text', text }] }];
      set(issue, { description: { type: 'doc', version: 1, content } });
    },
    setDueDate: (issue, duedate) => set(issue, { duedate }),
    setPriority: (issue, priority) => set(issue, { priority: { name: priority } }),
    assign: (issue, accountId) => set(issue, { assignee: accountId === null ? null : { accountId } }),
    addLabel: (issue, label) => update(issue, { add: label }),
    removeLabel: (issue, label) => update(issue, { remove: label }),
    transition(idOrKey, name, resolution) {
      const issue = see(idOrKey);
      const found = site.transitionsOf(issue).find((each) => each.name === name || each.to === name);
      if (!found) throw new Error(`${issue.key} has no transition ${name} from ${issue.status}`);
      site.transition(issue, {
        transition: { id: found.id },
        ...(resolution === undefined ? {} : { fields: { resolution: { name: resolution } } }),
      });
    },
    setProperty(idOrKey, key, value) {
      const issue = see(idOrKey);
      site.save({ ...issue, properties: { ...issue.properties, [key]: value } });
    },
    delete: (issue) => site.store().remove(see(issue), site.nowMs()),
    hide: (issue, hidden = true) => void site.save({ ...see(issue), hidden }),
    move(idOrKey, project) {
      const issue = see(idOrKey);
      return site.save({ ...issue, project, key: site.store().nextKey(project), oldKeys: [...issue.oldKeys, issue.key] });
    },
  };
}
