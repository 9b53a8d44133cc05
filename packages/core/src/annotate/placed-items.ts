import type { ItemPlace } from '../postmortem/item-place.ts';
import { readPlaced } from '../postmortem/read-postmortem.ts';

/** An item as the reader finds it now, with its place in the text. */
export interface PlacedItem {
  readonly title: string;
  readonly line: number;
  readonly done: boolean | null;
  readonly place: ItemPlace;
}

/** The items that a document holds now. */
export interface PlacedItems {
  readonly all: readonly PlacedItem[];
  /** Those whose own text takes up that line. */
  on(line: number): readonly PlacedItem[];
}

export function placedItems(text: string, path: string | null): PlacedItems {
  const { draft, places: placesOf } = readPlaced(text, { path, timeZone: 'UTC' });
  const drafts = draft.incidents.flatMap(({ items }) => items).filter(({ line }) => line > 0);
  const places = drafts.length === 0 ? new Map<number, ItemPlace>() : placesOf();
  const all = drafts.flatMap(({ title, line, done }): readonly PlacedItem[] => {
    const place = places.get(line);
    return place === undefined ? [] : [{ title: title.trim(), line, done, place }];
  });
  const ofPlace = Map.groupBy(all, ({ place }) => place);
  // An item named by its heading ends where the text below it does.
  const ofEnd = Map.groupBy(all, ({ place }) => place.end);
  return {
    all,
    on(line) {
      const place = places.get(line);
      return (place === undefined ? undefined : ofPlace.get(place)) ?? ofEnd.get(line) ?? [];
    },
  };
}
