import { cutToWidth, displayWidth, plainText, wrapText } from '@closeout/core';
import type { FieldChange, PlanChange, SyncPlan } from '@closeout/core/sync';
import { valueText } from './sync-text.ts';

const MARKS: Readonly<Record<PlanChange['kind'], string>> = {
  create: '+ create',
  adopt: '+ adopt ',
  settle: '? settle',
  update: '> update',
  pull: '< pull  ',
  duplicate: 'x close ',
  wait: '. wait  ',
};

/** A plan for people: a line a change, with the fields that cross below it. */
export function planText(plan: SyncPlan, width: number): string {
  const lines = plan.changes.flatMap((change) => changeLines(change, width));
  const counts = [...Map.groupBy(plan.changes, ({ kind }) => kind)].map(([kind, changes]) => `${changes.length} to ${VERBS[kind]}`);
  const summary = [counts.length === 0 ? 'Nothing to do: both sides are in step.' : `${counts.join(', ')}.`];
  if (plan.conflicts.length > 0) summary.push(`${plan.conflicts.length} in conflict; see: closeout conflicts`);
  if (plan.waiting > 0)
    summary.push(`${plan.waiting} ${plan.waiting === 1 ? 'proposal waits' : 'proposals wait'} for triage; see: closeout triage`);
  return [...lines, ...(lines.length > 0 ? [''] : []), ...summary].join('\n');
}

const VERBS: Readonly<Record<PlanChange['kind'], string>> = {
  create: 'create',
  adopt: 'adopt',
  settle: 'settle',
  update: 'update there',
  pull: 'take over here',
  duplicate: 'close as duplicate',
  wait: 'wait for',
};

function changeLines(change: PlanChange, width: number): readonly string[] {
  const head = `${MARKS[change.kind]}  ${change.item}`;
  switch (change.kind) {
    case 'create':
      return [cutToWidth(`${head}  ${plainText(change.draft.title)}  in ${plainText(change.tracker)}`, width)];
    case 'adopt':
      return [`${head}  ${plainText(change.url)}`];
    case 'settle':
      return [`${head}  in ${plainText(change.tracker)}: did the last create happen?`];
    case 'update':
    case 'pull':
      return [`${head}  ${plainText(change.url)}`, ...change.fields.flatMap((field) => fieldLines(field, width))];
    case 'duplicate':
      return [`${head}  ${plainText(change.issue.url)}`];
    case 'wait':
      return hanging(`${head}  `, { text: change.message, width });
  }
}

const INDENT = ' '.repeat(12);

/** What was and what will be: on one line where both fit there, else one below the other, so that nobody has to guess the new one. */
function fieldLines({ field, from, to }: FieldChange, width: number): readonly string[] {
  if (field === 'details') return [`${INDENT}details:`, ...textLines(String(from ?? ''), String(to ?? ''), width)];
  const line = `${INDENT}${field}: ${valueText(from)} -> ${valueText(to)}`;
  if (displayWidth(line) <= width) return [line];
  return [
    `${INDENT}${field}:`,
    ...hanging(`${INDENT}- `, { text: valueText(from), width }),
    ...hanging(`${INDENT}+ `, { text: valueText(to), width }),
  ];
}

/** So many lines of a text are shown: enough to know what it is about. */
const MOST_LINES = 6;

/** The lines of a text that go and those that come. */
function textLines(from: string, to: string, width: number): readonly string[] {
  const [old, now] = [from.split('\n'), to.split('\n')];
  const [kept, was] = [new Set(now), new Set(old)];
  const lines = [
    ...old.filter((line) => line.trim() !== '' && !kept.has(line)).map((line) => `- ${line}`),
    ...now.filter((line) => line.trim() !== '' && !was.has(line)).map((line) => `+ ${line}`),
  ];
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `… ${lines.length - MOST_LINES + 1} more lines`] : lines;
  return shown.map((line) => cutToWidth(`${INDENT}${plainText(line)}`, width));
}

/** A text behind `head`, broken where the line ends. */
function hanging(head: string, { text, width }: { readonly text: string; readonly width: number }): readonly string[] {
  const indent = ' '.repeat(head.length);
  return wrapText(plainText(text), Math.max(20, width - head.length)).map((line, index) => `${index === 0 ? head : indent}${line}`);
}
