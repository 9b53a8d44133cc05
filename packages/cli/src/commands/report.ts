import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { type PlainDate, plainText } from '@closeout/core';
import type { Command } from 'commander';
import { deliverReport, deliveryJson, deliveryText } from '../shell/deliver.ts';
import { EXIT } from '../shell/exit-code.ts';
import { wrongUsage } from '../shell/failure.ts';
import { choiceOption, fullDate } from '../shell/options.ts';
import { REPORT_FORMATS, type ReportFormat, rendered, reportOf } from '../shell/report-of.ts';
import type { Session } from '../shell/session.ts';

interface ReportFlags {
  readonly asOf?: PlainDate;
  readonly team?: string;
  readonly format?: ReportFormat;
  readonly out?: string;
  readonly send: boolean;
  readonly resend: boolean;
}

/** `closeout report weekly`. */
export function define(command: Command, session: Session): void {
  command
    .command('weekly')
    .summary('what is late, what was done, what needs a decision')
    .description('The report of the seven days that ended yesterday; of any past day with --as-of.')
    .option('--as-of <date>', 'as it stood on that day (default: today)', fullDate)
    .option('--team <name>', 'only what concerns one team')
    .addOption(choiceOption('--format <format>', 'how it is written (default: by the name of --out, else text)', REPORT_FORMATS))
    .option('--out <file>', 'write it to a file')
    .option('--send', 'deliver it through the configured channels, once per week and channel', false)
    .option('--resend', 'deliver it again', false)
    .action((flags: ReportFlags) => report(session, flags));
}

async function report(session: Session, flags: ReportFlags): Promise<void> {
  const today = await session.today();
  const { asOf = today, team, out, resend } = flags;
  if (asOf > today) throw wrongUsage(`${asOf} has not come yet`, `name a day up to today, ${today}`);
  if (flags.send || resend) return send(session, { asOf, resend });
  const format = session.globals.json ? 'json' : (flags.format ?? formatOf(out));
  const text = rendered(await reportOf(session, asOf), { format, team, width: session.io.columns });
  if (out === undefined) return session.write(text);
  const path = resolve(session.io.cwd, out);
  await writeFile(path, text);
  session.print({ json: () => ({ version: 1, asOf, format, path }), text: () => `${plainText(out)} holds the report as of ${asOf}.` });
}

async function send(session: Session, { asOf, resend }: { readonly asOf: PlainDate; readonly resend: boolean }): Promise<void> {
  const deliveries = await deliverReport(session, { asOf, resend });
  session.print({ json: () => deliveryJson(asOf, deliveries), text: () => deliveryText(deliveries) });
  if (deliveries.some(({ outcome }) => outcome === 'failed')) session.exitWith(EXIT.failed);
}

function formatOf(out: string | undefined): ReportFormat {
  const formats: Readonly<Record<string, ReportFormat>> = {
    '.html': 'html',
    '.htm': 'html',
    '.md': 'markdown',
    '.json': 'json',
    '.csv': 'csv',
  };
  return (out === undefined ? undefined : formats[extname(out).toLowerCase()]) ?? 'text';
}
