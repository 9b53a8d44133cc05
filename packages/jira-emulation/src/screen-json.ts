import { choiceJson, issueTypeJson, projectJson } from './issue-json.ts';
import type { Json, JsonObject } from './json.ts';
import { shownFields } from './site.ts';
import type { EmulatedField, JiraSiteConfig } from './site-options.ts';

const SYSTEM: Readonly<Record<string, JsonObject>> = {
  summary: { name: 'Summary', schema: { type: 'string', system: 'summary' }, operations: ['set'] },
  issuetype: { name: 'Issue Type', schema: { type: 'issuetype', system: 'issuetype' }, operations: [] },
  project: { name: 'Project', schema: { type: 'project', system: 'project' }, operations: ['set'] },
  description: { name: 'Description', schema: { type: 'string', system: 'description' }, operations: ['set'] },
  labels: { name: 'Labels', schema: { type: 'array', items: 'string', system: 'labels' }, operations: ['add', 'set', 'remove'] },
  assignee: { name: 'Assignee', schema: { type: 'user', system: 'assignee' }, operations: ['set'] },
  duedate: { name: 'Due date', schema: { type: 'date', system: 'duedate' }, operations: ['set'] },
  priority: { name: 'Priority', schema: { type: 'priority', system: 'priority' }, operations: ['set'] },
  components: {
    name: 'Components',
    schema: { type: 'array', items: 'component', system: 'components' },
    operations: ['add', 'set', 'remove'],
  },
  parent: { name: 'Parent', schema: { type: 'issuelink', system: 'parent' }, operations: ['set'] },
  resolution: { name: 'Resolution', schema: { type: 'resolution', system: 'resolution' }, operations: ['set'] },
};
const KINDS: Readonly<Record<EmulatedField['kind'], JsonObject>> = {
  text: { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield' },
  textarea: { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' },
  number: { type: 'number', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:float' },
  option: { type: 'option', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:select' },
  options: { type: 'array', items: 'option', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:multiselect' },
};

/** What the create screen shows, as `createmeta` describes it. */
export function createFields(config: JiraSiteConfig, origin: string): readonly JsonObject[] {
  const always = ['summary', 'issuetype', 'project'].map((id) => fieldJson(id, true, config, origin));
  const shown = shownFields(config).map((id) => fieldJson(id, false, config, origin));
  const custom = config.customFields.map(({ id, required }) => fieldJson(id, required, config, origin));
  return [...always, ...shown, ...custom].map((field) => ({ ...field, fieldId: field.key ?? null }));
}

/** What a transition's screen shows, by field. */
export function screenFields(
  screen: Readonly<Record<string, { readonly required: boolean }>>,
  config: JiraSiteConfig,
  origin: string,
): JsonObject {
  return Object.fromEntries(Object.entries(screen).map(([id, { required }]) => [id, fieldJson(id, required, config, origin)]));
}

function fieldJson(id: string, required: boolean, config: JiraSiteConfig, origin: string): JsonObject {
  const custom = config.customFields.find((field) => field.id === id);
  const described = custom
    ? { name: custom.name, schema: { ...KINDS[custom.kind], customId: Number(id.slice('customfield_'.length)) }, operations: ['set'] }
    : (SYSTEM[id] ?? { name: id, schema: { type: 'any', system: id }, operations: ['set'] });
  const allowedValues = allowed(id, custom, config, origin);
  const standard = id === 'priority' ? allowedValues?.[Math.floor(config.priorities.length / 2)] : undefined;
  return {
    key: id,
    required,
    hasDefaultValue: standard !== undefined,
    ...(standard === undefined ? {} : { defaultValue: standard }),
    ...described,
    ...(allowedValues ? { allowedValues } : {}),
  };
}

function allowed(id: string, custom: EmulatedField | undefined, config: JiraSiteConfig, origin: string): readonly Json[] | null {
  if (id === 'priority') return config.priorities.map((name) => choiceJson(name, config.priorities, `${origin}/rest/api/3/priority`));
  if (id === 'resolution') return config.resolutions.map((name) => choiceJson(name, config.resolutions, `${origin}/rest/api/3/resolution`));
  if (id === 'components') return config.components.map((name) => choiceJson(name, config.components, `${origin}/rest/api/3/component`));
  if (id === 'issuetype') return config.issueTypes.map((name) => issueTypeJson(name, config, origin));
  if (id === 'project') return config.projects.map(({ key }) => projectJson(key, config, origin));
  if (custom && custom.options.length > 0) {
    return custom.options.map((value, at) => ({
      self: `${origin}/rest/api/3/customFieldOption/${10_100 + at}`,
      value,
      id: String(10_100 + at),
    }));
  }
  return null;
}
