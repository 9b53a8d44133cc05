import { parse, v5 } from 'uuid';
import { newUid, type Uid, type WorkspaceId } from './id.ts';
import type { Instant } from './instant.ts';

/**
 * New uids from a snapshot's moment and chance, one at each call, so that a planner stays a pure function:
 * the same snapshot gives the same uids, two snapshots never do.
 */
export function mintFrom(snapshot: {
  readonly workspace: { readonly id: WorkspaceId };
  readonly at: Instant;
  readonly nonce: string;
}): <Id extends Uid>() => Id {
  let drawn = 0;
  return <Id extends Uid>() => {
    drawn += 1;
    return newUid<Id>(snapshot.at, () => parse(v5(`${snapshot.nonce}/${drawn}`, snapshot.workspace.id)));
  };
}
