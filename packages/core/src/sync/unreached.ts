import type { Drift, Issue, TrackerName } from '../model/mirror.ts';
import type { MirrorView } from '../store/port.ts';
import { isSameIssue } from './followed.ts';
import type { Reach } from './twin.ts';

/** What a tracker lists. */
export interface Listed {
  readonly tracker: TrackerName;
  readonly issues: readonly Issue[];
}

/** Mirrors in a tracker that is configured no more, and that are listed nowhere else: no sync looks at them. */
export function unreached(
  { links }: MirrorView,
  { listed, reach }: { readonly listed: readonly Listed[]; readonly reach: Reach },
): readonly Drift[] {
  return links
    .filter(({ state, tracker }) => state === 'live' && !reach.now.has(tracker))
    .filter((link) => !listed.some(({ tracker, issues }) => issues.some((issue) => isSameIssue(link, { issue, tracker }))))
    .map(({ item, tracker, issue }) => {
      const message = `${issue.url} is in ${tracker}, which is configured no more: nothing crosses`;
      return { item, tracker, issue, code: 'unreached', field: null, message, saved: null };
    });
}
