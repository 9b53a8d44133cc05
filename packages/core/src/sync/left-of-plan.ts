import type { Link } from '../model/mirror.ts';
import type { PlanChange } from './plan.ts';

/**
 * What is left to do of a plan that was made earlier, where `now` is what would be done today: `null` when something that it names
 * has moved since. What it does not name is none of its business, and stays for the next sync.
 *
 * | in the earlier plan     | now                                        | then          |
 * |-------------------------|--------------------------------------------|---------------|
 * | wait, settle            |                                            | nothing       |
 * | any other               | planned just so                            | it is left    |
 * | create, adopt           | the item has its mirror there              | it is done    |
 * | create                  | whether it happened is not known yet       | it is begun   |
 * | update, pull, duplicate | nothing is planned for the item there      | it is done    |
 * | any other               |                                            | it has moved  |
 */
export function leftOfPlan(
  earlier: readonly PlanChange[],
  { now, links }: { readonly now: readonly PlanChange[]; readonly links: readonly Link[] },
): readonly PlanChange[] | null {
  const planned = new Map(now.map((change) => [JSON.stringify(change), change]));
  const ofItem = Map.groupBy(now, placeOf);
  const mirrors = new Set(links.filter(({ state }) => state === 'live').map(placeOf));
  const left: PlanChange[] = [];
  for (const change of earlier) {
    const same = planned.get(JSON.stringify(change));
    const here = ofItem.get(placeOf(change)) ?? [];
    switch (change.kind) {
      case 'wait':
      case 'settle':
        break;
      case 'create':
      case 'adopt':
        if (same !== undefined) left.push(same);
        else if (!mirrors.has(placeOf(change)) && !here.some(({ kind }) => kind === 'settle')) return null;
        break;
      case 'update':
      case 'pull':
      case 'duplicate':
        if (same !== undefined) left.push(same);
        else if (here.length > 0) return null;
        break;
    }
  }
  return left;
}

function placeOf(at: PlanChange | Link): string {
  return `${'uid' in at ? at.uid : at.item} ${at.tracker}`;
}
