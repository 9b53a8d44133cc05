import type { ItemUid } from '../model/id.ts';
import type { Instant } from '../model/instant.ts';
import type { Drift, Intent, Issue, Link, Wish } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { followed, isSameIssue } from './followed.ts';
import { linkFound, mayBeMirror } from './link-found.ts';
import type { Terms } from './terms.ts';

/**
 * Issues carrying our marker that no link of this tracker names, lowest id first. What becomes of one:
 *
 * | the item's link                                   | the issue                   | then                             |
 * |---------------------------------------------------|-----------------------------|----------------------------------|
 * | names this very issue under another tracker's name | any                        | the link follows it              |
 * | any                                               | not made by us              | drift: `stranger`                |
 * | none                                              | ours                        | it is the mirror                 |
 * | its issue was moved, and nobody asked for another | ours, open                  | the link follows it              |
 * | ended, and a create is in doubt                   | ours, open                  | it is the mirror                 |
 * | otherwise                                         | ours, open                  | drift: `twin`                    |
 */
export class MarkedIssues {
  readonly #view: MirrorView;
  readonly #terms: Terms;
  readonly #trusted: readonly string[];
  readonly #at: Instant;
  readonly #items: ReadonlySet<ItemUid>;
  readonly #links: ReadonlyMap<ItemUid, readonly Link[]>;
  /** Creates in doubt, in this tracker. */
  readonly #intents: ReadonlyMap<ItemUid, Intent>;
  readonly #wishes: ReadonlyMap<ItemUid, Wish>;
  /** What drift is recorded of this tracker, by code and issue. */
  readonly #known: ReadonlyMap<string, Drift>;
  readonly #linked = new Set<ItemUid>();
  readonly #twinned = new Set<ItemUid>();

  constructor(view: MirrorView, context: { readonly terms: Terms; readonly trusted: readonly string[]; readonly at: Instant }) {
    const { tracker } = context.terms;
    this.#view = view;
    this.#terms = context.terms;
    this.#trusted = context.trusted;
    this.#at = context.at;
    this.#items = new Set(view.items.map(({ item }) => item.uid));
    this.#links = Map.groupBy(view.links, ({ item }) => item);
    this.#intents = new Map(view.intents.filter((open) => open.tracker === tracker).map((open) => [open.item, open]));
    this.#wishes = new Map(view.wishes.map((wish) => [wish.item, wish]));
    this.#known = new Map(view.drifts.filter((drift) => drift.tracker === tracker).map((one) => [`${one.code} ${one.issue?.id}`, one]));
  }

  record(issue: Issue): readonly Change[] {
    const marker = issue.markers.find(({ workspace }) => workspace === this.#view.workspace.id);
    if (marker === undefined) return [];
    const { item } = marker;
    if (!this.#items.has(item)) {
      return this.#drift(issue, {
        item,
        code: 'orphan',
        message: `${issue.url} carries our marker for an item that this database does not know`,
      });
    }
    const before = this.#links.get(item) ?? [];
    const { tracker } = this.#terms;
    const same = before.find((link) => link.tracker !== tracker && isSameIssue(link, { issue, tracker }));
    if (same !== undefined) return this.#follow(same, issue);
    if (issue.author === null || !this.#trusted.includes(issue.author)) {
      const message = `${issue.url} carries our marker but was created by ${issue.author ?? 'nobody'}, not by an account of ours`;
      return this.#drift(issue, { item, code: 'stranger', message });
    }
    const intent = this.#intents.get(item) ?? null;
    const wish = this.#wishes.get(item) ?? null;
    if (wish?.want === 'adopt' && sameUrl(wish.url, issue.url)) return [];
    const isOpen = issue.status.category !== 'done';
    const moved = before.find(({ state }) => state === 'moved');
    const isWaitedFor = moved !== undefined && intent === null && wish === null && !before.some(({ state }) => state === 'live');
    if (isWaitedFor && isOpen && !this.#linked.has(item)) return this.#follow(moved, issue);
    // After a link that a person ended, only the create that they asked for makes the next one.
    const isFree = intent === null ? before.length === 0 : before.every(({ state }) => state === 'tombstone');
    if (!mayBeMirror(issue, { before, tracker }) || !isFree || this.#linked.has(item)) {
      const rival = this.#known.get(`rival ${issue.id}`);
      if (!isOpen) return rival === undefined ? [] : [{ op: 'drift.end', drift: rival }];
      this.#twinned.add(item);
      if (rival !== undefined) return [];
      return this.#drift(issue, { item, code: 'twin', message: `${issue.url} is a second issue for the same item` });
    }
    this.#linked.add(item);
    return linkFound({ issue, intent, terms: this.#terms, item, at: this.#at, before, wish });
  }

  /** A link that ended stays ended, and gives way to another of its item in this tracker. */
  #follow(link: Link, issue: Issue): readonly Change[] {
    const { tracker } = this.#terms;
    const here = this.#links.get(link.item)?.find((other) => other !== link && other.tracker === tracker);
    const isTombstone = link.state === 'tombstone';
    if (here !== undefined && (isTombstone || here.state !== 'tombstone')) return [];
    if (!isTombstone) this.#linked.add(link.item);
    return followed(link, { issue, tracker, at: this.#at, view: this.#view });
  }

  /** Links whose item got a twin are looked at again, unless `changes` say so already. */
  linksWithTwins(changes: readonly Change[]): readonly Change[] {
    const touched = new Set(changes.map((change) => (change.op === 'link' ? change.link.item : null)));
    return this.#view.links
      .filter((link) => this.#twinned.has(link.item) && !touched.has(link.item))
      .map((link) => ({ op: 'link', link: { ...link, pending: true } }));
  }

  #drift({ id, key, url }: Issue, { item, code, message }: Pick<Drift, 'item' | 'code' | 'message'>): readonly Change[] {
    if (this.#known.has(`${code} ${id}`)) return [];
    const { tracker } = this.#terms;
    return [{ op: 'drift', drift: { item, tracker, issue: { id, key, url }, code, field: null, message, saved: null } }];
  }
}

function sameUrl(a: string, b: string): boolean {
  const plain = (url: string) => url.replace(/\/+$/, '').toLowerCase();
  return plain(a) === plain(b);
}
