import { nearest } from '../config/nearest.ts';
import { parsePriority } from '../model/priority.ts';
import type { ItemDraft } from '../postmortem/draft.ts';
import { type LintedIncident, type LintHit, type LintRule, type LintSubject, quoted } from './lint-rule.ts';
import { openEndOf } from './open-end.ts';
import { promiseOf, readsAsDone, tellsToAct } from './promise-text.ts';
import { isDueBefore } from './time-rules.ts';
import { vagueWordingOf } from './vague-wording.ts';

/** What is wanted of each promise. Nothing is asked of one that is kept. */
export const ITEM_RULES: readonly LintRule[] = [
  {
    code: 'owner-missing',
    severity: 'error',
    wants: 'a name behind every promise',
    why: 'What everybody should do, nobody does.',
    remedy: 'write who sees to it behind the item: (owner: maria)',
    find: ownerMissing,
  },
  {
    code: 'owner-unknown',
    severity: 'warning',
    wants: 'owners that the configuration knows',
    why: 'A name that closeout does not know gets no reminder and no issue.',
    remedy: 'write the name as in "people" of the configuration, or add it there',
    find: ownerUnknown,
  },
  {
    code: 'due-date-missing',
    severity: 'warning',
    wants: 'a day, or how often it comes again',
    why: 'Without a day nothing is ever late; closeout will pick one by the due policy.',
    remedy: 'write the day behind the item: by 2026-03-31',
    find: dueDateMissing,
  },
  {
    code: 'due-date-passed',
    severity: 'warning',
    wants: 'days to come on what is not done',
    why: 'It would be late from its first day.',
    remedy: 'mark it as done, or name a day to come',
    find: dueDatePassed,
  },
  {
    code: 'verb-missing',
    severity: 'warning',
    wants: 'a verb at the beginning',
    why: 'A noun names a topic, not what somebody will do.',
    remedy: 'begin with what to do: Add, Remove, Write, Test',
    find: verbMissing,
  },
  {
    code: 'bound-missing',
    severity: 'warning',
    wants: 'an end that one can see',
    why: 'There is always more to improve; a promise without an end is never kept.',
    remedy: 'say how one can tell that it is done: a number, a thing that exists then, a decision written down',
    find: boundMissing,
  },
  {
    code: 'vague-wording',
    severity: 'warning',
    wants: 'words that mean the same to everybody',
    why: 'Two people will read it in two ways, and both will be right.',
    remedy: 'say what exactly will be different, or decide now whether it is promised',
    find: vagueWording,
  },
  {
    code: 'needs-cadence',
    severity: 'warning',
    wants: 'how often, for what comes again',
    why: '“Regularly” comes never.',
    remedy: 'say how often: weekly, monthly, every quarter',
    find: cadenceMissing,
  },
  {
    code: 'priority-unknown',
    severity: 'warning',
    wants: 'priorities that closeout can order',
    why: 'A due policy cannot go by it.',
    remedy: 'write P0 to P4, or critical, high, medium, low',
    find: priorityUnknown,
  },
  {
    code: 'probably-double',
    severity: 'note',
    wants: 'every promise once',
    why: 'One of two gets done, and the other stays open for ever.',
    remedy: 'keep the more concrete one, or make the difference plain',
    find: probablyDouble,
  },
  {
    code: 'promise-in-prose',
    severity: 'note',
    wants: 'promises in a list or a table',
    why: 'In the middle of a sentence it is read as a promise, but not for sure.',
    remedy: 'make it an entry of the action items, if it is one',
    find: promiseInProse,
  },
  {
    code: 'reads-as-done',
    severity: 'note',
    wants: 'a mark on what is done',
    why: 'It is told as done, but closeout would take it for open.',
    remedy: 'tick it ([x]) or write (done) behind it',
    find: notMarkedAsDone,
  },
];

interface LintedItem {
  readonly item: ItemDraft;
  readonly incident: LintedIncident;
}

/** Items that are still to be done, and surely meant as such. */
function* openItems({ incidents }: LintSubject): Iterable<LintedItem> {
  for (const incident of incidents) {
    for (const item of incident.incident.items)
      if (item.done !== true && !item.calledOff && !readsAsDone(item) && item.sure >= SURE) yield { item, incident };
  }
}

/** What is less sure was found in prose. */
const SURE = 0.5;

function* hits(subject: LintSubject, messageOf: (linted: LintedItem) => string | null): Iterable<LintHit> {
  for (const linted of openItems(subject)) {
    const message = messageOf(linted);
    if (message !== null) yield { line: linted.item.line, message };
  }
}

interface Missing {
  readonly isNamed: (linted: LintedItem) => boolean;
  readonly isNotNeeded: (linted: LintedItem) => boolean;
  readonly message: (item: ItemDraft) => string;
  readonly ofAll: (count: number) => string;
}

/** From so many on it is a habit of the writer, and said once. */
const HABIT = 4;

/** What each item lacks; where no item of an incident has it, one finding at the first of them. */
function* hitsOrOne(subject: LintSubject, { isNamed, isNotNeeded, message, ofAll }: Missing): Iterable<LintHit> {
  for (const linted of Map.groupBy(openItems(subject), ({ incident }) => incident).values()) {
    const lacking = linted.filter((each) => !isNamed(each) && !isNotNeeded(each));
    const [first] = lacking;
    if (first === undefined) continue;
    if (lacking.length >= HABIT && !linted.some(isNamed)) yield { line: first.item.line, message: ofAll(lacking.length) };
    else for (const { item } of lacking) yield { line: item.line, message: message(item) };
  }
}

/** One of several that say the same may hold what another lacks. */
function alike({ item, incident }: LintedItem): readonly ItemDraft[] {
  return incident.alike.get(item) ?? [item];
}

/** What an issue keeps need not stand in the document. */
const ISSUE = /\/(?:issues?|pull|browse|merge_requests|work_items|tickets?)\/[\w-]*\d|trello\.com\/c\/|linear\.app\/.+\/issue\//i;

function isInTracker({ links }: ItemDraft): boolean {
  return links.some((url) => ISSUE.test(url));
}

function ownerMissing(subject: LintSubject): Iterable<LintHit> {
  return hitsOrOne(subject, {
    isNamed: (linted) => alike(linted).some(({ owner, team }) => owner !== null || team !== null),
    isNotNeeded: ({ item }) => isInTracker(item),
    message: ({ title }) => `nobody owns ${quoted(title)}`,
    ofAll: (count) => `none of the ${count} action items from here on names an owner`,
  });
}

function ownerUnknown(subject: LintSubject): Iterable<LintHit> {
  const { people } = subject;
  if (people === null) return [];
  const known = new Set(people.names.map((name) => name.toLowerCase()));
  return hits(subject, ({ item: { owner } }) => {
    if (owner === null || people.directory.personBy(owner) !== null || known.has(owner.toLowerCase())) return null;
    const meant = nearest(owner, people.names);
    return `nobody in people is called ${quoted(owner)}${meant === null ? '' : `; did you mean ${quoted(meant)}?`}`;
  });
}

function dueDateMissing(subject: LintSubject): Iterable<LintHit> {
  return hitsOrOne(subject, {
    // What names no day is told by the reader: “next sprint”.
    isNamed: (linted) => alike(linted).some(({ dueText }) => dueText !== null),
    isNotNeeded: (linted) => isInTracker(linted.item) || alike(linted).some(({ recurrence }) => recurrence !== null),
    message: ({ title }) => `no day is named for ${quoted(title)}`,
    ofAll: (count) => `none of the ${count} action items from here on names a day`,
  });
}

function dueDatePassed(subject: LintSubject): Iterable<LintHit> {
  const { today } = subject;
  return hits(subject, ({ item: { title, dueOn }, incident: { incident } }) => {
    if (today === null || dueOn === null || dueOn >= today) return null;
    return isDueBefore(incident, dueOn) ? null : `due on ${dueOn}, which has passed: ${quoted(title)}`;
  });
}

function verbMissing(subject: LintSubject): Iterable<LintHit> {
  return hits(subject, ({ item }) => (tellsToAct(item) ? null : `does not say what to do: ${quoted(item.title)}`));
}

function boundMissing(subject: LintSubject): Iterable<LintHit> {
  return hits(subject, ({ item }) => {
    const open = isInTracker(item) ? null : openEndOf(promiseOf(item), item.details);
    return open === null ? null : `nobody can tell when “${open}” is done: ${quoted(item.title)}`;
  });
}

function vagueWording(subject: LintSubject): Iterable<LintHit> {
  return hits(subject, ({ item }) => {
    const promise = promiseOf(item);
    if (isInTracker(item) || openEndOf(promise, item.details) !== null) return null;
    const vague = vagueWordingOf(promise, item.details);
    return vague === null ? null : `“${vague}” can be read in any way: ${quoted(item.title)}`;
  });
}

function cadenceMissing(subject: LintSubject): Iterable<LintHit> {
  return hits(subject, ({ item: { title, recurrence } }) =>
    recurrence?.needsCadence ? `“${recurrence.text}” does not say how often: ${quoted(title)}` : null,
  );
}

function priorityUnknown(subject: LintSubject): Iterable<LintHit> {
  return hits(subject, ({ item: { priority } }) =>
    priority === null || parsePriority(priority) !== null ? null : `${quoted(priority)} is none of P0 to P4, and no word for one`,
  );
}

function probablyDouble(subject: LintSubject): Iterable<LintHit> {
  return hits(subject, ({ item, incident }) => {
    const earlier = item.duplicateOf === null ? undefined : incident.incident.items[item.duplicateOf];
    return earlier === undefined || earlier.done === true ? null : `may say the same as line ${earlier.line}: ${quoted(item.title)}`;
  });
}

function* promiseInProse({ incidents }: LintSubject): Iterable<LintHit> {
  for (const { incident } of incidents) {
    for (const { done, calledOff, sure, line, title } of incident.items) {
      if (done !== true && !calledOff && sure < SURE) yield { line, message: `reads like a promise: ${quoted(title)}` };
    }
  }
}

function* notMarkedAsDone({ incidents }: LintSubject): Iterable<LintHit> {
  for (const { incident } of incidents) {
    for (const item of incident.items) {
      if (item.done === null && !item.calledOff && readsAsDone(item))
        yield { line: item.line, message: `told as done, not marked so: ${quoted(item.title)}` };
    }
  }
}
