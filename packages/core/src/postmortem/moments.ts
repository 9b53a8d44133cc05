import { type DateText, datesIn } from './civil-dates.ts';
import { clocksIn } from './clock-text.ts';
import { zoneNamed } from './zone.ts';
import { ZONE_PATTERN, type Zone } from './zone-names.ts';

/** A time of day in a text, with the date and zone that stand beside it. */
export interface Moment {
  readonly from: number;
  readonly to: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly date: DateText | null;
  readonly zone: Zone | null;
}

/** A part of the United States alone is a zone where nothing follows that it could be part of: `2 PM Eastern, it failed`. */
const REGION = '(?:US )?(?:Pacific|Mountain|Central|Eastern)(?=\\s*(?:$|[,.;:)|–—-]|(?:on|to|until|and|when|we|our|the)\\b))';
const ZONE_AFTER = new RegExp(`^(?:\\s*hrs|\\s*hours)?\\s*[(,]?\\s*(${ZONE_PATTERN}|Z\\b|${REGION})`);
const ZONE_ANYWHERE = new RegExp(`(?<![A-Za-z/])(?:${ZONE_PATTERN})`, 'g');

/** What may stand between a date and the time it belongs to. */
const DATE_THEN_TIME =
  /^[\s,;:@T()[\]*`–-]*(?:(?:at|around|about|approximately|approx\.?|roughly|from|between|um|gegen|ab|à|vers|a las|a partir de|às|alle|om)\s*){0,2}[\s~(]*$/i;
const TIME_THEN_DATE = /^[\s,()]*(?:on|of)?\s*(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,]*$/i;

/** Every time of day in `text`, in order. Seconds that are not written are 0. */
export function momentsIn(text: string): readonly Moment[] {
  const clocks = clocksIn(text);
  if (clocks.length === 0) return [];
  const dates = datesIn(text);
  const moments: Moment[] = [];
  for (const { from, to: clockEnd, needsZone, ...clock } of clocks) {
    if (dates.some((each) => from >= each.from && from < each.to)) continue;
    const zoned = ZONE_AFTER.exec(text.slice(clockEnd, clockEnd + 48));
    const zone = zoned === null || isRange(text, clockEnd, zoned[1] ?? '') ? null : zoneNamed(zoned[1] ?? '');
    if (needsZone && zone === null) continue;
    const to = zone === null ? clockEnd : clockEnd + (zoned?.[0].length ?? 0);
    const date =
      dates.findLast((each) => each.to <= from && from - each.to < 40 && DATE_THEN_TIME.test(text.slice(each.to, from))) ??
      dates.find((each) => each.from >= to && each.from - to < 24 && TIME_THEN_DATE.test(text.slice(to, each.from))) ??
      null;
    moments.push({
      from: date === null ? from : Math.min(from, date.from),
      to: date === null ? to : Math.max(to, date.to),
      ...clock,
      date,
      zone,
    });
  }
  return moments;
}

/** In `13:30-13:45` the second time is no offset; only behind `2024-05-01T13:30` it is one. */
function isRange(text: string, at: number, zone: string): boolean {
  if (!/^[-\u2212]/.test(zone)) return false;
  const before = text.slice(Math.max(0, at - 24), at);
  return /\d:\d{2}$/.test(before) && !/T\d{2}:\d{2}(?::\d{2})?$/.test(before);
}

/** Two times that a text joins as from – to. What only one of them names, date after or zone, holds for both. */
export interface Range {
  readonly start: Moment;
  readonly end: Moment;
}

/** Ranges of times in `text`, in order. */
export function rangesIn(text: string): readonly Range[] {
  const moments = momentsIn(text);
  const ranges: Range[] = [];
  for (let at = 1; at < moments.length; at += 1) {
    const [start, end] = [moments[at - 1], moments[at]] as [Moment, Moment];
    const between = text.slice(start.to, end.from);
    if (!JOINS.test(between)) continue;
    const dateOfBoth = end.date !== null && end.date.from > start.to ? end.date : null;
    ranges.push({
      start: { ...start, date: start.date ?? dateOfBoth, zone: start.zone ?? end.zone },
      end: { ...end, zone: end.zone ?? start.zone },
    });
    at += 1;
  }
  return ranges;
}

const JOINS =
  /^[\s,)*`]*(?:[-–—→]+|to|until|till|and|through|up to)[\s,(*`~]*(?:about |around |approximately )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?$|^[\s,)*`;]*(?:end(?:ed|s)?(?:[ -]time)?|resolved|to)\s*:\s*[\s*`~]*$/i;

/** The first time zone that `text` names, with or without a time beside it. */
export function zoneIn(text: string): Zone | null {
  for (const match of text.matchAll(ZONE_ANYWHERE)) {
    if (isRange(text, match.index, match[0])) continue;
    const explained = OFFSET_AFTER.exec(text.slice(match.index + match[0].length, match.index + match[0].length + 24))?.[1];
    const zone = (explained === undefined ? null : zoneNamed(explained)) ?? zoneNamed(match[0]);
    if (zone !== null) return zone;
  }
  return null;
}

/** `PST (UTC-7)`: whoever writes the offset beside an abbreviation says which clock was meant. */
const OFFSET_AFTER = /^\s*[(,/=]\s*((?:UTC|GMT) ?[+-] ?\d{1,2}(?::?\d{2})?)\b/i;
