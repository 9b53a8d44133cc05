import { FOREIGN_NAMES } from './foreign-times.ts';

/** A whole name, in English or another language. */
function named(english: RegExp, foreign: string): RegExp {
  return new RegExp(`^(?:${english.source}|${foreign})$`, 'i');
}

/** Names of the beginning. */
export const START = named(
  /(?:(?:incident|outage|issue|impact|event|downtime)? ?(?:start(?:ed)?(?:[ -](?:time|date|at|of (?:the )?(?:incident|outage|impact)))?|began(?: at)?|begin(?:s|ning)?|onset)|time of (?:start|incident|outage)|(?:fault|failure) (?:occurs|occurred)|from)/,
  FOREIGN_NAMES.start,
);

/** Names of the end. */
export const END = named(
  /(?:(?:incident|outage|issue|impact|event|downtime|service)? ?(?:end(?:ed)?(?:[ -](?:time|date|at|of (?:the )?(?:incident|outage|impact)))?|resol(?:ved|ution)(?: (?:time|at|date))?|restor(?:ed|ation)(?: (?:time|at))?|recover(?:ed|y)(?: (?:time|at))?|mitigated(?: at)?|fixed(?: at)?|finish(?:ed)?)|time of (?:resolution|recovery)|to)/,
  FOREIGN_NAMES.end,
);

/** Names of the detection. */
export const DETECTED = named(
  /(?:(?:incident|issue|outage|first|time)? ?(?:detect(?:ed|ion)(?:[ -](?:time|at|date))?|discover(?:ed|y)(?: (?:time|at))?|noticed|alerted|acknowledged|reported(?: (?:at|time))?|identified at)|time of detection|issue detected|when (?:was|were) (?:the |this )?(?:issue|incident|outage|problem)s? (?:first )?(?:detected|noticed|discovered)|team (?:made |became )?aware)/,
  FOREIGN_NAMES.detected,
);

/** Names of the incident's day. */
export const DATE = named(
  /(?:date(?: (?:of|and time of) (?:the )?(?:incident|outage|event|issue)| and time)?|(?:incident|outage|event) date|when)/,
  FOREIGN_NAMES.date,
);

/** A timeline entry that says that the incident began. */
export const BEGINS =
  /(?<!\b(?:into|of|for) (?:the |this )?)\b(?:(?:outage|incident|impact|downtime|breakdown|disruption|degradation)\*{0,2} (?:begins?|began|starts?|started)|first (?:error|500|failure)|users? (?:started|began))\b/i;

/** A timeline entry that says that the incident ended. */
export const ENDS =
  /\b(?:(?:outage|incident|impact|downtime)\*{0,2}(?:\/\w+)? (?:ends?|ended|over)|incident (?:(?:was|is) )?(?:declared|marked) (?:as )?resolved|end of the (?:incident|outage)|bringing the outage to an end)\b/i;

/** A timeline entry after which things worked again; the last one counts. */
export const RESTORED =
  /\b(?:resolved|restored|recover(?:ed|y)|back (?:online|up|to normal)|return(?:s|ed) to normal|(?:goes|went|gone) away|normal (?:operation|operations|levels)|fully (?:operational|functional)|resumed|stable|fixed|available again|goes back|processed|(?:came|comes|come|is|was|are|were) back\b|100% (?:back|restored)|confirmed working|up and running|(?:works?|working|running|operating|functioning|serving|loading|responding)(?: [\p{L}-]+){0,4} (?:again|normally|properly|correctly|fine|as (?:expected|usual|normal))|outage over|end of (?:the )?outage|incident (?:was |is )?closed)\b/iu;

/** A timeline entry that tells of noticing the incident. */
export const DETECTION =
  /\b(?:detected|(?<!\bto )detects?|discovered|alert(?:s|ed|ing)?|alarms?|noticed|notices|we notice|reported|reports?|paged|pages (?:the|on|our)|pager|observed?|flagged|aware|spotted|complain(?:s|ed|ts?)|tickets? (?:(?:was|were|is|are|got) )?(?:opened|raised|received|filed|created|stating|reporting)|rais(?:ed?|es) (?:a |another )?support|(?:problem|issue|incident) (?:is |was )?(?:first )?identified)\b/i;

/** What tells of noticing nothing, of a good report, or of what a search for the cause brought to light. */
export const NOT_DETECTION =
  /\b(?:not|never|nobody|no one|un)[ -]?(?:immediately |yet )?(?:noticed|detected|alerted|aware|paged|reported)\b|\bno alerts?\b|\ball (?:is |was )?(?:fine|good|green|well)\b|\breports? that .{0,80}\b(?:pass(?:es|ed)|works?|succeed(?:s|ed))\b|^\W*(?:check(?:ed|ing|s)|review(?:ed|ing|s)|inspect(?:ed|ing|s)|examin(?:ed|ing|es)|verif(?:ied|ying|ies)|search(?:ed|ing|es))\b.{0,120}\bdiscovered\b/i;

/** What stands before a time that is the end. */
export const LASTED_UNTIL =
  /\b(?:lasted|continued|persisted|down|unavailable|offline|ongoing) (?:\w+ )?(?:until|till)\s+(?:about |around |approximately |~)?$/i;

/** What stands before a time from which everything worked again: `it recovered at`, `service was fully restored by`. */
export const RECOVERED_AT =
  /\b(?:recovered|(?:was|were|been) (?:\w+ )?(?:restored|resolved|fixed)|came back(?: online| up)?|(?:outage|incident|disruption) ended|returned to normal)(?: (?:again|completely|fully|on its own))? (?:at|by|around)\s+(?:about |around |approximately |~)?$/i;

/** Of a part, or not at all. */
export const NOT_ALL = /\b(?:part(?:ly|ially)?|some|most|mostly|first|not|never|until)\b/i;

/** A length of time in a sentence, in the group. */
export const LASTED =
  /\b(?:last(?:ed|ing)|persisted|continued|(?:down|unavailable|offline|out|unresponsive|outage|downtime)(?: of| for)?|for(?: a period of)?)\s+((?:approximately |about |around |nearly |~|an? estimated |roughly |over )*(?:\d|an?\b|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve).{0,40})/i;

/** A sentence that tells of something breaking. */
export const BROKE =
  /\b(?:outage|incident|unavailable|unresponsive|unreachable|inaccessible|degraded|down|offline|crash(?:ed|es)?|fail(?:ed|ing|ures?)|errors?|spikes?|stopped (?:responding|working|serving)|not (?:able|working|responding)|unable|issues?)\b/i;
