import { type Check, nearest, PRIORITIES, type Priority, priorityMeanings, priorityNames } from '@closeout/core';
import { type CheckedScreen, listed } from './check-screen.ts';
import { choiceAmong } from './field.ts';

/** Whether each of our priorities has a name in the scheme that the screens offer, and each configured name is in it. */
export function checkPriorities(
  screens: readonly CheckedScreen[],
  { priorities, project }: { readonly priorities: Readonly<Record<string, Priority>>; readonly project: string },
): readonly Check[] {
  const field = screens.map(({ screen }) => screen.get('priority')).find((each) => each?.allowed);
  if (!field?.allowed) return [];
  const names = field.allowed.map(({ name }) => name);
  const meaning = priorityMeanings(priorities);
  const unsaid = names.filter((name) => meaning(name) === undefined);
  const unknown = Object.keys(priorities).filter((name) => !names.some((each) => each.toLowerCase() === name.toLowerCase()));
  const unnamed = PRIORITIES.filter((priority) => choiceAmong(field, priorityNames(priority, priorities)) === null);
  return [
    ...unknown.map((name): Check => {
      const meant = nearest(name, names);
      return {
        state: 'wrong',
        code: 'unknown-priority',
        message: `"priorities" explains the priority "${name}", which ${project} does not have`,
        remedy: meant === null ? `write one of ${listed(names)}, or take it out of "priorities"` : `write "${meant}" in "priorities"`,
      };
    }),
    ...unnamed.map(
      (priority): Check => ({
        state: 'warning',
        code: 'unnamed-priority',
        message: `no priority of ${project} means ${priority}: it will not cross`,
        remedy: `write "priorities": { "NAME": "${priority}" } with one of ${listed(unsaid.length > 0 ? unsaid : names)}`,
      }),
    ),
  ];
}
