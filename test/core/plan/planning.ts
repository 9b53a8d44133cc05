import type { Config } from '../../../packages/core/src/config/config.ts';
import type { ConfigInput } from '../../../packages/core/src/config/config-schema.ts';
import { parseConfig } from '../../../packages/core/src/config/parse-config.ts';
import type { EntityChange } from '../../../packages/core/src/model/event.ts';
import type { ActionItem } from '../../../packages/core/src/model/item.ts';
import type { Fault, Result } from '../../../packages/core/src/model/result.ts';
import { type ItemFields, planAdd } from '../../../packages/core/src/plan/item-edit.ts';
import type { DocumentDraft, IncidentDraft, ItemDraft } from '../../../packages/core/src/postmortem/draft.ts';
import type { Snapshot } from '../../../packages/core/src/store/port.ts';
import { applyChanges, TODAY } from '../apply-changes.ts';

export function configOf(input: ConfigInput = {}): Config {
  const parsed = parseConfig(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

export const ACT = { today: TODAY, by: 'ann' } as const;

export function itemDraft(title: string, more: Partial<ItemDraft> = {}): ItemDraft {
  return {
    title,
    details: '',
    section: 'Action items',
    line: 10,
    sure: 0.9,
    duplicateOf: null,
    kind: 'unclassified',
    kindSource: 'inferred',
    activity: null,
    recurrence: null,
    owner: null,
    team: null,
    priority: null,
    dueOn: null,
    dueText: null,
    links: [],
    done: null,
    calledOff: false,
    anchor: null,
    source: null,
    ...more,
  };
}

export function incidentDraft(title: string, items: readonly ItemDraft[], more: Partial<IncidentDraft> = {}): IncidentDraft {
  return {
    title,
    startedAt: null,
    endedAt: null,
    detectedAt: null,
    durationMinutes: null,
    timeZone: null,
    impact: null,
    affectedShare: null,
    rootCause: null,
    services: [],
    severity: null,
    team: null,
    lead: null,
    labels: [],
    timeline: [],
    items: items.map((item, index) => (item.line === 10 ? { ...item, line: 10 + index } : item)),
    source: null,
    ...more,
  };
}

/** One document that tells of one incident. */
export function documentDraft(path: string | null, incident: IncidentDraft, more: Partial<DocumentDraft> = {}): DocumentDraft {
  return { path, id: null, digest: JSON.stringify(incident).length.toString(), incidents: [incident], problems: [], ...more };
}

/** The value, or the fault as a failure of the test. */
export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message}`);
  return result.value;
}

export function refused<T>(result: Result<T>): Fault {
  if (result.ok) throw new Error('expected a fault');
  return result.fault;
}

/** The snapshot after changes that are expected to be planned without a fault. */
export function afterwards(snapshot: Snapshot, result: Result<readonly EntityChange[]>): Snapshot {
  return applyChanges(snapshot, granted(result));
}

/** A snapshot with one item more, added by a person. */
export function withItem(snapshot: Snapshot, fields: ItemFields & { readonly title: string }): { snapshot: Snapshot; item: ActionItem } {
  const next = afterwards(snapshot, planAdd(snapshot, fields, { ...ACT, config: configOf() }));
  return { snapshot: next, item: last(next.items) };
}

export function last<T>(list: readonly T[]): T {
  const value = list.at(-1);
  if (value === undefined) throw new Error('expected at least one');
  return value;
}
