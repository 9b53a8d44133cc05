import { addDays, type PlainDate, type Weekday, weekdayOf } from '../model/plain-date.ts';

/** Which days are worked on; with an empty week every day is. */
export interface WorkCalendar {
  readonly workweek: readonly Weekday[];
  readonly holidays: readonly PlainDate[];
}

export function isWorkday(date: PlainDate, calendar: WorkCalendar): boolean {
  if (calendar.workweek.length > 0 && !calendar.workweek.includes(weekdayOf(date))) return false;
  return !calendar.holidays.includes(date);
}

/** `date` itself, or the first workday after it. */
export function rollForward(date: PlainDate, calendar: WorkCalendar): PlainDate {
  let day = date;
  while (!isWorkday(day, calendar)) day = addDays(day, 1);
  return day;
}

/** The `days`-th workday after `date`; with 0 days `date` itself. */
export function addWorkdays(date: PlainDate, days: number, calendar: WorkCalendar): PlainDate {
  let day = date;
  for (let left = days; left > 0; left -= 1) day = rollForward(addDays(day, 1), calendar);
  return day;
}
