import type { ItemUid } from '../model/id.ts';
import type { Annotation } from './annotation.ts';
import type { PlacedItem, PlacedItems } from './placed-items.ts';
import type { SourceText, StandingSpan } from './source-text.ts';

/** An item found again: at its annotation, at its text, or at both. */
export interface Located {
  readonly annotation: Annotation;
  readonly span: StandingSpan | null;
  readonly item: PlacedItem | null;
}

/** Why nothing was written for an item, or why something was left as it is. */
export type SkipCode =
  /** No line says what the item's did. */
  | 'not-found'
  /** Several lines do, and none is where the item's was. */
  | 'ambiguous'
  /** Its annotation stands in several places. */
  | 'annotation-copied'
  /** The end of its annotation is gone. */
  | 'annotation-broken'
  /** Its annotation is wrapped over several lines. */
  | 'annotation-wrapped'
  /** Its checkbox says something that nobody has imported yet. */
  | 'box-changed'
  /** It ends within a comment. */
  | 'within-comment'
  /** The cells of its row are not clear. */
  | 'row-unclear'
  /** The annotation of an item that this document was not imported with. */
  | 'stranger';

export interface Skipped {
  /** `null` for a stranger. */
  readonly uid: ItemUid | null;
  readonly code: SkipCode;
  /** In the document as it is now; for what is not found, as it was. */
  readonly line: number;
}

export interface Location {
  readonly located: readonly Located[];
  /** Annotations that stand where another item's belongs. */
  readonly stale: readonly StandingSpan[];
  readonly skipped: readonly Skipped[];
}

/**
 * Where each item stands now. Certain are, in this order: its own annotation, if it is there once; the same title on the same
 * line; a title that one line and one item have. Nothing else is: an item without such a place is skipped, never guessed.
 */
export function locate(annotations: readonly Annotation[], items: PlacedItems, source: SourceText): Location {
  const known = byAnchor(annotations);
  const skipped: Skipped[] = [];
  const broken = new Map(source.broken.map(({ anchor, line }) => [known.get(anchor), line]));
  const spansOf = new Map<Annotation, StandingSpan[]>();
  const knownOn = new Map<number, number>();
  for (const span of source.spans) {
    const annotation = known.get(span.anchor);
    if (annotation === undefined) {
      skipped.push({ uid: null, code: 'stranger', line: span.line });
      continue;
    }
    const own = spansOf.get(annotation);
    if (own) own.push(span);
    else spansOf.set(annotation, [span]);
    knownOn.set(span.line, (knownOn.get(span.line) ?? 0) + 1);
  }
  const located: Located[] = [];
  const claimed = new Set<PlacedItem>();
  const left: Annotation[] = [];
  for (const annotation of annotations) {
    const [span, second] = spansOf.get(annotation) ?? [];
    const line = broken.get(annotation);
    if (line !== undefined) skipped.push({ uid: annotation.uid, code: 'annotation-broken', line });
    else if (span === undefined) left.push(...(annotation.found.present ? [annotation] : []));
    else if (second !== undefined) left.push(annotation);
    else if (span.wrapped) skipped.push({ uid: annotation.uid, code: 'annotation-wrapped', line: span.line });
    else {
      const item = itemAt(annotation, { on: items.on(span.line), alone: knownOn.get(span.line) === 1, claimed });
      if (item !== null) claimed.add(item);
      located.push({ annotation, span, item });
    }
  }
  for (const { annotation, item } of byTitle(left, items.all, claimed)) {
    const own = spansOf.get(annotation) ?? [];
    if (typeof item === 'string') {
      const line = own[0]?.line ?? annotation.found.line;
      skipped.push({ uid: annotation.uid, code: own.length > 0 ? 'annotation-copied' : item, line });
      continue;
    }
    const span = own.find(({ line, wrapped }) => !wrapped && items.on(line).includes(item)) ?? null;
    located.push({ annotation, span, item });
  }
  return { located, ...leftSpans({ located, items, spansOf, skipped }) };
}

/** By uid, and by the anchor that an item was imported with, unless several were imported with it. */
function byAnchor(annotations: readonly Annotation[]): ReadonlyMap<string, Annotation> {
  const known = new Map<string, Annotation>();
  for (const [anchor, sharing] of Map.groupBy(annotations, ({ found }) => found.anchor)) {
    const [only, second] = sharing;
    if (anchor !== null && only !== undefined && second === undefined) known.set(anchor, only);
  }
  for (const annotation of annotations) known.set(annotation.uid, annotation);
  return known;
}

/** The item whose annotation stands here: the only one with the only annotation, or the one that still has its title. */
function itemAt(
  { found }: Annotation,
  { on, alone, claimed }: { readonly on: readonly PlacedItem[]; readonly alone: boolean; readonly claimed: ReadonlySet<PlacedItem> },
): PlacedItem | null {
  const free = on.filter((item) => !claimed.has(item));
  if (on.length === 1 && alone) return free[0] ?? null;
  return free.find(({ title }) => title === found.title) ?? null;
}

type Titled = { readonly annotation: Annotation; readonly item: PlacedItem | 'not-found' | 'ambiguous' };

function byTitle(annotations: readonly Annotation[], items: readonly PlacedItem[], claimed: ReadonlySet<PlacedItem>): readonly Titled[] {
  const taken = new Set(claimed);
  const free = items.filter((item) => !taken.has(item));
  const onLine = Map.groupBy(free, ({ line, title }) => `${line} ${title}`);
  const found = new Map<Annotation, PlacedItem>();
  for (const annotation of annotations) {
    const item = onLine.get(`${annotation.found.line} ${annotation.found.title}`)?.shift();
    if (item === undefined) continue;
    found.set(annotation, item);
    taken.add(item);
  }
  const titled = Map.groupBy(
    free.filter((item) => !taken.has(item)),
    ({ title }) => title,
  );
  const asking = Map.groupBy(
    annotations.filter((annotation) => !found.has(annotation)),
    (annotation) => annotation.found.title,
  );
  return annotations.map((annotation): Titled => {
    const item = found.get(annotation);
    if (item !== undefined) return { annotation, item };
    const [only, second] = titled.get(annotation.found.title) ?? [];
    if (only === undefined) return { annotation, item: 'not-found' };
    return { annotation, item: second === undefined && asking.get(annotation.found.title)?.length === 1 ? only : 'ambiguous' };
  });
}

/** What becomes of annotations that are nobody's place: stale where another item stands, else left for a person. */
function leftSpans({
  located,
  items,
  spansOf,
  skipped,
}: {
  readonly located: readonly Located[];
  readonly items: PlacedItems;
  readonly spansOf: ReadonlyMap<Annotation, readonly StandingSpan[]>;
  readonly skipped: readonly Skipped[];
}): Pick<Location, 'stale' | 'skipped'> {
  const used = new Set(located.map(({ span }) => span));
  const standing = new Set(located.map(({ item }) => item));
  const named = new Set(skipped.map(({ uid }) => uid));
  const stale: StandingSpan[] = [];
  const copies: Skipped[] = [];
  for (const [{ uid }, spans] of spansOf) {
    for (const span of spans) {
      if (used.has(span) || named.has(uid)) continue;
      if (!span.wrapped && items.on(span.line).some((item) => standing.has(item))) stale.push(span);
      else copies.push({ uid, code: 'annotation-copied', line: span.line });
    }
  }
  return { stale, skipped: [...skipped, ...copies].sort((a, b) => a.line - b.line) };
}
