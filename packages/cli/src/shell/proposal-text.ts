import { type ActionItem, displayId, type ItemUid, plainText, type Snapshot } from '@closeout/core';
import type { Session } from './session.ts';

/** What a person needs to know to decide about a proposal. */
export async function proposalText(
  session: Session,
  { snapshot, item, place }: { readonly snapshot: Snapshot; readonly item: ActionItem; readonly place: string },
): Promise<string> {
  const config = await session.config();
  const incident = snapshot.incidents.find(({ uid }) => uid === item.incident);
  const document = snapshot.documents.find(({ uid }) => uid === item.origin?.document);
  const double = item.duplicateOf === null ? null : await nameOf(session, item.duplicateOf.uid);
  const rows: readonly (readonly [string, string | null])[] = [
    ['incident', incident?.title ?? null],
    ['from', document === undefined || item.origin === null ? null : `${document.path}:${item.origin.line}  ${item.origin.section}`],
    ['details', item.details === '' ? null : item.details.split('\n').slice(0, 3).join(' / ')],
    ['kind', item.kind === 'unclassified' ? null : `${item.kind} (${item.kindSource})`],
    ['recurs', item.recurrence === null ? null : `${item.recurrence.text}: ${item.recurrence.rrule ?? 'nobody says how often'}`],
    ['owner', item.owner],
    ['due', item.proposedDueOn],
    ['like', double === null ? null : `${double} (${Math.round((item.duplicateOf?.sure ?? 0) * 100)} %)`],
  ];
  const lines = rows.flatMap(([name, value]) => (value === null ? [] : [`  ${name.padEnd(8)}  ${plainText(value)}`]));
  return [`${displayId(config, item)}  ${plainText(item.title)}   (${place})`, ...lines].join('\n');
}

async function nameOf(session: Session, uid: ItemUid): Promise<string | null> {
  const { items } = await (await session.store()).snapshot({ items: [uid] });
  const item = items[0];
  return item === undefined ? null : `${displayId(await session.config(), item)}  ${item.title}`;
}
