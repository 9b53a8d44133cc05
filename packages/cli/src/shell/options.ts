import { ACTIVITIES, KINDS, PRIORITIES, parsePlainDate } from '@closeout/core';
import { type Command, Option } from 'commander';
import { wrongUsage } from './failure.ts';

/** For options that may be given several times: `--label a --label b`. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** An option whose value is one of `choices`. */
export function choiceOption(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices);
}

export const NONE = 'none';

/** `none` means: nothing. */
export function noneOr<Value extends string>(value: Value | undefined): Exclude<Value, typeof NONE> | null | undefined {
  return value === NONE ? null : (value as Exclude<Value, typeof NONE> | undefined);
}

/** The options that say what an item is, of `add` and `edit`. */
export function addItemOptions(command: Command): Command {
  return command
    .addOption(choiceOption('--kind <kind>', 'corrective or preventative', KINDS))
    .addOption(choiceOption('--activity <activity>', 'what kind of follow-up it is', [...ACTIVITIES, NONE]))
    .option('--owner <name>', 'who does it; none for nobody')
    .option('--team <name>', 'whose it is; none for nobody')
    .option('--due <date>', 'YYYY-MM-DD, or +2w from today')
    .addOption(choiceOption('--priority <priority>', 'how urgent it is', [...PRIORITIES, NONE]))
    .option('--incident <id>', 'the incident it follows from; none for none')
    .option('--label <label>', 'a label; may be repeated', collect)
    .option('--details <text>', 'what there is to say besides the title');
}

/** A whole number, 0 or more. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw wrongUsage(`${JSON.stringify(text)} is no number`, 'write a whole number, 0 or more');
  return Number(text);
}

/** A day, written in full. */
export function fullDate(text: string) {
  const date = parsePlainDate(text);
  if (date === null) throw wrongUsage(`${JSON.stringify(text)} is no date`, 'write a day that exists as YYYY-MM-DD');
  return date;
}
