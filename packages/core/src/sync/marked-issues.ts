import type { ItemUid } from '../model/id.ts';
import type { Instant } from '../model/instant.ts';
import type { Drift, Intent, Issue, Link, Wish } from '../model/mirror.ts';
import type { Change, MirrorView } from '../store/port.ts';
import { linkFound, mayBeMirror } from './link-found.ts';
import type { Terms } from './terms.ts';

/** Issues carrying our marker, lowest id first: the first becomes the mirror of an item that has none, the others are twins. */
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
  readonly #known: ReadonlySet<string>;
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
    this.#known = new Set(view.drifts.filter((drift) => drift.tracker === tracker).map(({ code, issue }) => `${code} ${issue?.id}`));
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
    if (issue.author === null || !this.#trusted.includes(issue.author)) {
      const message = `${issue.url} carries our marker but was created by ${issue.author ?? 'nobody'}, not by an account of ours`;
      return this.#drift(issue, { item, code: 'stranger', message });
    }
    const before = this.#links.get(item) ?? [];
    const intent = this.#intents.get(item) ?? null;
    // After a link that a person ended, only the create that they asked for makes the next one.
    const isFree = intent === null ? before.length === 0 : before.every(({ state }) => state === 'tombstone');
    const { tracker } = this.#terms;
    if (!mayBeMirror(issue, { before, tracker }) || !isFree || this.#linked.has(item)) {
      if (issue.status.category === 'done') return [];
      this.#twinned.add(item);
      return this.#drift(issue, { item, code: 'twin', message: `${issue.url} is a second issue for the same item` });
    }
    this.#linked.add(item);
    return linkFound({ issue, intent, terms: this.#terms, item, at: this.#at, before, wish: this.#wishes.get(item) ?? null });
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
