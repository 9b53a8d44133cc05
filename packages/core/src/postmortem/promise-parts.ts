import { isCalledOff } from './called-off.ts';
import type { Candidate, Stated } from './candidate.ts';
import { ownerIn } from './owner.ts';
import { doneByStatus, doneIn, priorityIn } from './promise-fields.ts';
import { withoutTrailingFields } from './trailing-fields.ts';

/** A longer text is no promise with an owner and a date at its end. */
export const LONGEST_PROMISE = 4_000;

/** What a candidate's words are, without those that only say something about it. */
export interface PromiseParts {
  readonly label: string | null;
  readonly text: string;
  readonly owner: string | null;
  readonly priority: string | null;
  readonly done: boolean | null;
  /** By columns, lines and what stands behind the text; columns and lines count first. */
  readonly stated: Stated;
}

export function partsOf(candidate: Candidate): PromiseParts {
  const label = labelParts(candidate.label);
  if (candidate.text.length > LONGEST_PROMISE) return { ...label, text: candidate.text, stated: { ...label.stated, ...candidate.stated } };
  const marked = markParts(candidate.text.replace(TYPE_TAG, ''));
  const trailed = withoutTrailingFields(marked.text, candidate.urls);
  const told = takeApart(trailed.text);
  return {
    label: label.label,
    text: told.text,
    owner: told.owner ?? label.owner,
    priority: told.priority ?? label.priority,
    done: told.done ?? label.done,
    stated: { ...label.stated, ...marked.stated, ...trailed.stated, ...candidate.stated },
  };
}

/** `[Cancelled] Add an index` */
function markParts(text: string): { readonly text: string; readonly stated: Stated } {
  const [mark = '', status = ''] = /^\[([^[\]]{3,40})\]\s*[:–-]?\s*(?=\S)/.exec(text) ?? [];
  return isCalledOff(status) ? { text: text.slice(mark.length), stated: { status } } : { text, stated: {} };
}

/** The type of an action item behind its title: `Larger disks [prevent]`. */
const TYPE_TAG = /\s*\[(?:detect|prevent|mitigate|repair|process|investigate)\]$/i;
const PRIORITY = /^(P[0-4]|critical|urgent|high|medium|low)(?: prio(?:rity)?)?$/i;
const STATUS = /^(?:done|completed|to-?do|in[- ]progress|wip|blocked)$/i;

type Label = Pick<PromiseParts, 'label' | 'owner' | 'priority' | 'done' | 'stated'>;

/** A label may be no name but a priority (`HIGH: …`) or a status, and may name an owner at its end. */
function labelParts(label: string | null): Label {
  const nothing = { label: null, owner: null, priority: null, done: null, stated: {} };
  if (label === null) return nothing;
  // `**[High]** Add an index`
  const bare = label.replace(/^\s*[[(]\s*|\s*[\])]\s*$/g, '');
  const priority = PRIORITY.exec(bare)?.[1];
  if (priority !== undefined) return { ...nothing, priority };
  if (STATUS.test(bare)) return { ...nothing, done: doneByStatus(bare) };
  if (isCalledOff(bare)) return { ...nothing, stated: { status: bare } };
  const named = ownerIn(label.replace(TYPE_TAG, ''));
  return { ...nothing, label: named.text, owner: named.owner, done: doneIn(label).done === true ? true : null };
}

/** Takes marks of owner, priority and status out of the text they are appended to. */
function takeApart(text: string): Omit<PromiseParts, 'label' | 'stated'> {
  const first = doneIn(text);
  const priority = priorityIn(first.text);
  const owner = ownerIn(priority.text);
  const second = first.done === null ? doneIn(owner.text) : { done: first.done, text: owner.text };
  const third = priority.priority === null ? priorityIn(second.text) : { priority: priority.priority, text: second.text };
  return { text: third.text.trim() || text, owner: owner.owner, priority: third.priority, done: second.done };
}
