import type { PlainDate } from '../model/plain-date.ts';
import { monthEndRule } from './rrule.ts';

/** The dates of a rule that starts on `startsOn`, from `from` to `to` (both included), in order. */
export type DatesOf = (
  rule: { readonly rrule: string; readonly startsOn: PlainDate },
  range: { readonly from: PlainDate; readonly to: PlainDate },
) => readonly PlainDate[];

/**
 * Computes dates by RFC 5545 through rrule-temporal, which is loaded by this call and not before: most days need no dates.
 * The whole rule is evaluated from its start, never from the previous date. Civil days are days in UTC to the library.
 */
export async function loadRuleDates(): Promise<DatesOf> {
  const { RRuleTemporal } = await import('rrule-temporal');
  return ({ rrule, startsOn }, { from, to }) => {
    if (to < from || to < startsOn) return [];
    const rule = new RRuleTemporal({
      rruleString: withUntilAsDay(monthEndRule(rrule, startsOn)),
      dtstart: midnight(startsOn),
      tzid: 'UTC',
      // A day at a time for a century: rules that never occur end here instead of running on.
      maxIterations: 40_000,
    });
    return rule.between(midnight(from), midnight(to), true).map((date) => date.toString().slice(0, 10) as PlainDate);
  };
}

/** The last day counts whole, whatever time `UNTIL` names. */
function withUntilAsDay(rrule: string): string {
  return rrule.replace(/(UNTIL=\d{8})(?:T\d{6}Z?)?/, '$1T235959Z');
}

function midnight(date: PlainDate) {
  return { timeZoneId: 'UTC', toString: () => `${date}T00:00:00+00:00[UTC]` };
}
