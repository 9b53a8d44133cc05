import type { Json } from '@closeout/core';
import { plainParagraphs } from './adf-fit.ts';
import { recordOf } from './failure.ts';

/** A field as a create or transition screen shows it. */
export interface ScreenField {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly hasDefault: boolean;
  /** `string`, `option`, `array`, `priority`, `user` … */
  readonly type: string;
  /** The type of its members, when it is an array. */
  readonly items: string | null;
  /** Its text is a document, as that of the description is. */
  readonly isDocument: boolean;
  /** What may be chosen, or `null` when that is not limited. */
  readonly allowed: readonly Choice[] | null;
  /** What it holds when nothing is given, where Jira says so. */
  readonly standard: Choice | null;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** The fields of one screen, by id. */
export type Screen = ReadonlyMap<string, ScreenField>;

/** Reads field descriptions as `createmeta` (a list) and transitions (by id) give them. */
export function screenOf(raw: unknown): Screen {
  const entries = Array.isArray(raw)
    ? raw.map((field) => [String(recordOf(field).fieldId ?? recordOf(field).key), field])
    : Object.entries(recordOf(raw));
  return new Map(entries.map(([id, field]) => [id, screenField(id, recordOf(field))]));
}

function screenField(id: string, raw: Readonly<Record<string, unknown>>): ScreenField {
  const schema = recordOf(raw.schema);
  return {
    id,
    name: typeof raw.name === 'string' ? raw.name : id,
    required: raw.required === true,
    hasDefault: raw.hasDefaultValue === true,
    type: typeof schema.type === 'string' ? schema.type : 'string',
    items: typeof schema.items === 'string' ? schema.items : null,
    isDocument: String(schema.custom).endsWith(':textarea') || schema.system === 'description' || schema.system === 'environment',
    allowed: Array.isArray(raw.allowedValues) ? raw.allowedValues.map(choiceOf) : null,
    standard: raw.defaultValue === undefined || raw.defaultValue === null ? null : choiceOf(raw.defaultValue),
  };
}

function choiceOf(raw: unknown): Choice {
  const { id, name, value } = recordOf(raw);
  return { id: String(id ?? ''), name: String(name ?? value ?? raw) };
}

/** The field that people mean by an id or a name; names are compared without case. */
export function fieldNamed(screen: Screen, name: string): ScreenField | null {
  const wanted = name.toLowerCase();
  return screen.get(name) ?? [...screen.values()].find((field) => field.name.toLowerCase() === wanted) ?? null;
}

/** The choice that people mean by `name`, without case; `null` when the field does not offer it. */
export function choiceNamed(field: ScreenField, name: string): Choice | null {
  const wanted = name.toLowerCase();
  return field.allowed?.find((choice) => choice.name.toLowerCase() === wanted) ?? null;
}

/** `text` from the configuration in the form that the type of `field` asks for; lists are separated by commas. */
export function valueFor(field: ScreenField, text: string): Json {
  if (field.isDocument) return { type: 'doc', version: 1, content: JSON.parse(JSON.stringify(plainParagraphs(text))) };
  if (field.type !== 'array') return single(field.type, text, field);
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').map((part) => single(field.items ?? 'string', part, field));
}

function single(type: string, text: string, field: ScreenField): Json {
  switch (type) {
    case 'number':
      return Number(text);
    case 'option':
      return { value: choiceNamed(field, text)?.name ?? text };
    case 'user':
      return { accountId: text };
    case 'issuelink':
      return { key: text };
    case 'priority':
    case 'resolution':
    case 'component':
    case 'version':
    case 'group':
      return { name: choiceNamed(field, text)?.name ?? text };
  }
  return text;
}
