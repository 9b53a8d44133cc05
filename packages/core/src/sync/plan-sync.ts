import type { Config, TrackerConfig } from '../config/config.ts';
import { routeOf } from '../config/route.ts';
import { displayId } from '../model/display-id.ts';
import type { DocumentUid, IncidentUid, ItemUid } from '../model/id.ts';
import type { DocumentRecord, Incident } from '../model/incident.ts';
import { isUnfinished } from '../model/item.ts';
import type { Conflict, Drift, Intent, Link, Refusal, TrackerName } from '../model/mirror.ts';
import type { Change, MirrorView, VersionedItem } from '../store/port.ts';
import { renderDetails } from './details.ts';
import { judgeLink, type LinkVerdict, refusalDigest } from './link-verdict.ts';
import { mirrorChange } from './mirror-entity.ts';
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
  readonly #conflicts: Conflict[];

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
    this.#note({ link, verdict, seq });
  }

  /** Pasts advance for what met; a link at rest says so; conflicts and drift are each one record. */
  #note({ link, verdict, seq }: { readonly link: Link; readonly verdict: LinkVerdict; readonly seq: number }): void {
    const recorded = this.#drifts.get(link.item) ?? [];
    for (const drift of verdict.drifts) if (!recorded.some((old) => sameDrift(old, drift))) this.#notes.push({ op: 'drift', drift });
    for (const old of recorded) {
      if (old.code === 'unmappable' && old.tracker === link.tracker && !verdict.drifts.some((drift) => sameDrift(old, drift)))
        this.#notes.push({ op: 'drift.end', drift: old });
    }
    const conflicts = this.#conflictNotes(link, verdict);
    const atRest =
      verdict.pulls.length + verdict.pushes.length + verdict.conflicts.length + verdict.drifts.length === 0 &&
      !recorded.some(({ code }) => code === 'twin');
    const pasts = { ...link.pasts, ...verdict.met };
    const next: Link = { ...link, pasts, pending: !atRest, itemSeq: atRest ? seq : link.itemSeq };
    if (Object.keys(verdict.met).length > 0 || next.pending !== link.pending || next.itemSeq !== link.itemSeq)
      this.#notes.push({ op: 'link', link: next });
    if (conflicts !== null) this.#notes.push(mirrorChange(next, { conflicts, isNew: false }));
  }

  /** The fields in conflict after this verdict, or `null` when that is what is recorded already. */
  #conflictNotes(link: Link, verdict: LinkVerdict): readonly Conflict['field'][] | null {
    const recorded = this.#view.conflicts.filter((old) => old.item === link.item && old.tracker === link.tracker);
    const moved = new Set([...verdict.pulls, ...verdict.pushes].map(({ field }) => field));
    let changed = false;
    const kept = recorded.filter((old) => {
      const again = verdict.conflicts.some(({ field }) => field === old.field);
      const ends = !again && (old.won === null || moved.has(old.field) || old.field in verdict.met);
      if (ends) {
        changed = true;
        this.#notes.push({ op: 'conflict.end', item: old.item, tracker: old.tracker, field: old.field });
        const index = this.#conflicts.indexOf(old);
        if (index >= 0) this.#conflicts.splice(index, 1);
      }
      return !ends;
    });
    for (const { field, ours, theirs } of verdict.conflicts) {
      const old = kept.find((known) => known.field === field);
      if (old !== undefined && old.won === null && JSON.stringify([old.ours, old.theirs]) === JSON.stringify([ours, theirs])) continue;
      changed = true;
      const conflict: Conflict = { item: link.item, tracker: link.tracker, field, ours, theirs, since: link.seenAt, won: null };
      this.#notes.push({ op: 'conflict', conflict });
      this.#conflicts.push(conflict);
    }
    return changed ? [...new Set([...kept, ...verdict.conflicts].map(({ field }) => field))] : null;
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

export function sameDrift(a: Drift, b: Drift): boolean {
  return a.code === b.code && a.item === b.item && a.tracker === b.tracker && a.field === b.field && a.issue?.id === b.issue?.id;
}
