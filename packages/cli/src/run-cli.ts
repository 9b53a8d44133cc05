import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { EXIT, type ExitCode } from './shell/exit-code.ts';
import { type FailureReport, failureReport, failureText } from './shell/failure-report.ts';
import type { Io } from './shell/io.ts';

const ASKED_FOR = ['commander.helpDisplayed', 'commander.version'];

/** Runs one command line to its end: prints the answer, or one clear message, and answers the exit code. Never throws. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { program, session } = createProgram(io);
  try {
    await program.parseAsync(argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv, { from: 'user' });
    return session.exit;
  } catch (error) {
    if (error instanceof CommanderError && ASKED_FOR.includes(error.code)) return EXIT.fine;
    const report = error instanceof CommanderError ? usageReport(error, argv) : failureReport(error);
    if (argv.includes('--json')) {
      const { code, message, remedy } = report;
      io.stdout.write(`${JSON.stringify({ error: { code, message, remedy } }, null, 2)}\n`);
    } else io.stderr.write(failureText(report));
    if (argv.includes('--debug') && error instanceof Error) io.stderr.write(`${error.stack}\n`);
    return report.exit;
  } finally {
    await session.close();
  }
}

/** What commander found wrong, with its own suggestion where it has one. */
function usageReport(error: CommanderError, argv: readonly string[]): FailureReport {
  const command = argv.find((word) => !word.startsWith('-'));
  const help = command === undefined || error.code === 'commander.unknownCommand' ? 'closeout --help' : `closeout ${command} --help`;
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = rest.join(' ').replace(/^\(|\)$/g, '');
  const message = error.code === 'commander.help' ? 'no command is named' : first;
  const remedy = suggestion === '' ? `see: ${help}` : `${suggestion} See: ${help}`;
  return { code: 'usage', message, remedy, exit: EXIT.usage };
}
