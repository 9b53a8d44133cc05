import { displayId } from '../model/display-id.ts';
import type { DocumentRecord, Incident } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import { defuseMarkdown } from '../tracker/defuse.ts';

/**
 * What the managed block says of an item, as Markdown: its details, owner and where it comes from; never the
 * incident's impact or root cause, which may not be for everybody who can read the tracker.
 */
export function renderDetails(
  item: ActionItem,
  context: { readonly id: string; readonly incident: Incident | null; readonly document: DocumentRecord | null },
): string {
  // One string that grows: this is made anew for every link that a planner looks at.
  let facts = '';
  if (item.owner !== null) facts += `- Owner: ${defuseMarkdown(item.owner)}\n`;
  if (item.activity !== null) facts += `- Activity: ${item.activity}\n`;
  if (item.kind !== 'unclassified' && item.kindSource === 'stated') facts += `- Kind: ${item.kind}\n`;
  if (item.scheduledOn !== null) facts += `- Scheduled for: ${item.scheduledOn}\n`;
  if (context.incident !== null) facts += `- Follows from: ${defuseMarkdown(context.incident.title)}\n`;
  if (context.document !== null) facts += `- Document: ${defuseMarkdown(context.document.path)}\n`;
  facts += `- Tracked as ${context.id} by closeout`;
  return item.details === '' ? facts : `${defuseMarkdown(item.details)}\n\n${facts}`;
}

/** The same, with incident and document looked up in `view`: made once for many items. */
export function detailsIn(
  view: { readonly incidents: readonly Incident[]; readonly documents: readonly DocumentRecord[] },
  config: { readonly idPrefix: string },
): (item: ActionItem) => string {
  const incidents = new Map<Incident['uid'] | null, Incident>(view.incidents.map((incident) => [incident.uid, incident]));
  const documents = new Map<DocumentRecord['uid'] | undefined, DocumentRecord>(view.documents.map((document) => [document.uid, document]));
  return (item) =>
    renderDetails(item, {
      id: displayId(config, item),
      incident: incidents.get(item.incident) ?? null,
      document: documents.get(item.origin?.document) ?? null,
    });
}

/** The managed block of one item. */
export function renderDetailsIn(view: Parameters<typeof detailsIn>[0], config: { readonly idPrefix: string }, item: ActionItem): string {
  return detailsIn(view, config)(item);
}
