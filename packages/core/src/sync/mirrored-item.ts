import { displayId } from '../model/display-id.ts';
import type { ItemUid } from '../model/id.ts';
import type { ActionItem } from '../model/item.ts';
import type { Link, Wish } from '../model/mirror.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Change, MirrorView } from '../store/port.ts';

/** An item whose mirror a person may decide on, and how it stands. */
export interface Mirrored {
  readonly item: ActionItem;
  /** `AI-7`. */
  readonly name: string;
  readonly links: readonly Link[];
  readonly live: Link | null;
  readonly wish: Wish | null;
}

/** Refused for what is no item, for a proposal, and while a create of it is in doubt. */
export function mirroredItem(view: MirrorView, uid: ItemUid, config: { readonly idPrefix: string }): Result<Mirrored> {
  const item = view.items.find((versioned) => versioned.item.uid === uid)?.item;
  if (item === undefined) return fault('unknown-item', `There is no action item ${uid}.`, 'List the items with: closeout list --all');
  const name = displayId(config, item);
  if (item.state.status === 'proposed')
    return fault('not-accepted', `${name} is only proposed.`, `Accept it first: closeout accept ${name}`);
  if (view.intents.some((intent) => intent.item === uid)) {
    return fault('in-doubt', `Nobody knows yet whether the issue of ${name} was created.`, 'Let a sync find out first: closeout sync');
  }
  const links = view.links.filter((link) => link.item === uid);
  const live = links.find(({ state }) => state === 'live') ?? null;
  return ok({ item, name, links, live, wish: view.wishes.find((wish) => wish.item === uid) ?? null });
}

/** The changes for all, or the first fault. */
export function toEach(uids: readonly ItemUid[], plan: (uid: ItemUid) => Result<readonly Change[]>): Result<readonly Change[]> {
  const changes: Change[] = [];
  for (const uid of new Set(uids)) {
    const planned = plan(uid);
    if (!planned.ok) return planned;
    changes.push(...planned.value);
  }
  return ok(changes);
}
