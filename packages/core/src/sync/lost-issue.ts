import type { Drift, Link } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import type { Seen } from '../tracker/port.ts';
import { mirrorChange } from './mirror-entity.ts';

/** What a strong read showed of an issue that can no longer be written to. */
export type Lost = Exclude<Seen, { readonly state: 'present' }>;

/** The link to an issue that is no longer there: said once, and never created again. */
export function recordLost(link: Link, { state: seen }: Pick<Lost, 'state'>): readonly Change[] {
  const state = seen === 'not-an-issue' ? 'gone' : seen;
  const code: Drift['code'] = state === 'gone' ? 'deleted' : state;
  const next: Link = { ...link, state, pending: false };
  const message = `${link.issue.url} ${WORDS[state]}; nothing is created in its place`;
  const drift: Drift = { item: link.item, tracker: link.tracker, issue: link.issue, code, field: null, message, saved: null };
  return [{ op: 'link', link: next }, { op: 'drift', drift }, mirrorChange(next, { conflicts: [], isNew: false })];
}

const WORDS = { gone: 'was deleted', hidden: 'is deleted or no longer visible to us', moved: 'was moved elsewhere' } as const;
