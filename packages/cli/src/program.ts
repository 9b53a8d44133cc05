import { Command, Help } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { COMMANDS } from './command-list.ts';
import { addGlobalOptions, type Globals } from './shell/globals.ts';
import type { Io } from './shell/io.ts';
import { Session } from './shell/session.ts';

/** The command line: every command by name; the chosen one is loaded when commander has found it. */
export function createProgram(io: Io): { readonly program: Command; readonly session: Session } {
  const program = new Command('closeout');
  const session = new Session(io, () => program.opts<Globals & Record<string, unknown>>());
  program
    .description('Takes the promises out of postmortems, mirrors each as one issue, and says what is late.')
    .version(manifest.version, '--version', 'print the version')
    .helpOption('--help', 'explain a command')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // What is wrong is reported in one place, with a remedy.
      writeErr: () => {},
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
      getOutHasColors: () => false,
    })
    // That an option is off unless it is named goes without saying.
    .configureHelp({
      optionDescription: (option) => (option.defaultValue === false ? option.description : new Help().optionDescription(option)),
    });
  addGlobalOptions(program);
  const loaders = new Map(COMMANDS.map(({ name, load }) => [name, load]));
  for (const { name, summary, group } of COMMANDS) program.command(name).summary(summary).description(summary).helpGroup(group);
  program.hook('preSubcommand', async (_, command) => {
    const load = loaders.get(command.name());
    if (load === undefined) return;
    const { define } = await load();
    define(command, session);
  });
  return { program, session };
}
