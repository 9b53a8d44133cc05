import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ChannelConfig, Check, Config, SecretRef, TrackerConfig } from '@closeout/core';
import type { LoadedConfig } from '../config/load-config.ts';
import { failureReport } from '../shell/failure-report.ts';
import { githubSecret } from '../shell/github-token.ts';
import type { Session } from '../shell/session.ts';
import { type Examined, fine } from './examination.ts';
import { examineTracker } from './examine-tracker.ts';

/** Looks at everything that has to be right for this installation to work. Only reads; one mistake hides no other. */
export async function examine(session: Session): Promise<readonly Examined[]> {
  const configuration = await read(() => session.loaded(), describeConfig);
  const examined: Examined[] = [{ area: 'configuration', subject: '', check: configuration.check }];
  const database = await read(
    () => session.store(),
    ({ workspace }) => fine('database', `the workspace of ${workspace.createdAt.slice(0, 10)}${workspace.sandbox ? ', a sandbox' : ''}`),
  );
  // Without a configuration nobody knows which database would be meant.
  if (configuration.value === null) return examined;
  const { config, file } = configuration.value;
  examined.push({ area: 'database', subject: config.database, check: database.check });
  examined.push(...examineSecrets(session, config));
  for (const tracker of config.trackers) {
    for (const check of await examineTracker(session, { tracker, config }))
      examined.push({ area: 'tracker', subject: tracker.name, check });
  }
  for (const channel of config.channels) {
    const check = await examineChannel(channel, file === null ? session.io.cwd : dirname(file));
    examined.push({ area: 'channel', subject: channel.type, check });
  }
  return examined;
}

/** What `open` opens, described; or why it cannot be opened, in the words of any other command. */
async function read<Value>(
  open: () => Promise<Value>,
  describe: (value: Value) => Check,
): Promise<{ readonly value: Value | null; readonly check: Check }> {
  try {
    const value = await open();
    return { value, check: describe(value) };
  } catch (error) {
    const { code, message, remedy } = failureReport(error);
    return { value: null, check: { state: 'wrong', code, message, remedy } };
  }
}

function describeConfig({ config, file }: LoadedConfig): Check {
  if (file === null) {
    const message = 'there is no configuration: everything is at its default, and nothing is mirrored';
    return { state: 'warning', code: 'no-configuration', message, remedy: 'write one with: closeout init' };
  }
  const { trackers, people } = config;
  if (trackers.length > 0) return fine('configuration', `${file}: ${trackers.length} trackers, ${Object.keys(people).length} people`);
  return {
    state: 'warning',
    code: 'no-trackers',
    message: `${file} names no trackers: nothing is mirrored`,
    remedy: 'add one under "trackers"',
  };
}

/** Whether the variables are set that the configuration names; what they hold is never shown. */
function examineSecrets({ io }: Session, config: Config): readonly Examined[] {
  const needed = config.trackers.flatMap((tracker) => secretsOf(tracker).map((secret) => ({ secret, by: tracker.name })));
  return [...Map.groupBy(needed, ({ secret }) => secret.env)].map(([name, uses]) => {
    const users = `tracker ${uses.map(({ by }) => by).join(', ')}`;
    if (io.env[name]) return { area: 'environment', subject: name, check: fine('secret', `set, for ${users}`) };
    const message = `${io.env[name] === undefined ? 'not set' : 'empty'}; needed by ${users}`;
    const remedy = `set ${name} where closeout runs; the configuration holds only its name`;
    return { area: 'environment', subject: name, check: { state: 'wrong', code: 'secret-missing', message, remedy } };
  });
}

function secretsOf(tracker: TrackerConfig): readonly SecretRef[] {
  switch (tracker.type) {
    case 'github':
      return [githubSecret(tracker)];
    case 'jira':
      return tracker.email === null ? [tracker.token] : [tracker.email, tracker.token];
    case 'custom':
      return [];
  }
}

async function examineChannel(channel: ChannelConfig, folder: string): Promise<Check> {
  switch (channel.type) {
    case 'stdout':
      return fine('channel', 'what it delivers is printed');
    case 'file': {
      const place = dirname(resolve(folder, channel.path));
      if (await isWritable(place)) return fine('channel', `${channel.path} can be written`);
      const message = `${place} cannot be written to`;
      return { state: 'wrong', code: 'channel-unwritable', message, remedy: 'change its permissions, or the "path" of the channel' };
    }
    case 'slack':
    case 'email':
    case 'issue':
    case 'webhook': {
      const message = `this version cannot deliver through ${channel.type} yet`;
      return { state: 'warning', code: 'channel-unsupported', message, remedy: 'use a channel of type stdout or file' };
    }
  }
}

/** Of a folder that is still to be made: whether it can be. */
async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return (await stat(folder)).isDirectory();
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isAbsent && dirname(folder) !== folder && isWritable(dirname(folder));
  }
}
