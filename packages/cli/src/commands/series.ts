import { ACTIVITIES, KINDS, OUTCOMES, PRIORITIES } from '@closeout/core';
import type { Command } from 'commander';
import { wrongUsage } from '../shell/failure.ts';
import { choiceOption, collect, fullDate, NONE, wholeNumber } from '../shell/options.ts';
import type { Session } from '../shell/session.ts';
import { addSeries, completeOccurrence, editSeries, endSeries, type OccurrenceFlags, skipOccurrence } from './series-act.ts';
import type { SeriesFlags } from './series-fields.ts';
import { listSeries, showSeries } from './series-show.ts';

/** `closeout series …`: recurring follow-ups. */
export function define(command: Command, session: Session): void {
  command.description('Recurring follow-ups: audits, drills, trainings, stress tests.').action(() => listSeries(session, { all: false }));
  seriesOptions(command.command('add').summary('a new series').argument('<title>', 'what recurs, in one sentence'))
    .requiredOption('--every <rrule>', 'how often: RFC 5545, for example FREQ=MONTHLY;INTERVAL=3')
    .action((title: string, flags: SeriesFlags) => addSeries(session, title, flags));
  command
    .command('list')
    .summary('what recurs, and when next')
    .option('--all', 'also series that have ended', false)
    .action((flags: { readonly all: boolean }) => listSeries(session, flags));
  command
    .command('show')
    .summary('a series and its occurrences')
    .argument('<id...>', 'series, or - for ids on standard input')
    .action((ids: readonly string[]) => showSeries(session, ids));
  seriesOptions(
    command.command('edit').summary('say something else of series').argument('<id...>', 'series, or - for ids on standard input'),
  )
    .option('--every <rrule>', 'how often: RFC 5545, for example FREQ=MONTHLY;INTERVAL=3')
    .option('--title <text>', 'what recurs, in one sentence')
    .action((ids: readonly string[], flags: SeriesFlags & { readonly title?: string }) => editSeries(session, ids, flags));
  command
    .command('end')
    .summary('no occurrence after today')
    .argument('<id...>', 'series, or - for ids on standard input')
    .option('--reason <text>', 'why it ends')
    .option('--dry-run', 'show what would happen', false)
    .action((ids: readonly string[], flags: { readonly reason?: string; readonly dryRun: boolean }) => endSeries(session, ids, flags));
  command
    .command('complete')
    .summary('an occurrence is done')
    .argument('<id>', 'the series')
    .argument('<date>', 'the date it was scheduled for', fullDate)
    .option('--evidence <text>', 'a link or a sentence that shows it')
    .addOption(choiceOption('--outcome <outcome>', 'how it went', OUTCOMES))
    .option('--dry-run', 'show what would happen', false)
    .action((id: string, date: OccurrenceFlags['date'], flags: Omit<OccurrenceFlags, 'date'>) =>
      completeOccurrence(session, id, { ...flags, date }),
    );
  command
    .command('skip')
    .summary('an occurrence is left out, for a reason')
    .argument('<id>', 'the series')
    .argument('<date>', 'the date it was scheduled for', fullDate)
    .requiredOption('--reason <text>', 'why it is left out')
    .option('--dry-run', 'show what would happen', false)
    .action((id: string, date: OccurrenceFlags['date'], flags: { readonly reason: string; readonly dryRun: boolean }) =>
      skipOccurrence(session, id, { ...flags, date }),
    );
}

function seriesOptions(command: Command): Command {
  return command
    .addOption(choiceOption('--kind <kind>', 'corrective or preventative', KINDS))
    .addOption(choiceOption('--activity <activity>', 'what kind of follow-up it is', [...ACTIVITIES, NONE]))
    .option('--owner <name>', 'who does it; none for nobody')
    .option('--team <name>', 'whose it is; none for nobody')
    .addOption(choiceOption('--priority <priority>', 'how urgent it is', [...PRIORITIES, NONE]))
    .option('--incident <id>', 'the incident it follows from; none for none')
    .option('--label <label>', 'a label; may be repeated', collect)
    .option('--details <text>', 'what there is to say besides the title')
    .option('--starts <date>', 'no occurrence before that day (default: today)')
    .addOption(choiceOption('--strategy <strategy>', 'what the next date counts from', ['fixed', 'after-completion']))
    .option('--lead <days>', 'how long before its date an occurrence appears', wholeNumber)
    .option('--window <days>', 'days from its date until it is due', wholeNumber)
    .option('--grace <days>', 'days after that until it counts as missed', wholeNumber)
    .option('--requires <what>', 'evidence or outcome; may be repeated; none for nothing', requirement)
    .option('--control <name>', 'a control it serves, for example "SOC2 A1.3"; may be repeated', collect)
    .option('--dry-run', 'show what would happen', false);
}

function requirement(text: string, before: readonly ('evidence' | 'outcome')[] | undefined): readonly ('evidence' | 'outcome')[] {
  if (text === NONE) return [];
  if (text !== 'evidence' && text !== 'outcome') throw wrongUsage(`--requires ${text} means nothing`, 'write evidence, outcome or none');
  return [...(before ?? []), text];
}
