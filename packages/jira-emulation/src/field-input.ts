import { documentProblem, normalizedDocument } from './document-format.ts';
import { isList, isObject, type Json, type JsonObject } from './json.ts';
import type { EmulatedField, EmulatedIssue, JiraSiteConfig } from './site-options.ts';

/** What fields were given, and what was wrong with them by field. */
export interface FieldInput {
  readonly issue: EmulatedIssue;
  readonly errors: Readonly<Record<string, string>>;
}

/** A value that fits, as a change of the issue, or what is wrong with it. */
type Parsed = Partial<EmulatedIssue> | string;

export interface FieldContext {
  readonly config: JiraSiteConfig;
  /** Fields that the screen in question shows. */
  readonly screen: ReadonlySet<string>;
  readonly localId: () => string;
  readonly findIssue: (idOrKey: string) => EmulatedIssue | null;
}

/** `issue` with what `fields` and `update` say, as far as they are valid. */
export function withFields(
  issue: EmulatedIssue,
  body: { readonly fields: JsonObject; readonly update: JsonObject },
  context: FieldContext,
): FieldInput {
  let next = issue;
  const errors: Record<string, string> = {};
  const take = (field: string, value: Json) => {
    const parsed = context.screen.has(field)
      ? fieldValue(field, value, next, context)
      : `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`;
    if (typeof parsed === 'string') errors[field] = parsed;
    else next = { ...next, ...parsed };
  };
  for (const [field, value] of Object.entries(body.fields)) take(field, value);
  for (const [field, operations] of Object.entries(body.update)) {
    if (field in body.fields) errors[field] = `Field '${field}' cannot appear in both 'fields' and 'update'`;
    else if (!isList(operations)) errors[field] = 'Operations must be a list.';
    else
      for (const operation of operations) {
        const value = updated(field, operation, next);
        if (value === undefined) errors[field] = `Field '${field}' does not know the operation ${JSON.stringify(operation)}.`;
        else take(field, value);
      }
  }
  return { issue: next, errors };
}

/** The whole value of `field` after one operation; `undefined` for an operation it does not know. */
function updated(field: string, operation: Json, issue: EmulatedIssue): Json | undefined {
  if (!isObject(operation) || Object.keys(operation).length !== 1) return undefined;
  if (operation.set !== undefined) return operation.set;
  if (field !== 'labels') return undefined;
  if (operation.add !== undefined) return [...issue.labels, operation.add];
  return operation.remove === undefined ? undefined : issue.labels.filter((label) => label !== operation.remove);
}

function fieldValue(field: string, value: Json, issue: EmulatedIssue, { config, localId, findIssue }: FieldContext): Parsed {
  switch (field) {
    case 'summary':
      return summaryValue(value);
    case 'description':
      if (value === null) return { description: null };
      return documentProblem(value) ?? { description: normalizedDocument(value, localId) };
    case 'labels':
      return labelsValue(value);
    case 'assignee':
      return assigneeValue(value, config);
    case 'duedate':
      if (value === null) return { duedate: null };
      return isDay(value) ? { duedate: value } : "Error parsing date string: expected 'yyyy-MM-dd'";
    case 'priority':
      if (value === null) return { priority: null };
      return named(value, config.priorities, (name) => ({ priority: name })) ?? 'The priority selected is invalid.';
    case 'resolution':
      return named(value, config.resolutions, (name) => ({ resolution: name })) ?? 'The resolution selected is invalid.';
    case 'components':
      return componentsValue(value, config);
    case 'parent': {
      const parent = isObject(value) ? findIssue(String(value.id ?? value.key ?? '')) : null;
      return parent ? { parent: parent.id } : 'Could not find issue by id or key.';
    }
  }
  const custom = config.customFields.find((each) => each.id === field);
  return custom ? customValue(custom, value, issue) : `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

function summaryValue(value: Json): Parsed {
  if (typeof value !== 'string' || value.trim() === '') return 'You must specify a summary of the issue.';
  if (/[\r\n]/.test(value)) return 'The summary is invalid because it contains newline characters.';
  return value.length > 255 ? 'Summary must be less than 255 characters.' : { summary: value.trim() };
}

function labelsValue(value: Json): Parsed {
  const labels = isList(value) ? value.filter((label) => typeof label === 'string') : null;
  if (!labels || !isList(value) || labels.length < value.length) return 'data was not an array of labels';
  const spaced = labels.find((label) => /\s/.test(label));
  if (spaced !== undefined) return `The label '${spaced}' contains spaces which is invalid.`;
  if (labels.some((label) => label === '' || label.length > 255)) return 'A label must have between 1 and 255 characters.';
  return { labels: [...new Set(labels)].sort() };
}

function componentsValue(value: Json, config: JiraSiteConfig): Parsed {
  const names = isList(value) ? value.map((each) => (isObject(each) ? each.name : null)) : [null];
  const known = names.filter((name) => typeof name === 'string').filter((name) => config.components.includes(name));
  return known.length === names.length ? { components: known } : 'Component name is not valid.';
}

function assigneeValue(value: Json, config: JiraSiteConfig): Parsed {
  const accountId = isObject(value) ? (value.accountId ?? value.id ?? null) : value;
  if (accountId === null) return { assignee: null };
  const user = config.users.find((each) => each.accountId === accountId);
  if (!user) return 'Specify a valid value for assignee';
  return user.assignable ? { assignee: user.accountId } : `User '${user.accountId}' cannot be assigned issues.`;
}

/** A choice given as `{ name }` or `{ id }`, where the id is the place in the list, from 1. */
function named(value: Json, names: readonly string[], change: (name: string) => Parsed): Parsed | null {
  if (!isObject(value)) return null;
  const name = names.find((each, at) => each === value.name || String(at + 1) === value.id);
  return name === undefined ? null : change(name);
}

function customValue(field: EmulatedField, value: Json, issue: EmulatedIssue): Parsed {
  const change: Parsed = { custom: { ...issue.custom, [field.id]: value } };
  const isOption = (option: Json) => isObject(option) && typeof option.value === 'string' && field.options.includes(option.value);
  switch (field.kind) {
    case 'text':
      return value === null || typeof value === 'string' ? change : 'Operation value must be a string';
    case 'textarea':
      return value === null ? change : (documentProblem(value) ?? change);
    case 'number':
      return value === null || typeof value === 'number' ? change : 'Operation value must be a number';
    case 'option':
      return value === null || isOption(value) ? change : `Option value is not valid for field '${field.name}'`;
    case 'options':
      return isList(value) && value.every(isOption) ? change : `Option value is not valid for field '${field.name}'`;
  }
}

function isDay(value: Json): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}
