import type { NewItem } from '../model/event.ts';
import type { ActionItem } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';

/** Who is said to have done what a document ticks off. */
export const DOCUMENT = 'document';

/** Done, because its document says so. */
export function tickedOff<I extends NewItem>(item: I, today: PlainDate): I {
  return {
    ...item,
    state: { status: 'done', on: today, by: DOCUMENT, evidence: null, outcome: null },
    acceptedOn: item.acceptedOn ?? today,
  };
}

/** Whether a tick alone made it done, so that the document may take it back. */
export function isDoneByTick({ state }: ActionItem): boolean {
  return state.status === 'done' && state.by === DOCUMENT;
}

/** What it was before its document ticked it off. What nobody had accepted, and so has no due date, is a proposal again. */
export function unticked(item: ActionItem): ActionItem {
  return item.due === null ? { ...item, state: { status: 'proposed' }, acceptedOn: null } : { ...item, state: { status: 'open' } };
}
