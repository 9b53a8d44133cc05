import { type PlainDate, parsePlainDate } from '@closeout/core';
import type { Command } from 'commander';
import { wrongUsage } from './failure.ts';

/** What may be said before and after the name of every command. */
export interface Globals {
  readonly db?: string;
  readonly config?: string;
  readonly json: boolean;
  readonly today?: PlainDate;
  readonly actor?: string;
  readonly quiet: boolean;
  readonly debug: boolean;
}

/** Adds the global options to the program; commander finds them before and after the command's name. */
export function addGlobalOptions(program: Command): void {
  program
    .option('--db <file>', 'the database (CLOSEOUT_DB; default: the one in the configuration)')
    .option('--config <file>', 'the configuration (CLOSEOUT_CONFIG; default: searched upwards)')
    .option('--json', 'print one JSON document and nothing else', false)
    .option('--today <date>', 'act as if it were that day; nothing is sent unless the database is a sandbox', parseToday)
    .option('--actor <name>', 'who does it (default: you)')
    .option('--quiet', 'no progress and no hints', false)
    .option('--debug', 'show where a failure came from', false);
}

function parseToday(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === null) throw wrongUsage(`--today ${text} is no date`, 'write a day that exists as YYYY-MM-DD');
  return date;
}
