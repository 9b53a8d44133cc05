import { cut, type Draft, type FieldRefusal, type Json, type Patch, type Priority, priorityNames, type SyncField } from '@closeout/core';
import { DETAILS_LIMIT, newDescription } from './adf.ts';
import type { CreateMeta } from './create-meta.ts';
import { MARKER_PROPERTY } from './issue.ts';
import type { JiraTrackerOptions } from './options.ts';
import { FIELD_IDS } from './refusal.ts';
import { type Choice, choiceNamed, fieldNamed, type Screen, type ScreenField, valueFor } from './screen.ts';

/** The body of a create or an edit, and what cannot be said in it. */
export interface Wording {
  readonly fields: Readonly<Record<string, Json>>;
  readonly labels: readonly Json[];
  readonly properties: readonly { readonly key: string; readonly value: Json }[];
  readonly refused: readonly FieldRefusal[];
}

/** Jira takes no more in a summary. */
const SUMMARY_LIMIT = 255;
type Priorities = Pick<JiraTrackerOptions, 'priorities'>;

/** `draft` in Jira's words. What the create screen does not show is left out and said so: Jira would refuse the whole issue. */
export function wordDraft(draft: Draft, meta: CreateMeta, options: Pick<JiraTrackerOptions, 'project' | 'fields' | 'priorities'>): Wording {
  const configured = configuredFields(meta.screen, options.fields);
  const labels = [...labelsIn(configured), ...draft.labels.filter(isLabel)];
  const priority = draft.priority === null ? null : priorityValue(namesOf(draft.priority, options), meta.screen);
  const wanted: Readonly<Partial<Record<Exclude<SyncField, 'status'>, Json>>> = {
    details: JSON.parse(JSON.stringify(newDescription(draft.details))),
    ...(labels.length > 0 ? { labels: [...new Set(labels)] } : {}),
    ...(draft.assignee === null ? {} : { assignee: { accountId: draft.assignee } }),
    ...(draft.dueOn === null ? {} : { dueOn: draft.dueOn }),
    ...(priority === null ? {} : { priority }),
  };
  const fields: Record<string, Json> = {
    ...configured,
    project: { key: options.project },
    issuetype: { id: meta.typeId },
    summary: summaryOf(draft.title),
  };
  const refused = [
    ...cutTitle(draft.title),
    ...cutDetails(draft.details),
    ...labelRefusals(draft.labels),
    ...(draft.priority !== null && priority === null ? [noSuchPriority(draft.priority, options)] : []),
  ];
  for (const [name, value] of Object.entries(wanted)) {
    const field = name as Exclude<SyncField, 'status'>;
    if (meta.screen.has(FIELD_IDS[field])) fields[FIELD_IDS[field]] = value;
    else refused.push({ field, code: 'invalid', message: `the create screen of ${options.project} does not show ${FIELD_IDS[field]}` });
  }
  return { fields, labels: [], properties: markerProperty(draft.marker), refused };
}

/** `patch` in Jira's words, but for status and details, which need to know what is there. */
export function wordPatch(patch: Patch, { screen, priorities = {} }: Priorities & { readonly screen: Screen }): Wording {
  const fields: Record<string, Json> = {};
  const refused: FieldRefusal[] = [
    ...cutTitle(patch.title ?? ''),
    ...cutDetails(patch.details ?? ''),
    ...labelRefusals(patch.labels?.add ?? []),
  ];
  if (patch.title !== undefined) fields.summary = summaryOf(patch.title);
  if (patch.dueOn !== undefined) fields.duedate = patch.dueOn;
  if (patch.assignee !== undefined) fields.assignee = patch.assignee.to === null ? null : { accountId: patch.assignee.to };
  if (patch.priority !== undefined) {
    const value = patch.priority === null ? null : priorityValue(namesOf(patch.priority, { priorities }), screen);
    if (patch.priority !== null && value === null) refused.push(noSuchPriority(patch.priority, { priorities }));
    else fields.priority = value;
  }
  const labels = [
    ...(patch.labels?.add ?? []).filter(isLabel).map((add) => ({ add })),
    ...(patch.labels?.remove ?? []).filter(isLabel).map((remove) => ({ remove })),
  ];
  return { fields, labels, properties: patch.marker ? markerProperty(patch.marker) : [], refused };
}

/** The name of the priority that an issue made of `draft` has, as far as the screen says. */
export function priorityAfterCreate(draft: Draft, screen: Screen, options: Priorities): string | null {
  const field = screen.get('priority');
  const chosen = field && draft.priority !== null ? choiceAmong(field, namesOf(draft.priority, options)) : null;
  return chosen?.name ?? field?.standard?.name ?? null;
}

/** Fields of the configuration that the create screen does not show. */
export function unknownFields(screen: Screen, configured: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(configured).filter((name) => fieldNamed(screen, name) === null);
}

function configuredFields(screen: Screen, configured: Readonly<Record<string, string>>): Readonly<Record<string, Json>> {
  const known = Object.entries(configured).map(([name, text]) => ({ field: fieldNamed(screen, name), text }));
  return Object.fromEntries(known.flatMap(({ field, text }) => (field ? [[field.id, valueFor(field, text)]] : [])));
}

/** Labels from the configuration come on top of those of the item. */
function labelsIn({ labels }: Readonly<Record<string, Json>>): readonly string[] {
  return Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : [];
}

function markerProperty({ workspace, item }: Draft['marker']): Wording['properties'] {
  return [{ key: MARKER_PROPERTY, value: { workspace, item } }];
}

function summaryOf(title: string): string {
  return cut(oneLine(title), SUMMARY_LIMIT);
}

function oneLine(title: string): string {
  return title.replace(/\s+/g, ' ').trim();
}

/** What was cut is said; it crossed all the same. */
function cutTitle(title: string): readonly FieldRefusal[] {
  if (oneLine(title).length <= SUMMARY_LIMIT) return [];
  return [{ field: 'title', code: 'too-long', message: `Jira takes summaries of at most ${SUMMARY_LIMIT} letters: it was cut` }];
}

function cutDetails(details: string): readonly FieldRefusal[] {
  if (details.length <= DETAILS_LIMIT) return [];
  return [{ field: 'details', code: 'too-long', message: `of the text ${DETAILS_LIMIT} letters are written to Jira: it was cut` }];
}

function namesOf(priority: Priority, { priorities = {} }: Priorities): readonly string[] {
  return priorityNames(priority, priorities);
}

function priorityValue(names: readonly string[], screen: Screen): Json {
  const field = screen.get('priority');
  const [first] = names;
  if (!field?.allowed) return first === undefined ? null : { name: first };
  const choice = choiceAmong(field, names);
  return choice ? { id: choice.id } : null;
}

/** The first of `names` that the field offers. */
export function choiceAmong(field: ScreenField, names: readonly string[]): Choice | null {
  return names.map((name) => choiceNamed(field, name)).find((each) => each !== null) ?? null;
}

function noSuchPriority(priority: Priority, options: Priorities): FieldRefusal {
  const names = namesOf(priority, options).join(', ');
  const message = `the priority scheme has none of ${names}; say in "priorities" which of its names means ${priority}`;
  return { field: 'priority', code: 'invalid', message };
}

function isLabel(label: string): boolean {
  return label !== '' && label.length <= 255 && !/\s/.test(label);
}

function labelRefusals(labels: readonly string[]): readonly FieldRefusal[] {
  return labels
    .filter((label) => !isLabel(label))
    .map((label) => ({
      field: 'labels',
      code: 'invalid',
      message: `Jira takes no label with spaces or longer than 255 characters: ${JSON.stringify(cut(label, 60))}`,
    }));
}
