import { type Check, plainText } from '@closeout/core';
import { countOf, type Examined } from './examination.ts';

const MARKS: Readonly<Record<Check['state'], string>> = { fine: 'ok      ', warning: 'warning ', wrong: 'WRONG   ', unknown: 'unknown ' };

/** What was looked at, by what it belongs to, each thing that is not well with what to do; the sum last. */
export function examinationText(examined: readonly Examined[]): string {
  const lines: string[] = [];
  for (const [heading, same] of Map.groupBy(examined, headingOf)) {
    lines.push(plainText(heading));
    for (const { check } of same) lines.push(...linesOf(check));
    lines.push('');
  }
  return [...lines, sumOf(examined)].join('\n');
}

function headingOf({ area, subject }: Examined): string {
  return subject === '' ? area : `${area} ${subject}`;
}

function linesOf(check: Check): readonly string[] {
  const [first = '', ...rest] = check.message.split('\n').map(plainText);
  const message = [`  ${MARKS[check.state]}${first}`, ...rest.map((line) => `          ${line}`)];
  return check.state === 'fine' ? message : [...message, `          to do: ${plainText(check.remedy)}`];
}

function sumOf(examined: readonly Examined[]): string {
  const [wrong, warnings] = [countOf(examined, 'wrong'), countOf(examined, 'warning')];
  if (wrong === 0 && warnings === 0) return 'Nothing is wrong.';
  const parts = [
    wrong === 0 ? '' : counted(wrong, 'thing is wrong', 'things are wrong'),
    warnings === 0 ? '' : counted(warnings, 'warning', 'warnings'),
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
