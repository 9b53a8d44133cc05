import type { Drift, IssueKey, Link, TrackerName } from '../model/mirror.ts';
import type { MirrorView } from '../store/port.ts';

/** Trackers that can be asked in this run, and those whose turn comes in another run. */
export interface Reach {
  readonly now: ReadonlySet<TrackerName>;
  /** True when every configured tracker takes part: what is not among them is nowhere. */
  readonly isWhole: boolean;
}

/** What may be done about a second issue: see {@link twinCase}. */
export type TwinCase =
  | { readonly next: 'close' }
  | { readonly next: 'look'; readonly mirror: Link }
  | { readonly next: 'follow' | 'leave' | 'none' }
  | { readonly next: 'unclear'; readonly why: string };

/**
 * A second issue is closed only while somebody has surely another. Before that is known:
 *
 * | the item has                              | then                                                    |
 * |-------------------------------------------|---------------------------------------------------------|
 * | this issue as its mirror                  | `none`: it is no second one                             |
 * | a mirror in a tracker that can be asked   | `look`: only a strong read says that it is there        |
 * | a mirror in one whose turn is another run | `leave`                                                 |
 * | a mirror in one that is configured no more | `unclear`                                              |
 * | no mirror, and a person asked for another | `close`                                                 |
 * | no mirror, since its issue was moved      | `follow`: this may be where it went                     |
 * | no mirror otherwise                       | `unclear`: what was deleted or unlinked makes no other one a double |
 */
export function twinCase({ item, tracker, issue }: Drift, view: Pick<MirrorView, 'links' | 'wishes'>, reach: Reach): TwinCase {
  const links = view.links.filter((link) => link.item === item);
  const mirror = links.find(({ state }) => state === 'live');
  if (mirror !== undefined) {
    if (mirror.tracker === tracker && mirror.issue.id === issue?.id) return { next: 'none' };
    if (reach.now.has(mirror.tracker)) return { next: 'look', mirror };
    if (!reach.isWhole) return { next: 'leave' };
    return { next: 'unclear', why: `its item's mirror ${mirror.issue.url} is in ${mirror.tracker}, which is configured no more` };
  }
  if (view.wishes.some((wish) => wish.item === item)) return { next: 'close' };
  if (links.some(({ state }) => state === 'moved')) return { next: 'follow' };
  const lost = links.find(({ state }) => state !== 'tombstone') ?? links[0];
  return { next: 'unclear', why: lost === undefined ? 'its item has no mirror' : lostWords(lost) };
}

/** The second issue as one that is left alone until a person decides. */
export function asRival(twin: Drift, why: string): Drift {
  return { ...twin, code: 'rival', message: `${twin.issue?.url} carries our marker and is not closed as a double: ${why}` };
}

/** Said of a mirror that lost the marker while another issue carries it. */
export function unmarkedWords({ url }: IssueKey): string {
  return `its item's mirror ${url} carries our marker no more`;
}

export function lostWords({ issue, state }: Pick<Link, 'issue' | 'state'>): string {
  switch (state) {
    case 'gone':
      return `its item's mirror ${issue.url} was deleted`;
    case 'hidden':
      return `its item's mirror ${issue.url} is deleted or no longer visible to us`;
    case 'moved':
      return `its item's mirror ${issue.url} was moved elsewhere`;
    case 'tombstone':
      return `the link of its item to ${issue.url} was ended`;
    case 'live':
      return `its item's mirror is ${issue.url}`;
  }
}
