import { epochMsOf } from '../model/instant.ts';
import type { Intent } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import type { Found } from '../tracker/port.ts';
import { linkFound, mayBeMirror } from './link-found.ts';
import { compareIds } from './record-pull.ts';
import type { Terms } from './terms.ts';

/**
 * What a `find` says of creates in doubt, both ends by the tracker's clock:
 *
 * | found | first empty find            | then                                        |
 * |-------|-----------------------------|---------------------------------------------|
 * | yes   | –                           | link the lowest id, report the others       |
 * | no    | none yet                    | this one is it: the settle window runs      |
 * | no    | less than `settleMs` ago    | wait                                        |
 * | no    | `settleMs` ago or longer    | it did not happen: free for another attempt |
 */
export function settle(
  view: MirrorView,
  {
    intents,
    found,
    terms,
    settleMs,
  }: { readonly intents: readonly Intent[]; readonly found: Found; readonly terms: Terms; readonly settleMs: number },
): readonly Change[] {
  const accounts = [...(view.accounts[terms.tracker] ?? [])];
  const changes: Change[] = [];
  if (found.account !== null && !accounts.includes(found.account)) {
    accounts.push(found.account);
    changes.push({ op: 'account', tracker: terms.tracker, account: found.account });
  }
  for (const intent of intents) {
    const before = view.links.filter(({ item }) => item === intent.item);
    const mine = found.issues
      .filter((issue) => mayBeMirror(issue, { before, tracker: terms.tracker }))
      .filter((issue) => issue.author !== null && accounts.includes(issue.author))
      .filter((issue) => issue.markers.some(({ workspace, item }) => workspace === intent.marker.workspace && item === intent.item))
      .sort((a, b) => compareIds(a.id, b.id));
    const [first, ...twins] = mine;
    if (first !== undefined) {
      const wish = view.wishes.find(({ item }) => item === intent.item) ?? null;
      changes.push(...linkFound({ issue: first, intent, terms, item: intent.item, at: found.at, before, wish }));
      for (const twin of twins) {
        if (twin.status.category === 'done') continue;
        const { id, key, url } = twin;
        const message = `${url} is a second issue for the same item`;
        changes.push({
          op: 'drift',
          drift: { item: intent.item, tracker: terms.tracker, issue: { id, key, url }, code: 'twin', field: null, message, saved: null },
        });
      }
      continue;
    }
    const since = intent.firstEmptyFindAt ?? found.at;
    const isOver = epochMsOf(found.at) - epochMsOf(since) >= settleMs;
    if (isOver) changes.push({ op: 'intent.clear', item: intent.item });
    else if (intent.firstEmptyFindAt === null) changes.push({ op: 'intent', intent: { ...intent, firstEmptyFindAt: since } });
  }
  return changes;
}
