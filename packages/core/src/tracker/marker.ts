import type { ItemUid, WorkspaceId } from '../model/id.ts';
import type { Marker } from '../model/mirror.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/**
 * The text by which an issue is recognised: `closeout/<workspace id>/<item uid>`.
 * The form is part of every issue ever made, so it never changes.
 */
export function markerText(marker: Marker): string {
  return `closeout/${marker.workspace}/${marker.item}`;
}

/** All markers in `text`, each once, in the order of their first appearance. */
export function findMarkers(text: string): readonly Marker[] {
  const found = new Map<string, Marker>();
  for (const [, workspace, item] of text.matchAll(new RegExp(`closeout/(${UUID})/(${UUID})(?![0-9a-f-])`, 'gi'))) {
    if (workspace === undefined || item === undefined) continue;
    const marker: Marker = { workspace: workspace.toLowerCase() as WorkspaceId, item: item.toLowerCase() as ItemUid };
    found.set(markerText(marker), marker);
  }
  return [...found.values()];
}

export function isSameMarker(a: Marker, b: Marker): boolean {
  return a.workspace === b.workspace && a.item === b.item;
}
