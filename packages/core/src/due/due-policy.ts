import type { DueAnchor, DuePolicy, DueRule } from '../config/config.ts';
import type { Incident } from '../model/incident.ts';
import type { ActionItem } from '../model/item.ts';
import { addDays, type PlainDate } from '../model/plain-date.ts';
import { isSameSeverity } from '../model/severity.ts';
import { addWorkdays, rollForward, type WorkCalendar } from './workdays.ts';

/** Days from acceptance until an item is due that no rule matches: the implicit end of every list of rules. */
export const FALLBACK_DAYS = 30;

/** Everything a due date depends on. */
export interface DueQuestion extends WorkCalendar {
  readonly item: Pick<ActionItem, 'priority' | 'team' | 'labels' | 'activity' | 'kind' | 'kindSource'>;
  readonly incident: Pick<Incident, 'severity'> | null;
  /** A date that a person or document stated. */
  readonly statedOn: PlainDate | null;
  readonly policies: readonly DuePolicy[];
  readonly acceptedOn: PlainDate;
  /** The day the incident was resolved; `null` when unknown: rules from there count from acceptance. */
  readonly resolvedOn: PlainDate | null;
  /** The day the postmortem was published; `null` likewise. */
  readonly publishedOn: PlainDate | null;
}

/** A due date and what gave it: `explicit`, `gitlab-corrective-action#2` (rules count from 1) or `fallback`. */
export interface DueAnswer {
  readonly on: PlainDate;
  readonly rule: string;
}

/**
 * When an item is due.
 *
 * | stated   | a rule matches | answer                                                            |
 * |----------|----------------|-------------------------------------------------------------------|
 * | yes      |                | the stated date, as it is                                         |
 * | no       | yes            | the rule's days from its anchor; from acceptance if that lay before |
 * | no       | no             | 30 days from acceptance                                           |
 *
 * Dates that are counted roll forward to a workday. Policies are asked in order, and so are their rules.
 */
export function dueFor(question: DueQuestion): DueAnswer {
  if (question.statedOn !== null) return { on: question.statedOn, rule: 'explicit' };
  for (const policy of question.policies) {
    const index = policy.rules.findIndex((rule) => matches(rule, question));
    const rule = policy.rules[index];
    if (rule !== undefined) return { on: dateBy(rule, question), rule: `${policy.name}#${index + 1}` };
  }
  return { on: rollForward(addDays(question.acceptedOn, FALLBACK_DAYS), question), rule: 'fallback' };
}

function matches(rule: DueRule, { item, incident }: DueQuestion): boolean {
  if (rule.severity !== undefined && !isSameSeverity(rule.severity, incident?.severity ?? null)) return false;
  if (rule.priority !== undefined && rule.priority !== item.priority) return false;
  if (rule.team !== undefined && rule.team !== item.team) return false;
  if (rule.label !== undefined && !item.labels.includes(rule.label)) return false;
  if (rule.activity !== undefined && rule.activity !== item.activity) return false;
  // What the reader guessed decides nothing by itself.
  if (rule.kind !== undefined && (rule.kind !== item.kind || item.kindSource !== 'stated')) return false;
  return true;
}

function dateBy(rule: DueRule, question: DueQuestion): PlainDate {
  const counted = countFrom(anchorOf(rule.from, question), rule, question);
  return counted < question.acceptedOn ? countFrom(question.acceptedOn, rule, question) : counted;
}

function countFrom(anchor: PlainDate, rule: DueRule, calendar: WorkCalendar): PlainDate {
  switch (rule.count) {
    case 'calendar':
      return rollForward(addDays(anchor, rule.days), calendar);
    case 'business':
      return rollForward(addWorkdays(anchor, rule.days, calendar), calendar);
  }
}

function anchorOf(from: DueAnchor, question: DueQuestion): PlainDate {
  switch (from) {
    case 'accepted':
      return question.acceptedOn;
    case 'resolved':
      return question.resolvedOn ?? question.acceptedOn;
    case 'published':
      return question.publishedOn ?? question.acceptedOn;
  }
}
