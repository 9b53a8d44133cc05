import { resolve } from 'node:path';
import type { Command } from 'commander';
import { tellStory } from '../demo/story.ts';
import { runCli } from '../run-cli.ts';
import type { Session } from '../shell/session.ts';

/** `closeout demo`: the whole story on sample documents, against emulations of GitHub and Jira on this machine. */
export function define(command: Command, session: Session): void {
  command
    .option('--dir <folder>', 'where to write; an earlier demo there is replaced', 'closeout-demo')
    .action(({ dir }: { readonly dir: string }) => demo(session, dir));
}

async function demo({ io }: Session, dir: string): Promise<void> {
  // From source it is pnpm that runs the command line.
  const command = import.meta.url.endsWith('.ts') ? 'npx -y pnpm@12 closeout' : 'closeout';
  await tellStory({ io, folder: resolve(io.cwd, dir), command, run: runCli });
}
