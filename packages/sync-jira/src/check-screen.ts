import { type Check, nearest } from '@closeout/core';
import { choiceNamed, fieldNamed, type Screen, type ScreenField } from './screen.ts';

/** What may be checked of the create screen of an issue type. */
export interface CheckedScreen {
  readonly type: string;
  readonly screen: Screen;
}

/** What every create sends, and what Jira fills in by itself. */
const GIVEN = new Set(['project', 'issuetype', 'summary', 'description', 'reporter']);
/** What a create sends when the item has it, and what is lost without. */
const SENT: Readonly<Record<string, string>> = { labels: 'labels', assignee: 'owners', duedate: 'due dates', priority: 'priorities' };

/**
 * Compares the configured fields with the create screens that come into question: one, or all of the project's while the
 * issue type is not known. A field is missed when no screen shows it, and demanded when all do.
 */
export function checkScreens(
  screens: readonly CheckedScreen[],
  { fields, project }: { readonly fields: Readonly<Record<string, string>>; readonly project: string },
): readonly Check[] {
  const [first] = screens;
  if (first === undefined) return [];
  const where = screens.length === 1 ? `the create screen of ${first.type} in ${project}` : `every create screen of ${project}`;
  const none = screens.length === 1 ? `${where} shows no` : `no create screen of ${project} shows a`;
  const checks: Check[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const shown = screens.map(({ screen }) => fieldNamed(screen, name)).filter((field) => field !== null);
    const [field] = shown;
    const names = screens.flatMap(({ screen }) => [...screen.values()].map((each) => each.name));
    if (field === undefined) checks.push(unknownField({ name, none, names }));
    else if (shown.every((each) => problemOf(each, value) !== null)) checks.push(wrongValue(field, value));
  }
  const demanded = [...first.screen.values()].filter(({ id }) =>
    screens.every(({ screen }) => screen.get(id)?.required === true && screen.get(id)?.hasDefault === false),
  );
  const configured = new Set(Object.keys(fields).flatMap((name) => fieldNamed(first.screen, name)?.id ?? []));
  checks.push(...demanded.filter(({ id }) => !GIVEN.has(id) && !configured.has(id)).map((field) => demandedField(field, where)));
  for (const [id, what] of Object.entries({ description: 'details', ...SENT }))
    if (screens.every(({ screen }) => !screen.has(id))) checks.push(notShown(id, { what, where }));
  return checks;
}

function unknownField({ name, none, names }: { readonly name: string; readonly none: string; readonly names: readonly string[] }): Check {
  const meant = nearest(name, names);
  const message = `${none} field "${name}", which "fields" sets: every create would be refused`;
  const choice =
    meant === null
      ? `put the field on the screen, or take it out of "fields"; there are: ${listed(names)}`
      : `write "${meant}" in "fields"`;
  return { state: 'wrong', code: 'unknown-field', message, remedy: choice };
}

/** What is wrong with `text` as a value of `field`; `null` when nothing is. */
export function problemOf(field: ScreenField, text: string): string | null {
  if (field.type === 'number') return Number.isFinite(Number(text)) && text.trim() !== '' ? null : 'is no number';
  if (field.allowed === null) return null;
  const parts = field.type === 'array' ? text.split(',').map((part) => part.trim()) : [text];
  const unknown = parts.find((part) => choiceNamed(field, part) === null);
  return unknown === undefined ? null : `does not offer "${unknown}"`;
}

function wrongValue(field: ScreenField, text: string): Check {
  const choices = (field.allowed ?? []).map(({ name }) => name);
  const remedy =
    choices.length === 0
      ? `write a number for "${field.name}" in "fields"`
      : `write one of ${listed(choices)} for "${field.name}" in "fields"`;
  const said =
    field.type === 'number'
      ? `"${text}", which "fields" gives to "${field.name}", is no number`
      : `the field "${field.name}" ${problemOf(field, text)}`;
  return { state: 'wrong', code: 'wrong-field-value', message: `${said}: every create would be refused`, remedy };
}

function demandedField(field: ScreenField, where: string): Check {
  const choices = (field.allowed ?? []).map(({ name }) => name);
  const example = choices.length === 0 ? 'a value' : `one of ${listed(choices)}`;
  const what = SENT[field.id];
  const message =
    what === undefined
      ? `${where} demands "${field.name}", which nothing sets: every create would be refused`
      : `${where} demands "${field.name}": items without one would be refused`;
  return {
    state: what === undefined ? 'wrong' : 'warning',
    code: 'demanded-field',
    message,
    remedy: `set "${field.name}" in "fields" to ${example}, or make it optional on the screen`,
  };
}

function notShown(id: string, { what, where }: { readonly what: string; readonly where: string }): Check {
  return {
    state: 'warning',
    code: 'field-not-shown',
    message: `${where} does not show ${id}: ${what} will not cross`,
    remedy: `put ${id} on the screens of the project, if ${what} shall be seen there`,
  };
}

/** At most ten names. */
export function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  return distinct.length > 10 ? `${distinct.slice(0, 10).join(', ')} …` : distinct.join(', ') || 'none';
}
