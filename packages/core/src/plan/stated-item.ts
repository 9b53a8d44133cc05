import { digestOf } from '../model/id.ts';
import type { ActionItem, Recurrence } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { parsePriority } from '../model/priority.ts';
import type { ItemDraft, Problem } from '../postmortem/draft.ts';
import type { Directory } from './people.ts';

/** What a draft says of an item, in the terms of the configuration. */
export interface StatedItem
  extends Pick<ActionItem, 'title' | 'details' | 'kind' | 'kindSource' | 'activity' | 'owner' | 'team' | 'priority' | 'recurrence'> {
  readonly dueOn: PlainDate | null;
  readonly done: boolean | null;
  readonly draft: ItemDraft;
}

/** Reads a draft with the names of the configuration; what they do not know stays as it was written and is reported. */
export function statedItem(
  draft: ItemDraft,
  { directory, incidentTeam }: { readonly directory: Directory; readonly incidentTeam: string | null },
): { readonly stated: StatedItem; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const person = draft.owner === null ? null : directory.personBy(draft.owner);
  if (draft.owner !== null && person === null && directory.hasPeople) {
    problems.push({ line: draft.line, code: 'owner-unknown', message: `nobody in people is called ${JSON.stringify(draft.owner)}` });
  }
  const priority = draft.priority === null ? null : parsePriority(draft.priority);
  if (draft.priority !== null && priority === null) {
    problems.push({
      line: draft.line,
      code: 'priority-unknown',
      message: `${JSON.stringify(draft.priority)} is none of P0 to P4, and no word for one`,
    });
  }
  if (draft.recurrence?.needsCadence) {
    const message = `it recurs (${JSON.stringify(draft.recurrence.text)}), but nothing says how often: accept it with a rule`;
    problems.push({ line: draft.line, code: 'needs-cadence', message });
  }
  const { title, details, kind, kindSource, activity, recurrence, dueOn, done } = draft;
  const team = draft.team ?? (person === null ? null : directory.teamOf(person)) ?? incidentTeam;
  const stated = {
    title: title.trim(),
    details,
    kind,
    kindSource,
    activity,
    recurrence,
    dueOn,
    done,
    owner: person ?? draft.owner,
    team,
    priority,
    draft,
  };
  return { stated, problems };
}

/** The fields beside the title that a document can change later. */
export const READ_FIELDS = ['details', 'kind', 'activity', 'owner', 'team', 'priority', 'recurrence', 'dueOn'] as const;
export type ReadField = (typeof READ_FIELDS)[number];

/** The values of an item or of what a document says of it, in a form to compare; what is not said is left out. */
export type Reading = Readonly<Partial<Record<ReadField | 'done' | 'incident', string>>>;

export function readingOf(stated: StatedItem): Reading {
  return {
    ...commonReading(stated),
    ...(stated.dueOn === null ? {} : { dueOn: stated.dueOn }),
    ...(stated.done === null ? {} : { done: String(stated.done) }),
  };
}

/** What the item says now. A due date that nobody stated is not said. */
export function readingOfItem(item: ActionItem): Reading {
  const isMoved = item.due !== null && (item.due.rule === 'explicit' || item.due.extensions.length > 0);
  const dueOn = item.due === null ? item.proposedDueOn : isMoved ? item.due.on : null;
  return { ...commonReading(item), ...(dueOn === null ? {} : { dueOn }) };
}

function commonReading(said: Pick<ActionItem, Exclude<ReadField, 'dueOn'> | 'kindSource'>): Reading {
  const isKindSaid = said.kind !== 'unclassified' || said.kindSource === 'stated';
  return {
    ...(said.details === '' ? {} : { details: digestOf(said.details) }),
    ...(isKindSaid ? { kind: said.kindSource === 'stated' ? said.kind : `probably ${said.kind}` } : {}),
    ...(said.activity === null ? {} : { activity: said.activity }),
    ...(said.owner === null ? {} : { owner: said.owner }),
    ...(said.team === null ? {} : { team: said.team }),
    ...(said.priority === null ? {} : { priority: said.priority }),
    ...(said.recurrence === null ? {} : { recurrence: recurrenceText(said.recurrence) }),
  };
}

function recurrenceText({ text, rrule }: Recurrence): string {
  return rrule === null ? text : `${text} (${rrule})`;
}
