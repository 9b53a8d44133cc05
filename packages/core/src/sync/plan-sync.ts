import type { Config } from '../config/config.ts';
import { displayId } from '../model/display-id.ts';
import type { IncidentUid, ItemUid } from '../model/id.ts';
import type { Incident } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import type { Conflict, Drift, Intent, Link, Refusal, TrackerName, Wish } from '../model/mirror.ts';
import type { Change, MirrorView, VersionedItem } from '../store/port.ts';
import { isSameMarker } from '../tracker/marker.ts';
import { detailsIn } from './details.ts';
import { firstIssue, type Placing } from './first-issue.ts';
import { leaving } from './leaving.ts';
import { notesOn } from './link-notes.ts';
import { judgeLink } from './link-verdict.ts';
import { patchOf } from './patch.ts';
import { type Named, PLAN_ORDER, type PlanChange, type PlanTarget, type SyncPlan } from './plan.ts';
import { refusalsOver } from './refusals-over.ts';
import { isStill } from './still.ts';
import { type Terms, termsOf } from './terms.ts';
import { twinCase } from './twin.ts';
import { withheld } from './withheld.ts';

/** The plan, and what to record of it whatever becomes of it: fields that met, conflicts, drift. */
export interface PlannedSync {
  readonly plan: SyncPlan;
  readonly notes: readonly Change[];
}

/**
 * What would bring both sides in step. Sees only the store, and of it only what can have moved; pure, sorted and
 * serialisable. What becomes of one item:
 *
 * | link             | item                              | change                      |
 * |------------------|-----------------------------------|-----------------------------|
 * | live             | any field out of step             | `pull`, `update`, or both   |
 * | live             | is to move to another tracker     | `pull`, then `duplicate`    |
 * | tombstone, gone … | nobody wished for another issue  | –                           |
 * | none             | has an intent                     | `settle`                    |
 * | none, or a wish  | see `firstIssue`                  | `adopt`, `create` or `wait` |
 */
export function planSync(
  view: MirrorView,
  { config, targets }: { readonly config: Config; readonly targets: readonly PlanTarget[] },
): PlannedSync {
  const planner = new Planner(view, config, targets);
  for (const item of [...view.items].sort((a, b) => a.item.number - b.item.number)) planner.item(item);
  planner.twins();
  return planner.result();
}

class Planner {
  readonly #view: MirrorView;
  readonly #config: Config;
  readonly #targets: ReadonlyMap<TrackerName, PlanTarget>;
  readonly #terms: ReadonlyMap<TrackerName, Terms>;
  readonly #links: ReadonlyMap<ItemUid, readonly Link[]>;
  readonly #placing: Placing;
  readonly #wishes: ReadonlyMap<ItemUid, Wish>;
  readonly #intents: ReadonlyMap<ItemUid, Intent>;
  readonly #refusals: ReadonlyMap<ItemUid, readonly Refusal[]>;
  readonly #drifts: ReadonlyMap<ItemUid | null, readonly Drift[]>;
  readonly #incidents: ReadonlyMap<IncidentUid | null, Incident>;
  readonly #details: (item: ActionItem) => string;
  readonly #changes: PlanChange[] = [];
  readonly #notes: Change[] = [];
  readonly #recorded: ReadonlyMap<ItemUid, readonly Conflict[]>;
  readonly #begun: Conflict[] = [];
  readonly #ended = new Set<Conflict>();

  constructor(view: MirrorView, config: Config, targets: readonly PlanTarget[]) {
    this.#view = view;
    this.#config = config;
    this.#targets = new Map(targets.map((target) => [target.tracker, target]));
    this.#terms = new Map(targets.map(({ tracker, config: own }) => [tracker, termsOf(tracker, own, config)]));
    this.#links = Map.groupBy(view.links, ({ item }) => item);
    this.#placing = { workspace: view.workspace.id, config, targets: this.#targets, terms: this.#terms };
    this.#wishes = new Map(view.wishes.map((wish) => [wish.item, wish]));
    this.#intents = new Map(view.intents.map((intent) => [intent.item, intent]));
    this.#refusals = Map.groupBy(view.refusals, ({ item }) => item);
    this.#drifts = Map.groupBy(view.drifts, ({ item }) => item);
    this.#incidents = new Map(view.incidents.map((incident) => [incident.uid, incident]));
    this.#details = detailsIn(view, config);
    this.#recorded = Map.groupBy(view.conflicts, ({ item }) => item);
  }

  item(versioned: VersionedItem): void {
    const { item } = versioned;
    const links = this.#links.get(item.uid) ?? [];
    const intent = this.#intents.get(item.uid);
    if (intent !== undefined) {
      if (this.#targets.has(intent.tracker)) this.#changes.push({ kind: 'settle', ...this.#named(versioned, intent.tracker) });
    } else if (links.length === 0 || (this.#wishes.has(item.uid) && !links.some(({ state }) => state === 'live')))
      this.#unlinked(versioned);
    for (const link of links) if (link.state === 'live' && this.#targets.has(link.tracker)) this.#linked(versioned, link);
  }

  #unlinked(versioned: VersionedItem): void {
    const { item } = versioned;
    const change = firstIssue(
      {
        item,
        incident: this.#incidents.get(item.incident) ?? null,
        wish: this.#wishes.get(item.uid) ?? null,
        refusals: this.#refusals.get(item.uid) ?? [],
        drifts: this.#drifts.get(item.uid) ?? [],
        details: () => this.#details(item),
        named: (tracker) => this.#named(versioned, tracker),
      },
      this.#placing,
    );
    if (change !== null) this.#changes.push(change);
  }

  #linked(versioned: VersionedItem, link: Link): void {
    const { item, seq } = versioned;
    const terms = this.#terms.get(link.tracker);
    const target = this.#targets.get(link.tracker);
    if (terms === undefined || target === undefined) return;
    const details = this.#details(item);
    const refusals = (this.#refusals.get(item.uid) ?? []).filter(({ tracker }) => tracker === link.tracker);
    if (!this.#hasRecords(item.uid) && refusals.length === 0 && isStill({ item, link, details, terms })) {
      if (link.pending || link.itemSeq !== seq) this.#notes.push({ op: 'link', link: { ...link, pending: false, itemSeq: seq } });
      return;
    }
    const sides = { item, link, details, terms, authority: this.#config.sync.authority, refusals };
    const verdict = judgeLink(sides);
    this.#notes.push(...refusalsOver(sides, verdict));
    const named = this.#named(versioned, link.tracker);
    const at = { ...named, key: link.issue.key, url: link.issue.url };
    if (verdict.pulls.length > 0) this.#changes.push({ kind: 'pull', ...at, fields: verdict.pulls });
    const wish = this.#wishes.get(item.uid) ?? null;
    const incident = this.#incidents.get(item.incident) ?? null;
    const left = leaving(link, { item, wish, incident, named, isDrained: verdict.pulls.length === 0 }, this.#placing);
    this.#changes.push(...left.changes);
    this.#notes.push(...left.notes);
    const marker = { workspace: this.#view.workspace.id, item: item.uid };
    const isMarked = link.now.markers.some((has) => isSameMarker(has, marker));
    // An adopted issue gets it with its first update, unless the tracker would not have our text there.
    const needsMarker = !isMarked && link.pasts.details === undefined && !refusals.some(({ field }) => field === 'details');
    if (!left.leaves && (verdict.pushes.length > 0 || needsMarker)) {
      const patch = patchOf(item, { pushes: verdict.pushes, terms });
      const kept = withheld(target.config, { incident, config: this.#config });
      // What became confidential stays as it was shown last, until a person says what becomes of the issue.
      if (kept !== null) this.#changes.push({ kind: 'wait', ...named, ...kept });
      else this.#changes.push({ kind: 'update', ...at, fields: verdict.pushes, patch: needsMarker ? { ...patch, marker } : patch });
    }
    const conflicts = (this.#recorded.get(item.uid) ?? []).filter((conflict) => conflict.tracker === link.tracker);
    const { notes, begun, ended } = notesOn({ link, seq, drifts: this.#drifts.get(item.uid) ?? [], conflicts }, verdict);
    this.#notes.push(...notes);
    this.#begun.push(...begun);
    for (const conflict of ended) this.#ended.add(conflict);
  }

  /** Something was asked, found or left open before: even where nothing moved, that has to be judged again. */
  #hasRecords(item: ItemUid): boolean {
    return this.#wishes.has(item) || this.#recorded.has(item) || this.#drifts.has(item);
  }

  /** Further issues for an item that has its mirror. */
  twins(): void {
    const twins = this.#view.drifts.filter(({ code }) => code === 'twin');
    if (twins.length === 0) return;
    const items = new Map<ItemUid | null, VersionedItem>(this.#view.items.map((versioned) => [versioned.item.uid, versioned]));
    const reach = { now: new Set(this.#targets.keys()), isWhole: false };
    for (const twin of twins) {
      const { item: uid, tracker, issue } = twin;
      const item = items.get(uid);
      if (item === undefined || issue === null || !this.#targets.has(tracker)) continue;
      const { next } = twinCase(twin, this.#view, reach);
      if (next !== 'close' && next !== 'look') continue;
      this.#changes.push({ kind: 'duplicate', ...this.#named(item, tracker), issue });
    }
  }

  result(): PlannedSync {
    const changes = this.#changes.toSorted((a, b) => PLAN_ORDER.indexOf(a.kind) - PLAN_ORDER.indexOf(b.kind));
    const again = new Set(this.#begun.map(fieldKey));
    const open = this.#view.conflicts.filter((known) => known.won === null && !this.#ended.has(known) && !again.has(fieldKey(known)));
    return { plan: { version: 1, changes, conflicts: [...open, ...this.#begun], waiting: this.#view.waiting }, notes: this.#notes };
  }

  #named({ item }: VersionedItem, tracker: TrackerName): Named {
    return { item: displayId(this.#config, item), uid: item.uid, tracker };
  }
}

function fieldKey({ item, tracker, field }: Conflict): string {
  return `${item} ${tracker} ${field}`;
}
