import { activityOf } from './activity.ts';
import { isCalledOff } from './called-off.ts';
import type { Candidate } from './candidate.ts';
import type { ItemDraft } from './draft.ts';
import { dueInField, dueInHeading, dueWithin, firstDueWithin, type StatedDue } from './due-date.ts';
import { kindOfPromise } from './kind-of-promise.ts';
import { cleanOwner } from './owner.ts';
import type { DueHabits } from './period-end.ts';
import { phraseForm } from './phrase-form.ts';
import { doneByStatus, linksOf } from './promise-fields.ts';
import { LONGEST_PROMISE, partsOf } from './promise-parts.ts';
import { recurrenceOf } from './recurrence.ts';
import { sentencesOf } from './sentences.ts';

/** Longer titles are cut at a word; the whole text is then in the details. */
const LONGEST_TITLE = 200;

/** A first sentence with fewer words than this ("Test!") does not tell what to do. */
const TELLING_WORDS = 3;

/** How sure each form is by itself. */
const SURE: Readonly<Record<Candidate['form'], number>> = { table: 0.95, list: 0.9, marked: 0.9, line: 0.75, prose: 0.4 };

/** A candidate taken apart into the fields of an item. */
export function itemDraftOf(candidate: Candidate, habits: DueHabits): ItemDraft {
  const { surroundings } = candidate;
  const { label, text: own, stated, ...told } = partsOf(candidate);
  const text = candidate.urls.length === 0 ? own : own.replace(LINK_TAIL, '');
  const whole = [candidate.label, candidate.text, ...candidate.details].filter((part) => part !== null).join('\n');
  const { title, rest } = titled(label, text);
  const activity = activityOf(title) ?? (candidate.label === null ? null : activityOf(candidate.text));
  const recurrence =
    recurrenceOf(`${title}\n${rest.slice(0, LONGEST_PROMISE)}`) ??
    (activity === null ? null : recurrenceOf(candidate.details.join('\n').slice(0, LONGEST_PROMISE))) ??
    (stated.due === undefined ? null : recurrenceOf(`${title} ${stated.due}`.slice(0, LONGEST_PROMISE)));
  const { kind, kindSource } = kindOfPromise(title, { column: stated.kind, section: surroundings.section, activity });
  const due = dueOf({ ...candidate, stated }, { habits, recurs: recurrence !== null });
  const calledOff = isCalledOffBy(stated.status, { ...candidate, isDone: candidate.checked === true || told.done === true });
  const done = calledOff
    ? null
    : (candidate.checked ?? (stated.status === undefined ? null : doneByStatus(stated.status)) ?? told.done ?? surroundings.done);
  return {
    title,
    // In whose words it was called off, and why.
    details: [rest, ...candidate.details, (calledOff && stated.status) || ''].filter((part) => part !== '').join('\n'),
    section: surroundings.section.join(' > '),
    line: candidate.line,
    sure: sureOf(candidate, title),
    duplicateOf: null,
    kind,
    kindSource,
    activity,
    recurrence,
    owner: (stated.owner === undefined ? null : cleanOwner(stated.owner)) ?? told.owner,
    team: stated.team === undefined ? null : cleanOwner(stated.team),
    priority: stated.priority?.trim() || told.priority,
    dueOn: due?.on ?? null,
    dueText: due?.text ?? null,
    links: linksOf(whole, candidate.urls),
    done,
    calledOff,
    anchor: candidate.anchor,
    source: null,
  };
}

/** A status counts before a mark: what is struck out and ticked off is done. */
function isCalledOffBy(status: string | undefined, { struck, surroundings, isDone }: Candidate & { readonly isDone: boolean }): boolean {
  if (status !== undefined && isCalledOff(status)) return true;
  const saysElse = isDone || (status !== undefined && doneByStatus(status) !== null);
  return !saysElse && (struck || surroundings.section.some(isCalledOff));
}

/** A link's own words, left over at the end of an item: `[Issue](…)`. */
const LINK_WORDS = /^(?:\W*(?:issue|pr|ticket|bug|link|see(?: also)?|jira)?\W*#?\d*\W*)$/i;

/** … behind its sentence: `Switch to pumps [Issue](…)`, `… ([PR](…)).`; in small letters it may be a word of the sentence. */
const LINK_TAIL = /(?<=\S{2})\s+(?:(?:GitHub )?(?:Issue|Pull Request|PR)|\((?:GitHub )?(?:[Ii]ssue|[Pp]ull [Rr]equest|PR)\))\.?$/;

function titled(label: string | null, text: string): { readonly title: string; readonly rest: string } {
  const sentences = sentencesOf(text);
  let count = 1;
  while (count < sentences.length && sentences.slice(0, count).join(' ').split(/\s+/).length < TELLING_WORDS) count += 1;
  const first = sentences
    .slice(0, count)
    .join(' ')
    .replace(/\s+\.$/, '.');
  const rest = sentences
    .slice(count)
    .filter((sentence) => !LINK_WORDS.test(sentence))
    .join(' ');
  const title = label === null ? first : `${label}: ${first}`;
  if (title.length <= LONGEST_TITLE) return { title, rest };
  const cut = title.slice(0, LONGEST_TITLE);
  const end = cut.lastIndexOf(' ');
  return { title: `${end > 0 ? cut.slice(0, end) : cut}…`, rest: text };
}

interface DueReading {
  readonly habits: DueHabits;
  readonly recurs: boolean;
}

/** What the item says of itself, by a field or in its text; else what the nearest heading says that names a time. */
function dueOf({ text, stated, surroundings }: Candidate, { habits, recurs }: DueReading): StatedDue | null {
  const told = text.slice(0, LONGEST_PROMISE);
  const own = [
    stated.due === undefined ? null : dueInField(stated.due, habits),
    dueWithin(told, habits),
    recurs ? firstDueWithin(told, habits) : null,
  ].filter((due) => due !== null);
  const above = surroundings.section.toReversed().map((name) => dueInHeading(name, habits));
  return own.find((due) => due.on !== null) ?? own[0] ?? above.find((due) => due !== null) ?? null;
}

function sureOf(candidate: Candidate, title: string): number {
  const form = candidate.label === null ? phraseForm(title) : 'imperative';
  const doubt = candidate.form !== 'table' && candidate.form !== 'marked' && form === 'other' ? 0.2 : 0;
  return Math.round((SURE[candidate.form] - doubt) * 100) / 100;
}
