import type { PlainDate } from '../model/plain-date.ts';
import { type DateHabits, datesIn, plainDateOf } from './civil-dates.ts';
import { momentsIn, zoneIn } from './moments.ts';
import type { StatedLine } from './stated-lines.ts';
import { DATE, DETECTED, END, START } from './time-words.ts';
import { zoneNamed } from './zone.ts';
import type { Zone } from './zone-names.ts';

/** More lines than this are not searched for one fact: what concerns the whole document stands near its beginning. */
export const MOST_LINES = 400;

/** The zone named for all times, else the one named first: in the facts, then in the timeline. */
export function statedZone(facts: readonly StatedLine[], timeline: readonly StatedLine[]): Zone | null {
  const heading = timeline[0]?.path.map((each) => zoneIn(each.text)).find((zone) => zone !== null);
  if (heading) return heading;
  const lines = [...timeline, ...facts].slice(0, MOST_LINES);
  const general = lines.find(
    (line) => /\b(?:all )?times?\b.{0,30}\b(?:in|are)\b|\ball times\b/i.test(line.whole) && zoneIn(line.whole) !== null,
  );
  if (general) return zoneIn(general.whole);
  for (const line of [...facts.slice(0, MOST_LINES), ...timeline]) {
    const zone = momentsIn(line.whole).find((moment) => moment.zone !== null)?.zone;
    if (zone) return zone;
  }
  return null;
}

/** A zone that a document names and nobody knows: `Start: 14:05 XYZ`, `all times in XYZ`. */
export function unknownZone(lines: readonly StatedLine[]): { readonly name: string; readonly line: number } | null {
  for (const { name, text, whole, line } of lines.slice(0, MOST_LINES)) {
    const last = name !== null && TIMES.some((each) => each.test(name.trim())) ? momentsIn(text).at(-1) : undefined;
    const behind = last === undefined ? null : /^\s*[([]?([A-Z]{2,5})[)\]]?\s*$/.exec(text.slice(last.to));
    const found = (behind ?? /\btimes? (?:are |is |were )?in ([A-Z]{2,5})\b/i.exec(whole))?.[1];
    if (found !== undefined && found === found.toUpperCase() && zoneNamed(found) === null) return { name: found, line };
  }
  return null;
}

const TIMES = [START, END, DETECTED, DATE];

/** Where the day of an incident may be stated. */
export interface DateSource {
  readonly facts: readonly StatedLine[];
  readonly timeline: readonly StatedLine[];
  readonly title: string | null;
  readonly matterDate: string | null;
}

/** `Posted on: August 11th`: when the text was written, not when it happened. */
const OF_THE_DOCUMENT = /^\W*(?:posted|published|publication date|written|last (?:updated|modified|edited|reviewed))\b/i;

/** The day of the incident: labelled as such, else where a time stands beside it, else the first date there is. */
export function incidentDate({ facts: all, timeline, title, matterDate }: DateSource, habits: DateHabits): PlainDate | null {
  const facts = all.filter((line) => !OF_THE_DOCUMENT.test(line.whole));
  const labelledDate = facts.find((line) => DATE.test(line.name ?? line.path.at(-1)?.text ?? '') && datesIn(line.text).length > 0);
  const ofIncident = facts.find(
    (line) => /date of (?:the )?(?:incident|outage)/i.test(line.path.at(-1)?.text ?? '') && datesIn(line.text).length > 0,
  );
  const places = [
    ofIncident?.text,
    labelledDate?.text,
    facts.slice(0, MOST_LINES).find((line) => momentsIn(line.whole).some((moment) => moment.date !== null))?.whole,
    title,
    ...timeline.slice(0, 3).flatMap((line) => [...line.path.map((heading) => heading.text), line.whole]),
    ...facts.slice(0, 12).map((line) => line.whole),
    matterDate,
  ];
  for (const place of places) {
    for (const date of datesIn(place ?? '')) {
      const day = plainDateOf(date, habits);
      if (day !== null) return day;
    }
  }
  return null;
}
