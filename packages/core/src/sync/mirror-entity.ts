import type { EntityChange } from '../model/event.ts';
import { derivedUid, type Uid } from '../model/id.ts';
import type { Link, MirrorState, SyncField } from '../model/mirror.ts';

/** What the log keeps of a link: enough for lists and reports of any day. */
export function mirrorStateOf(link: Link, conflicts: readonly SyncField[]): MirrorState {
  return {
    type: 'mirror',
    uid: derivedUid<Uid>(link.item, 'mirror', link.tracker),
    item: link.item,
    tracker: link.tracker,
    key: link.issue.key,
    url: link.issue.url,
    state: link.state,
    conflicts: [...conflicts].sort(),
  };
}

/** The change that records it. */
export function mirrorChange(
  link: Link,
  {
    conflicts,
    isNew,
    reason = null,
  }: { readonly conflicts: readonly SyncField[]; readonly isNew: boolean; readonly reason?: string | null },
): EntityChange {
  return { op: isNew ? 'create' : 'update', entity: mirrorStateOf(link, conflicts), reason };
}
