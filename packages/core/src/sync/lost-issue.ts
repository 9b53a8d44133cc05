import type { Drift, Link } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import type { Seen } from '../tracker/port.ts';
import { mirrorChange } from './mirror-entity.ts';

/** What a strong read showed of an issue that cannot be written to. */
export type Lost = Exclude<Seen, { readonly state: 'present' }>;

/** The link to an issue that is no longer there: said once, and never created again. One that cannot be made out is not lost. */
export function recordLost(link: Link, { state: seen }: Pick<Lost, 'state'>): readonly Change[] {
  if (seen === 'unreadable') return [{ op: 'drift', drift: unreadable(link) }];
  const state = seen === 'not-an-issue' ? 'gone' : seen;
  const code: Drift['code'] = state === 'gone' ? 'deleted' : state;
  const next: Link = { ...link, state, pending: false };
  const message = `${link.issue.url} ${WORDS[state]}; nothing is created in its place`;
  const drift: Drift = { item: link.item, tracker: link.tracker, issue: link.issue, code, field: null, message, saved: null };
  return [{ op: 'link', link: next }, { op: 'drift', drift }, mirrorChange(next, { conflicts: [], isNew: false })];
}

/** Nothing is known of the issue: neither side is written until it can be read. */
export function unreadable({ item, tracker, issue }: Pick<Link, 'item' | 'tracker' | 'issue'>): Drift {
  const message = `${issue.url} is there, but not in a form that can be read; nothing crosses until it is`;
  return { item, tracker, issue, code: 'unreadable', field: null, message, saved: null };
}

const WORDS = { gone: 'was deleted', hidden: 'is deleted or no longer visible to us', moved: 'was moved elsewhere' } as const;
