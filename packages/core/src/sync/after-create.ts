import type { Instant } from '../model/instant.ts';
import { type Intent, type Issue, type Link, type Refusal, SYNC_FIELDS, type Wish } from '../model/mirror.ts';
import type { Change } from '../store/port.ts';
import type { Created, FieldRefusal } from '../tracker/port.ts';
import { linkMade } from './link-made.ts';
import { isLeftOut } from './outcome.ts';
import { refusalDigest } from './refused.ts';
import { pastsOfCreated } from './sent-create.ts';
import type { Terms } from './terms.ts';

/** What the answer to one draft means for the store. In doubt, the intent stays as it is. */
export function afterCreate(
  intent: Intent,
  {
    created,
    terms,
    at,
    before,
    wish,
  }: {
    readonly created: Created;
    readonly terms: Terms;
    readonly at: Instant;
    /** The item's links so far. */
    readonly before: readonly Link[];
    readonly wish: Wish | null;
  },
): readonly Change[] {
  const clear: Change = { op: 'intent.clear', item: intent.item };
  switch (created.outcome) {
    case 'created':
      return [
        ...linkMade(linkOf(intent, { issue: created.issue, refused: created.refused, terms, at }), {
          before,
          fulfils: wish?.want === 'create',
        }),
        ...recordsOfCreate(intent, { issue: created.issue, refused: created.refused, terms }),
        clear,
      ];
    case 'refused':
      return [clear, { op: 'refusal', refusal: createRefusal(intent, { refusal: created.refusal, terms }) }];
    case 'later':
      return [clear];
    case 'in-doubt':
      return [];
  }
}

function linkOf(
  intent: Intent,
  {
    issue,
    refused,
    terms,
    at,
  }: { readonly issue: Issue; readonly refused: readonly FieldRefusal[]; readonly terms: Terms; readonly at: Instant },
): Link {
  const sent = intent.draft;
  const fields = refused
    .filter(isLeftOut)
    .map(({ field }) => field)
    .filter((field) => field !== 'create');
  const { id, key, url } = issue;
  return {
    item: intent.item,
    tracker: intent.tracker,
    issue: { id, key, url },
    pasts: pastsOfCreated(sent, { issue, terms, refused: fields }),
    now: issue,
    seenAt: at,
    state: 'live',
    pending: refused.length > 0 || Object.keys(sent.ours).length < SYNC_FIELDS.length,
    itemSeq: sent.itemSeq,
  };
}

/** The account that we wrote as, and what was left out. */
function recordsOfCreate(
  intent: Intent,
  { issue, refused, terms }: { readonly issue: Issue; readonly refused: readonly FieldRefusal[]; readonly terms: Terms },
): readonly Change[] {
  const changes: Change[] = [{ op: 'refusal.end', item: intent.item, tracker: intent.tracker, field: 'create' }];
  if (issue.author !== null) changes.push({ op: 'account', tracker: intent.tracker, account: issue.author });
  for (const refusal of refused) {
    const sent = refusal.field === 'create' ? null : (intent.draft.ours[refusal.field] ?? null);
    const digest = refusalDigest(refusal.field, { sent, terms, status: issue.status });
    changes.push({ op: 'refusal', refusal: { ...refusal, item: intent.item, tracker: intent.tracker, digest } });
  }
  return changes;
}

function createRefusal(intent: Intent, { refusal, terms }: { readonly refusal: FieldRefusal; readonly terms: Terms }): Refusal {
  return {
    ...refusal,
    field: 'create',
    item: intent.item,
    tracker: intent.tracker,
    digest: refusalDigest('create', { sent: intent.draft.draft, terms, status: null }),
  };
}
