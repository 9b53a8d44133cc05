import { issueAt, planLink, planLinkNew } from '@closeout/core/sync';
import type { Command } from 'commander';
import { actOnMirrors } from '../shell/act-on-mirrors.ts';
import { wrongUsage } from '../shell/failure.ts';
import type { Session } from '../shell/session.ts';

interface LinkFlags {
  readonly create: boolean;
  readonly dryRun: boolean;
}

/** `closeout link`: which issue is to be the mirror of an item, or that a new one is. */
export function define(command: Command, session: Session): void {
  command
    .argument('<words...>', 'an item and the address of an issue; with --create: items, or - for ids on standard input')
    .usage('<id> <url> [options]\n       closeout link <id...> --create [options]')
    .option('--create', 'a new issue, whatever became of the one there was', false)
    .option('--dry-run', 'show what would happen', false)
    .action((words: readonly string[], flags: LinkFlags) => link(session, words, flags));
}

async function link(session: Session, words: readonly string[], { create, dryRun }: LinkFlags): Promise<void> {
  if (create) {
    await actOnMirrors(session, words, { dryRun, plan: (view, { uids, config }) => planLinkNew(view, uids, { config }) });
    return;
  }
  const [id, url, ...more] = words;
  if (id === undefined || url === undefined || more.length > 0 || !URL.canParse(url)) {
    throw wrongUsage(
      'link takes an item and the address of an issue',
      'closeout link AI-7 https://…/issues/12, or closeout link AI-7 --create',
    );
  }
  const { trackers } = await session.config();
  await actOnMirrors(session, [id], {
    dryRun,
    keys: trackers.flatMap((tracker) => issueAt(url, tracker)?.key ?? []),
    plan: (view, { uids: [uid], config }) => (uid === undefined ? { ok: true, value: [] } : planLink(view, uid, { url, config })),
  });
}
