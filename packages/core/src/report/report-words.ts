import type { PlainDate } from '../model/plain-date.ts';
import type { CancelledItem, DoneItem } from './closed-section.ts';
import { percent } from './headline-rows.ts';
import type { InvisibleWork } from './invisible-section.ts';
import type { MirrorTrouble, SyncHealth } from './mirror-section.ts';
import { plural } from './plural.ts';
import type { Adherence, Occurrence } from './rehearsal-section.ts';
import type { WeeklyReport } from './weekly-report.ts';

/** How many lines of a list of invisible work are shown; the rest is counted. */
export const INVISIBLE_SHOWN = 10;

/** How many columns of a title are shown where nothing else limits it. */
export const MOST_TITLE = 200;

/** `Week 2026-03-23 to 2026-03-29, as of 2026-03-30 (Europe/Berlin), team payments`. Holds text from outside. */
export function scopeText(report: WeeklyReport): string {
  const team = report.team === null ? '' : `, team ${report.team}`;
  return `Week ${report.week.from} to ${report.week.to}, as of ${report.asOf} (${report.timeZone})${team}`;
}

/** How a date is written: as it is, unless a renderer has a way of its own. */
export type DayWords = (date: PlainDate) => string;

const asItIs: DayWords = (date) => date;

/** What a done item's line says after its title. Holds text from outside. */
export function doneText(item: DoneItem, day: DayWords = asItIs): string {
  const when = item.onTime === null ? `done ${day(item.doneOn)}` : `done ${day(item.doneOn)}, ${item.onTime ? 'on time' : 'late'}`;
  const outcome = item.outcome === null ? '' : `, ${outcomeText(item.outcome)}`;
  return `${when}${outcome}${item.evidence === null ? '' : `, evidence: ${item.evidence}`}`;
}

/** What a cancelled item's line says after its title. Holds text from outside. */
export function cancelledText(item: CancelledItem, day: DayWords = asItIs): string {
  const resolution = RESOLUTION_WORDS[item.resolution];
  return `${resolution} ${day(item.cancelledOn)}: ${item.reason ?? 'no reason given yet'}`;
}

const RESOLUTION_WORDS: Readonly<Record<CancelledItem['resolution'], string>> = {
  'wont-do': 'won’t do',
  duplicate: 'duplicate',
  superseded: 'superseded',
  obsolete: 'obsolete',
  skipped: 'skipped',
  'risk-accepted': 'risk accepted',
};

function outcomeText(outcome: NonNullable<DoneItem['outcome']>): string {
  switch (outcome) {
    case 'pass':
      return 'passed';
    case 'pass-with-findings':
      return 'passed with findings';
    case 'fail':
      return 'failed';
  }
}

/** `due 2026-04-02`, with how late it is where it is. */
export function occurrenceText(item: Occurrence, day: DayWords = asItIs): string {
  const scheduled = item.scheduledOn === null ? '' : `, scheduled ${day(item.scheduledOn)}`;
  const late = item.daysOverdue === 0 ? '' : ` (${plural(item.daysOverdue, 'day')} ago)`;
  return `due ${item.dueOn === null ? '–' : day(item.dueOn)}${late}${scheduled}`;
}

/** The adherence of twelve months in a sentence. */
export function adherenceText(adherence: Adherence): string {
  if (adherence.scheduled === 0) return 'No occurrence was due in the last 12 months.';
  const { scheduled, onTime, late, missed, skipped } = adherence;
  const parts = [`${late} late`, `${missed} missed`, `${skipped} skipped`];
  return `Adherence over 12 months: ${percent(adherence.share)} (${onTime} of ${scheduled} on time; ${parts.join(', ')}).`;
}

/** The lists of invisible work that hold anything, with what each of them is. */
export function invisibleLists(invisible: InvisibleWork): readonly {
  readonly label: string;
  readonly rows: readonly { readonly id: string; readonly title: string; readonly team: string | null }[];
}[] {
  return [
    { label: 'No owner', rows: invisible.noOwner },
    { label: 'Owner is none of the people configured', rows: invisible.unknownOwner },
    { label: 'No due date', rows: invisible.noDueDate },
    { label: 'No issue in any tracker', rows: invisible.noMirror },
    { label: 'Incidents without any action item', rows: invisible.incidentsWithoutItems },
  ].filter(({ rows }) => rows.length > 0);
}

/** `40 proposals wait for triage, the oldest since 2026-01-04`, or nothing. */
export function waitingText({ count, oldestOn }: WeeklyReport['figures']['waiting'], day: DayWords = asItIs): string | null {
  if (count === 0 || oldestOn === null) return null;
  return `${plural(count, 'proposal waits', 'proposals wait')} for triage, the oldest since ${day(oldestOn)}.`;
}

/** What is the matter with a mirror. */
export function troubleText(trouble: MirrorTrouble): string {
  if (trouble.conflicts.length > 0) return `changed on both sides: ${trouble.conflicts.join(', ')}`;
  switch (trouble.state) {
    case 'gone':
      return 'the issue was deleted';
    case 'hidden':
      return 'the issue can no longer be seen';
    case 'moved':
      return 'the issue was moved elsewhere';
    case 'tombstone':
      return 'unlinked by a person; no issue will be made again';
    case 'live':
      return 'in step';
  }
}

/** An issue's key as people write it: `#12`, `OPS-12`. Holds text from outside. */
export function issueText(key: string): string {
  return /^\d+$/.test(key) ? `#${key}` : key;
}

/** When a tracker was last synced. Holds text from outside. */
export function trackerText(tracker: SyncHealth['trackers'][number], day: DayWords = asItIs): string {
  const ago = tracker.daysAgo === 0 ? 'today' : `${plural(tracker.daysAgo, 'day')} ago`;
  return `${tracker.name}: last sync ${day(tracker.lastSyncOn)} (${ago})`;
}

/** Where the numbers come from. */
export function sourceText({ source }: WeeklyReport): string {
  const parts = [plural(source.items, 'item'), plural(source.incidents, 'incident'), `${source.series} series`];
  return `From workspace …${source.workspace}: ${parts.join(', ')} on record.`;
}
