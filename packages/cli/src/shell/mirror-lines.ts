import type { Change, ItemUid, Link, MirrorView, Wish } from '@closeout/core';

/** Links and wishes as `changes` leave them. */
export function mirrorsAfter(
  view: MirrorView,
  changes: readonly Change[],
): { readonly links: readonly Link[]; readonly wishes: readonly Wish[] } {
  const links = new Map(view.links.map((link) => [`${link.item} ${link.tracker}`, link]));
  const wishes = new Map(view.wishes.map((wish) => [wish.item, wish]));
  for (const change of changes) {
    if (change.op === 'link') links.set(`${change.link.item} ${change.link.tracker}`, change.link);
    if (change.op === 'wish') wishes.set(change.wish.item, change.wish);
    if (change.op === 'wish.end') wishes.delete(change.item);
  }
  return { links: [...links.values()], wishes: [...wishes.values()] };
}

/** What `changes` mean for the mirror of one item, in words. */
export function mirrorLines({
  view,
  changes,
  uid,
}: {
  readonly view: MirrorView;
  readonly changes: readonly Change[];
  readonly uid: ItemUid;
}): readonly string[] {
  const live = view.links.find(({ item, state }) => item === uid && state === 'live') ?? null;
  const lines: string[] = [];
  for (const change of changes) {
    if (change.op === 'wish' && change.wish.item === uid) lines.push(wishLine(change.wish, live));
    if (change.op === 'wish.end' && change.item === uid) lines.push('what was asked for is taken back');
    if (change.op === 'link' && change.link.item === uid)
      lines.push(`is no longer linked to ${change.link.issue.url}; no sync creates another issue`);
    if (change.op === 'drift' && change.drift.item === uid) lines.push(`${change.drift.issue?.url} is closed as a duplicate first`);
  }
  return lines.length > 0 ? lines : live === null ? [] : [`has its mirror: ${live.issue.url}`];
}

function wishLine(wish: Wish, live: Link | null): string {
  if (wish.want === 'adopt') return `adopts ${wish.url} with the next sync`;
  const place = wish.tracker === null ? 'a new issue' : `its issue in ${wish.tracker}`;
  return live === null
    ? `gets ${place} with the next sync`
    : `gets ${place} with the next sync; ${live.issue.url} is closed as a duplicate first`;
}
