import { droppedAs, type FieldRefusal, type Json, type RemoteStatus, type Resolution, type TargetStatus } from '@closeout/core';
import { recordOf } from './failure.ts';
import type { JiraTrackerOptions } from './options.ts';
import { choiceNamed, fieldNamed, type Screen, type ScreenField, screenOf, valueFor } from './screen.ts';

/** One way out of a status, as the workflow offers it to us. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: { readonly name: string; readonly category: RemoteStatus['category'] };
  readonly screen: Screen;
}

/** What to do about a status: nothing, one transition with its fields, or to say why not. */
export type Choice =
  | { readonly kind: 'there' }
  | { readonly kind: 'go'; readonly id: string; readonly fields: Readonly<Record<string, Json>> }
  | { readonly kind: 'refused'; readonly refusal: FieldRefusal };

type Mapping = Pick<JiraTrackerOptions, 'statuses' | 'resolutions' | 'transitionFields'>;
type Reached = 'open' | 'in-progress' | 'blocked' | 'done' | 'cancelled';

/** Reads the answer of `GET …/transitions?expand=transitions.fields`; what is not available is left out. */
export function transitionsOf(raw: unknown): readonly Transition[] {
  const { transitions } = recordOf(raw);
  return (Array.isArray(transitions) ? transitions : []).map(recordOf).flatMap(({ id, name, to, fields, isAvailable }) => {
    const status = recordOf(to);
    const { key } = recordOf(status.statusCategory);
    if (typeof id !== 'string' || typeof status.name !== 'string' || isAvailable === false) return [];
    const category = key === 'done' || key === 'indeterminate' ? key : 'new';
    return [{ id, name: typeof name === 'string' ? name : id, to: { name: status.name, category }, screen: screenOf(fields) }];
  });
}

/**
 * The transition by which an issue in status `from` becomes `target`:
 *
 * | target      | leads to                                                                                          |
 * |-------------|---------------------------------------------------------------------------------------------------|
 * | open        | a status of category "new"                                                                        |
 * | in-progress | one of category "indeterminate"                                                                   |
 * | blocked     | one that the configuration or its own name calls blocked; where ways lead to none, any unfinished status will do |
 * | done        | one of category "done", with a resolution that does not mean dropped                              |
 * | cancelled   | one that means cancelled; or else a done one with a resolution that says so; or else a done one   |
 *
 * Names in the configuration go before categories. Of several, the first whose required fields can be filled.
 */
export function chooseTransition(
  transitions: readonly Transition[],
  { from, target, mapping }: { readonly from: RemoteStatus; readonly target: TargetStatus; readonly mapping: Mapping },
): Choice {
  const current = reachedBy(from, mapping);
  const isThere = current === target.status;
  if (isThere && (current !== 'cancelled' || isDuplicate(from, mapping) === (target.resolution === 'duplicate'))) return { kind: 'there' };
  const candidates = candidatesFor(target, transitions, mapping);
  if (isThere) return resolvedAnew(candidates, { from, target, mapping });
  // No way at all is a lack of permission, not a workflow without that status.
  if (candidates.length === 0 && target.status === 'blocked' && transitions.length > 0) {
    if (current === 'open' || current === 'in-progress') return { kind: 'there' };
    return chooseTransition(transitions, { from, target: { status: 'in-progress', resolution: null }, mapping });
  }
  if (candidates.length === 0) {
    const offered = transitions.map(({ name, to }) => `${name} → ${to.name}`).join(', ');
    return refused(
      'no-transition',
      `from "${from.name}" the workflow leads to nothing that is ${target.status}; it offers ${offered || 'nothing'}`,
    );
  }
  return firstFilled(candidates, { target, mapping });
}

/** Cancelled already, but not as a duplicate, or only as one. A site without a word for that knows no difference. */
function resolvedAnew(
  candidates: readonly Transition[],
  { from, target, mapping }: { readonly from: RemoteStatus; readonly target: TargetStatus; readonly mapping: Mapping },
): Choice {
  const better = candidates.filter(({ screen }) => {
    const resolution = resolutionFor(target, screen.get('resolution'), mapping);
    return resolution !== null && resolution !== from.resolution;
  });
  if (better.length > 0) return firstFilled(better, { target, mapping });
  if (candidates.length > 0) return { kind: 'there' };
  return refused('no-transition', `"${from.name}" is cancelled, and the workflow has no way to another resolution from there`);
}

/** The first whose fields can be filled. */
function firstFilled(
  candidates: readonly Transition[],
  { target, mapping }: { readonly target: TargetStatus; readonly mapping: Mapping },
): Choice {
  const filled = candidates.map((transition) => ({ transition, ...filledFields(transition, target, mapping) }));
  const best = filled.find(({ missing }) => missing.length === 0);
  if (best) return { kind: 'go', id: best.transition.id, fields: best.fields };
  const [first] = filled;
  if (!first) throw new RangeError('at least one way');
  const names = first.missing.map(({ name }) => name).join(', ');
  return refused('required-field', `the transition "${first.transition.name}" demands ${names}: set transitionFields.${target.status}`);
}

function candidatesFor(target: TargetStatus, transitions: readonly Transition[], mapping: Mapping): readonly Transition[] {
  const exact = transitions.filter(({ to }) => reachedBy({ ...to, resolution: null }, mapping) === target.status);
  if (target.status !== 'cancelled') return exact;
  const done = transitions.filter((transition) => transition.to.category === 'done' && !exact.includes(transition));
  const saying = done.filter(({ screen }) => resolutionFor(target, screen.get('resolution'), mapping) !== null);
  return [...exact, ...saying, ...done.filter((transition) => !saying.includes(transition))];
}

function filledFields(
  { screen }: Transition,
  target: TargetStatus,
  mapping: Mapping,
): { readonly fields: Readonly<Record<string, Json>>; readonly missing: readonly ScreenField[] } {
  const fields: Record<string, Json> = {};
  const resolution = resolutionFor(target, screen.get('resolution'), mapping);
  if (resolution !== null) fields.resolution = { name: resolution };
  for (const [name, text] of Object.entries(mapping.transitionFields[target.status] ?? {})) {
    const field = fieldNamed(screen, name);
    if (field) fields[field.id] = valueFor(field, text);
  }
  const missing = [...screen.values()].filter(({ id, required, hasDefault }) => required && !hasDefault && fields[id] === undefined);
  return { fields, missing };
}

/** What Jira sites call these, in the order in which they are tried. */
const DROPPED = ["Won't Do", "Won't Fix", 'Declined', 'Rejected', 'Cancelled', 'Canceled'];
const WORDS: Readonly<Record<'done' | Resolution, readonly string[]>> = {
  done: ['Done', 'Fixed', 'Resolved', 'Completed', 'Complete'],
  'wont-do': DROPPED,
  duplicate: ['Duplicate', ...DROPPED],
  superseded: ['Superseded', 'Obsolete', ...DROPPED],
  obsolete: ['Obsolete', ...DROPPED],
  skipped: DROPPED,
  'risk-accepted': DROPPED,
};

/** The resolution that says `target`, as the field offers it; `null` when the screen has none that does. */
function resolutionFor(target: TargetStatus, field: ScreenField | undefined, mapping: Mapping): string | null {
  if (!field || (target.status !== 'done' && target.status !== 'cancelled')) return null;
  const meaning = target.status === 'done' ? 'done' : (target.resolution ?? 'wont-do');
  const configured = Object.entries(mapping.resolutions).filter(([, resolution]) => resolution === meaning);
  const offered = [...configured.map(([name]) => name), ...WORDS[meaning]].map((name) => choiceNamed(field, name)?.name);
  return offered.find((name) => name !== undefined) ?? null;
}

function isDuplicate({ name, resolution, category }: RemoteStatus, { resolutions }: Mapping): boolean {
  const word = resolution?.toLowerCase() ?? '';
  const stated = Object.entries(resolutions).find(([each]) => each.toLowerCase() === word)?.[1];
  return category === 'done' && (stated ?? droppedAs(word) ?? droppedAs(name)) === 'duplicate';
}

/** What a status there means here. The configuration, then the resolution, then name and category. */
function reachedBy(status: RemoteStatus, { statuses, resolutions }: Mapping): Reached {
  const word = status.resolution?.toLowerCase() ?? '';
  const isDropped = Object.keys(resolutions).some((name) => name.toLowerCase() === word) || droppedAs(word) !== null;
  if (status.category === 'done' && isDropped) return 'cancelled';
  const name = status.name.toLowerCase();
  const stated = Object.entries(statuses).find(([each]) => each.toLowerCase() === name)?.[1];
  if (stated !== undefined) return stated;
  switch (status.category) {
    case 'new':
      return 'open';
    case 'indeterminate':
      return name === 'blocked' ? 'blocked' : 'in-progress';
    case 'done':
      return droppedAs(name) === null ? 'done' : 'cancelled';
  }
}

function refused(code: FieldRefusal['code'], message: string): Choice {
  return { kind: 'refused', refusal: { field: 'status', code, message } };
}
