import { refused } from './failure.ts';
import type { Session } from './session.ts';

/** Throws under `--today`, unless the database is a sandbox: what is sent to people and trackers is of real days. */
export async function assertMaySend(session: Session): Promise<void> {
  const { workspace } = await session.store();
  if (session.globals.today === undefined || workspace.sandbox) return;
  throw refused({
    code: 'today-given',
    message: 'under --today nothing is sent: this database is of real work',
    remedy: 'leave --today out, or try things in a database made by closeout init --sandbox',
  });
}
