import { type Check, nearest, type RemoteStatus, type TargetStatus } from '@closeout/core';
import { listed, problemOf } from './check-screen.ts';
import type { JiraTrackerOptions } from './options.ts';
import { fieldNamed } from './screen.ts';
import { chooseTransition, type Transition } from './transition.ts';

type Mapping = Pick<JiraTrackerOptions, 'statuses' | 'resolutions' | 'transitionFields'>;

/** The ways out of one status, as an issue in it shows them. */
export interface SeenWays {
  readonly from: RemoteStatus;
  readonly transitions: readonly Transition[];
}

/** Names of statuses and resolutions in the configuration that the project does not know. */
export function checkNames(
  { statuses, resolutions }: Mapping,
  { statusNames, resolutionNames }: { readonly statusNames: readonly string[]; readonly resolutionNames: readonly string[] },
): readonly Check[] {
  const unknown = (kind: 'status' | 'resolution', configured: readonly string[], known: readonly string[]): readonly Check[] =>
    configured
      .filter((name) => !known.some((each) => each.toLowerCase() === name.toLowerCase()))
      .map((name) => {
        const meant = nearest(name, known);
        const key = kind === 'status' ? 'statuses' : 'resolutions';
        return {
          state: 'wrong',
          code: `unknown-${kind}`,
          message: `"${key}" explains the ${kind} "${name}", which the project does not have`,
          remedy: meant === null ? `write one of ${listed(known)}, or take it out of "${key}"` : `write "${meant}" in "${key}"`,
        };
      });
  return [...unknown('status', Object.keys(statuses), statusNames), ...unknown('resolution', Object.keys(resolutions), resolutionNames)];
}

const TARGETS: readonly TargetStatus[] = [
  { status: 'open', resolution: null },
  { status: 'in-progress', resolution: null },
  { status: 'done', resolution: null },
  { status: 'cancelled', resolution: 'wont-do' },
];

/** Whether each status can be reached with what the configuration gives, as far as issues that exist show it. */
export function checkWays(mapping: Mapping, ways: readonly SeenWays[]): readonly Check[] {
  const checks = new Map<string, Check>();
  const add = (check: Check) => void checks.set(check.message, check);
  for (const target of TARGETS) {
    const choices = ways.map(({ from, transitions }) => chooseTransition(transitions, { from, target, mapping }));
    const refusals = choices.flatMap((choice) => (choice.kind === 'refused' ? [choice.refusal] : []));
    for (const { code, message } of refusals) {
      if (code !== 'required-field') continue;
      const remedy = `write in the configuration: "transitionFields": { "${target.status}": { … } } with a value for each`;
      add({ state: 'wrong', code: 'transition-demands', message, remedy });
    }
    const [stuck] = refusals;
    if (stuck !== undefined && refusals.length === choices.length && refusals.every(({ code }) => code === 'no-transition')) {
      const remedy = `add a transition to the workflow, or say in "statuses" which status means ${target.status}`;
      add({ state: 'warning', code: 'no-way', message: `no issue of the project can become ${target.status}: ${stuck.message}`, remedy });
    }
  }
  for (const check of checkTransitionFields(mapping, ways)) add(check);
  return [...checks.values()];
}

/** Fields for transitions that no transition shows, and values that none takes. */
function checkTransitionFields({ transitionFields }: Mapping, ways: readonly SeenWays[]): readonly Check[] {
  const screens = ways.flatMap(({ transitions }) => transitions.map(({ screen }) => screen));
  const names = screens.flatMap((screen) => [...screen.values()].map(({ name }) => name));
  return Object.entries(transitionFields).flatMap(([status, fields]) =>
    Object.entries(fields).flatMap(([name, text]): readonly Check[] => {
      const shown = screens.map((screen) => fieldNamed(screen, name)).filter((field) => field !== null);
      const [field] = shown;
      const place = `"transitionFields" for ${status}`;
      if (field === undefined) {
        const remedy = `write one of ${listed(names)}, or put the field on the screen of the transition`;
        return [
          { state: 'wrong', code: 'unknown-transition-field', message: `${place} sets "${name}", which no transition shows`, remedy },
        ];
      }
      if (shown.some((each) => problemOf(each, text) === null)) return [];
      const remedy = `write one of ${listed((field.allowed ?? []).map((choice) => choice.name))}`;
      return [
        {
          state: 'wrong',
          code: 'wrong-transition-value',
          message: `${place}: the field "${field.name}" ${problemOf(field, text)}`,
          remedy,
        },
      ];
    }),
  );
}
