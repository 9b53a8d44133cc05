import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Config, plainText } from '@closeout/core';
import type { Command } from 'commander';
import { CONFIG_TEMPLATE } from '../config/config-template.ts';
import { isMissing, openStore } from '../shell/open-store.ts';
import type { Session } from '../shell/session.ts';

/** `closeout init`: writes a commented configuration and creates the database; overwrites neither. */
export function define(command: Command, session: Session): void {
  command
    .option('--sandbox', 'a database to play with: --today may write to trackers', false)
    .action((options: { readonly sandbox: boolean }) => init(session, options));
}

async function init(session: Session, { sandbox }: { readonly sandbox: boolean }): Promise<void> {
  const config = await writeConfig(session);
  const { config: loaded } = await session.loaded();
  const database = await createDatabase(session, { config: loaded, sandbox });
  session.print({
    json: () => ({ version: 1, config, database }),
    text: () =>
      [
        `configuration  ${plainText(config.path)}  ${config.created ? 'written' : 'exists, kept'}`,
        `database       ${plainText(database.path)}  ${database.created ? 'created' : 'exists, kept'}${database.sandbox ? ' (sandbox)' : ''}`,
        ...(session.globals.quiet ? [] : ['', 'Next: closeout import --dry-run PATH…  shows what your postmortems promise.']),
      ].join('\n'),
  });
}

/** The configuration that counts here; written where there is none. */
async function writeConfig(session: Session): Promise<{ readonly path: string; readonly created: boolean }> {
  const { cwd, env } = session.io;
  const named = session.globals.config ?? env.CLOSEOUT_CONFIG;
  if (named) {
    const path = resolve(cwd, named);
    return { path, created: await writeNew(path, path.endsWith('.json') ? '{}\n' : CONFIG_TEMPLATE) };
  }
  const { file } = await session.loaded();
  if (file !== null) return { path: file, created: false };
  const path = join(cwd, 'closeout.config.mjs');
  return { path, created: await writeNew(path, CONFIG_TEMPLATE) };
}

async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function createDatabase(session: Session, { config, sandbox }: { readonly config: Config; readonly sandbox: boolean }) {
  const { clock } = session;
  const opened = await openStore(config, { clock }).then(
    (store) => ({ store, created: false }),
    async (error: unknown) => {
      if (!isMissing(error)) throw error;
      return { store: await openStore(config, { clock, create: { sandbox } }), created: true };
    },
  );
  const { store, created } = opened;
  const { id, sandbox: isSandbox } = store.workspace;
  await store.close();
  return { path: config.database, created, sandbox: isSandbox, workspace: id };
}
