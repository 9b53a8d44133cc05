import type { Config, TrackerConfig } from '../config/config.ts';
import { routeOf } from '../config/route.ts';
import { displayId } from '../model/display-id.ts';
import type { DocumentUid, IncidentUid, ItemUid } from '../model/id.ts';
import type { DocumentRecord, Incident } from '../model/incident.ts';
import { isUnfinished } from '../model/item.ts';
import type { Conflict, Drift, Intent, Link, Refusal, TrackerName } from '../model/mirror.ts';
import type { Change, MirrorView, VersionedItem } from '../store/port.ts';
import { renderDetails } from './details.ts';
import { notesOn } from './link-notes.ts';
import { judgeLink, refusalDigest } from './link-verdict.ts';
import { draftOf, patchOf } from './patch.ts';
import { PLAN_ORDER, type PlanChange, type SyncPlan } from './plan.ts';
import { issueAt } from './reference.ts';
import { type Terms, termsOf } from './terms.ts';

/** A tracker as the planner knows it: by its name there and by its configuration. */
export interface PlanTarget {
  readonly tracker: TrackerName;
  readonly config: TrackerConfig;
}

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
 * | tombstone, gone … | –                                | –                           |
 * | none             | has an intent                     | `settle`                    |
 * | none             | names an issue of a tracker       | `adopt`                     |
 * | none             | unfinished, its route names one   | `create`                    |
 * | none             | create refused, nothing changed   | `wait`                      |
 * | none             | finished, or its route names none | –                           |
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
  readonly #intents: ReadonlyMap<ItemUid, Intent>;
  readonly #refusals: ReadonlyMap<ItemUid, readonly Refusal[]>;
  readonly #drifts: ReadonlyMap<ItemUid | null, readonly Drift[]>;
  readonly #incidents: ReadonlyMap<IncidentUid | null, Incident>;
  readonly #documents: ReadonlyMap<DocumentUid | undefined, DocumentRecord>;
  readonly #changes: PlanChange[] = [];
  readonly #notes: Change[] = [];
  readonly #recorded: ReadonlyMap<ItemUid, readonly Conflict[]>;
  #conflicts: readonly Conflict[];

  constructor(view: MirrorView, config: Config, targets: readonly PlanTarget[]) {
    this.#view = view;
    this.#config = config;
    this.#targets = new Map(targets.map((target) => [target.tracker, target]));
    this.#terms = new Map(targets.map(({ tracker, config: own }) => [tracker, termsOf(tracker, own, config)]));
    this.#links = Map.groupBy(view.links, ({ item }) => item);
    this.#intents = new Map(view.intents.map((intent) => [intent.item, intent]));
    this.#refusals = Map.groupBy(view.refusals, ({ item }) => item);
    this.#drifts = Map.groupBy(view.drifts, ({ item }) => item);
    this.#incidents = new Map(view.incidents.map((incident) => [incident.uid, incident]));
    this.#documents = new Map(view.documents.map((document) => [document.uid, document]));
    this.#recorded = Map.groupBy(view.conflicts, ({ item }) => item);
    this.#conflicts = view.conflicts.filter(({ won }) => won === null);
  }

  item(versioned: VersionedItem): void {
    const { item } = versioned;
    const links = this.#links.get(item.uid) ?? [];
    const intent = this.#intents.get(item.uid);
    if (intent !== undefined) {
      if (this.#targets.has(intent.tracker)) this.#changes.push({ kind: 'settle', ...this.#named(versioned, intent.tracker) });
    } else if (links.length === 0) this.#unlinked(versioned);
    for (const link of links) if (link.state === 'live' && this.#targets.has(link.tracker)) this.#linked(versioned, link);
  }

  #unlinked(versioned: VersionedItem): void {
    const { item } = versioned;
    if (item.acceptedOn === null || !isUnfinished(item)) return;
    const adopted = this.#adoptable(item.references);
    if (adopted !== null) {
      const taken = (this.#drifts.get(item.uid) ?? []).find(({ code }) => UNADOPTABLE.has(code));
      if (taken === undefined) this.#changes.push({ kind: 'adopt', ...this.#named(versioned, adopted.tracker), url: adopted.url });
      else this.#changes.push({ kind: 'wait', ...this.#named(versioned, adopted.tracker), code: taken.code, message: taken.message });
      return;
    }
    const incident = this.#incidents.get(item.incident) ?? null;
    const route = routeOf(item, incident, this.#config);
    const target = [...this.#targets.values()].find(({ config }) => config.name === route?.name);
    const terms = target && this.#terms.get(target.tracker);
    if (target === undefined || terms === undefined) return;
    const draft = draftOf(item, {
      marker: { workspace: this.#view.workspace.id, item: item.uid },
      details: this.#details(versioned),
      terms,
    });
    const digest = refusalDigest('create', draft);
    const refusal = (this.#refusals.get(item.uid) ?? []).find((old) => old.field === 'create' && old.tracker === target.tracker);
    if (refusal?.digest === digest) {
      this.#changes.push({ kind: 'wait', ...this.#named(versioned, target.tracker), code: refusal.code, message: refusal.message });
    } else this.#changes.push({ kind: 'create', ...this.#named(versioned, target.tracker), draft });
  }

  #linked(versioned: VersionedItem, link: Link): void {
    const { item, seq } = versioned;
    const terms = this.#terms.get(link.tracker);
    if (terms === undefined) return;
    const verdict = judgeLink({
      item,
      link,
      details: this.#details(versioned),
      terms,
      authority: this.#config.sync.authority,
      refusals: this.#refusals.get(item.uid) ?? [],
    });
    const at = { ...this.#named(versioned, link.tracker), key: link.issue.key, url: link.issue.url };
    if (verdict.pulls.length > 0) this.#changes.push({ kind: 'pull', ...at, fields: verdict.pulls });
    const needsMarker = link.now.markers.length === 0 && Object.keys(link.pasts).length === 0;
    if (verdict.pushes.length > 0 || needsMarker) {
      const patch = patchOf(item, { pushes: verdict.pushes, terms });
      const marker = { workspace: this.#view.workspace.id, item: item.uid };
      this.#changes.push({ kind: 'update', ...at, fields: verdict.pushes, patch: needsMarker ? { ...patch, marker } : patch });
    }
    const conflicts = (this.#recorded.get(item.uid) ?? []).filter((conflict) => conflict.tracker === link.tracker);
    const { notes, begun, ended } = notesOn({ link, seq, drifts: this.#drifts.get(item.uid) ?? [], conflicts }, verdict);
    this.#notes.push(...notes);
    this.#conflicts = [
      ...this.#conflicts.filter((open) => !ended.includes(open) && !begun.some((one) => isSameField(one, open))),
      ...begun,
    ];
  }

  /** Further issues for an item that has its mirror. */
  twins(): void {
    const items = new Map<ItemUid | null, VersionedItem>(this.#view.items.map((versioned) => [versioned.item.uid, versioned]));
    for (const { code, item: uid, tracker, issue } of this.#view.drifts) {
      const item = items.get(uid);
      if (code !== 'twin' || item === undefined || issue === null || !this.#targets.has(tracker)) continue;
      this.#changes.push({ kind: 'duplicate', ...this.#named(item, tracker), issue });
    }
  }

  result(): PlannedSync {
    const changes = this.#changes
      .map((change, index) => ({ change, index }))
      .sort((a, b) => PLAN_ORDER.indexOf(a.change.kind) - PLAN_ORDER.indexOf(b.change.kind) || a.index - b.index)
      .map(({ change }) => change);
    return { plan: { version: 1, changes, conflicts: this.#conflicts, waiting: this.#view.waiting }, notes: this.#notes };
  }

  #adoptable(references: readonly string[]): { readonly tracker: TrackerName; readonly url: string } | null {
    for (const url of references) {
      for (const { tracker, config } of this.#targets.values()) if (issueAt(url, config) !== null) return { tracker, url };
    }
    return null;
  }

  #details({ item }: VersionedItem): string {
    return renderDetails(item, {
      id: displayId(this.#config, item),
      incident: this.#incidents.get(item.incident) ?? null,
      document: this.#documents.get(item.origin?.document) ?? null,
    });
  }

  #named({ item }: VersionedItem, tracker: TrackerName): { readonly item: string; readonly uid: ItemUid; readonly tracker: TrackerName } {
    return { item: displayId(this.#config, item), uid: item.uid, tracker };
  }
}

/** Why an issue that an item names does not become its mirror. */
const UNADOPTABLE: ReadonlySet<Drift['code']> = new Set(['already-mirrored', 'not-an-issue', 'deleted', 'hidden', 'moved']);

function isSameField(a: Conflict, b: Conflict): boolean {
  return a.item === b.item && a.tracker === b.tracker && a.field === b.field;
}
