import type { ItemUid } from '../model/id.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { linkEnded } from './link-made.ts';
import { mirroredItem, toEach } from './mirrored-item.ts';

/**
 * The links of these items become tombstones: their issues stay as they are, nothing crosses any more, and no sync creates
 * another until somebody asks for one. `view` is `mirrors({ of: 'items' })` of the items.
 */
export function planUnlink(
  view: MirrorView,
  uids: readonly ItemUid[],
  { config }: { readonly config: { readonly idPrefix: string } },
): Result<readonly Change[]> {
  return toEach(uids, (uid) => {
    const found = mirroredItem(view, uid, config);
    if (!found.ok) return found;
    const { name, links, wish } = found.value;
    if (links.length === 0 && wish === null) {
      return fault('no-mirror', `${name} has no mirror.`, 'See what the next sync would do: closeout plan');
    }
    const counting = links.filter(({ state }) => state !== 'tombstone');
    const ended = counting.flatMap((link) => linkEnded(link, { records: view, reason: 'unlinked' }));
    const trackers = new Set(counting.map(({ tracker }) => tracker));
    const others = view.drifts.filter((drift) => drift.item === uid && !trackers.has(drift.tracker));
    return ok([
      ...ended,
      ...others.map((drift): Change => ({ op: 'drift.end', drift })),
      ...(wish === null ? [] : [{ op: 'wish.end', item: uid } as const]),
    ]);
  });
}
