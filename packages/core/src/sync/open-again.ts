import type { Drift, Issue, Link } from '../model/mirror.ts';
import type { MirrorView } from '../store/port.ts';

/** A former mirror that was closed when last looked at, and that somebody opened again while its item has another. */
export function openAgain(link: Link, { issue, view }: { readonly issue: Issue; readonly view: Pick<MirrorView, 'links'> }): Drift | null {
  const { item, tracker, now } = link;
  const isReopened = now.status.category === 'done' && issue.status.category !== 'done' && issue.updatedAt >= now.updatedAt;
  const mirror = view.links.find((other) => other.item === item && other.state === 'live');
  if (link.state !== 'tombstone' || !isReopened || mirror === undefined) return null;
  const { id, key, url } = issue;
  const message = `${url} was the mirror once and is open again; the mirror is ${mirror.issue.url}, and nothing crosses here`;
  return { item, tracker, issue: { id, key, url }, code: 'open-again', field: null, message, saved: null };
}
