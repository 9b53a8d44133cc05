import { refused } from './answer.ts';
import { type FieldContext, withFields } from './field-input.ts';
import { blankIssue, movedTo, originErrors, propertiesOf, refuseIfAny, typeNameOf } from './issue-rules.ts';
import { type IssueStore, issueStore } from './issue-store.ts';
import { type JsonObject, objectOf, textOf } from './json.ts';
import type { EmulatedIssue, EmulatedTransition, JiraSiteConfig } from './site-options.ts';

/** The state of a site and the rules by which it changes, whoever asks: the API and people alike. */
export interface Site {
  readonly config: JiraSiteConfig;
  store(): IssueStore;
  /** Milliseconds since 1970. */
  nowMs(): number;
  reset(): void;
  /** Throws a refusal by field when the create screen is not satisfied. */
  create(body: JsonObject, creator: string): EmulatedIssue;
  edit(issue: EmulatedIssue, body: JsonObject): EmulatedIssue;
  transition(issue: EmulatedIssue, body: JsonObject): EmulatedIssue;
  transitionsOf(issue: EmulatedIssue): readonly EmulatedTransition[];
  /** Stores a changed issue with the time of the change. */
  save(issue: EmulatedIssue): EmulatedIssue;
}

/** Fields that nobody may change are on no screen. */
export function shownFields({ screen, denied }: JiraSiteConfig): readonly string[] {
  const hidden = { assignee: 'ASSIGN_ISSUES', duedate: 'SCHEDULE_ISSUES' };
  return screen.filter((field) => !Object.entries(hidden).some(([each, permission]) => each === field && denied.includes(permission)));
}

export function openSite(config: JiraSiteConfig): Site {
  const { indexLagMs } = config;
  const lagMs = typeof indexLagMs === 'number' ? () => indexLagMs : indexLagMs;
  let store = issueStore(lagMs);
  let localIds = 0;
  const nowMs = () => Date.parse(config.clock.now());
  const context = (screen: readonly string[]): FieldContext => ({
    config,
    screen: new Set(screen),
    findIssue: (idOrKey) => store.find(idOrKey),
    localId() {
      localIds += 1;
      return localIds.toString(16).padStart(12, '0');
    },
  });
  const custom = config.customFields.map((field) => field.id);
  const may = (permission: string) => !config.denied.includes(permission);
  const editable = ['summary', ...shownFields(config), ...custom];
  const transitionsOf = (issue: EmulatedIssue) =>
    may('TRANSITION_ISSUES') ? config.transitions.filter(({ from }) => from === 'any' || from.includes(issue.status)) : [];
  const save = (issue: EmulatedIssue) => {
    const saved = { ...issue, updatedMs: nowMs() };
    store.put(saved, saved.updatedMs);
    return saved;
  };

  return {
    config,
    store: () => store,
    nowMs,
    reset() {
      store = issueStore(lagMs);
    },
    transitionsOf,
    save,
    create(body, creator) {
      const { project, issuetype, ...fields } = objectOf(body.fields);
      const errors = { ...originErrors(project, issuetype, config) };
      if (!may('CREATE_ISSUES')) errors.project = 'You do not have permission to create issues in this project.';
      const blank = blankIssue(config, {
        project: textOf(project, 'key'),
        issueType: typeNameOf(issuetype, config),
        creator,
        nowMs: nowMs(),
      });
      const given = withFields(blank, { fields, update: objectOf(body.update) }, context(editable));
      if (!('summary' in fields)) errors.summary = 'You must specify a summary of the issue.';
      for (const field of config.customFields) {
        if (field.required && (given.issue.custom[field.id] ?? null) === null) errors[field.id] = `${field.name} is required.`;
      }
      refuseIfAny({ ...errors, ...given.errors });
      const { nextId, nextKey } = store;
      const issue = { ...given.issue, id: nextId(), key: nextKey(given.issue.project), properties: propertiesOf(body) };
      store.put(issue, issue.createdMs);
      return issue;
    },
    edit(issue, body) {
      if (!may('EDIT_ISSUES')) throw refused(403, 'You do not have permission to edit issues in this project.');
      const status = config.statuses.find(({ name }) => name === issue.status);
      if (status && !status.editable) throw refused(400, 'The issue cannot be edited in its current status.');
      const given = withFields(issue, { fields: objectOf(body.fields), update: objectOf(body.update) }, context(editable));
      refuseIfAny(given.errors);
      return save({ ...given.issue, properties: { ...issue.properties, ...propertiesOf(body) } });
    },
    transition(issue, body) {
      const id = textOf(body.transition, 'id');
      const transition = transitionsOf(issue).find((each) => each.id === id);
      if (!transition)
        throw refused(
          400,
          `It seems that you have tried to perform a workflow operation (${id}) that is not valid for the current state of this issue.`,
        );
      const fields = objectOf(body.fields);
      const required = Object.entries(transition.screen).filter(([field, { required }]) => required && fields[field] === undefined);
      const missing = Object.fromEntries(required.map(([field]) => [field, `${field} is required`]));
      const given = withFields(issue, { fields, update: objectOf(body.update) }, context(Object.keys(transition.screen)));
      refuseIfAny({ ...missing, ...given.errors });
      return save(movedTo(transition.to, given.issue, { config, resolutionGiven: 'resolution' in fields, nowMs: nowMs() }));
    },
  };
}
