/** Words that say how often, each with the RFC 5545 rule it stands for. The more specific comes first. */
export const CADENCES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:bi-?weekly|fortnightly|every (?:two|2|other|second) weeks?|every fortnight)\b/i, 'FREQ=WEEKLY;INTERVAL=2'],
  [
    /\b(?:semi-?annual(?:ly)?|bi-?annual(?:ly)?|half-?yearly|twice (?:a|per|each) year|every (?:six|6) months|every half[- ]year)\b/i,
    'FREQ=MONTHLY;INTERVAL=6',
  ],
  [/\b(?:bi-?monthly|every (?:two|2|other|second) months?)\b/i, 'FREQ=MONTHLY;INTERVAL=2'],
  [/\b(?:quarterly|(?:every|each|per|once a|once per) quarter|(?:every|each) (?:three|3) months)\b/i, 'FREQ=MONTHLY;INTERVAL=3'],
  [/\b(?:monthly|(?:every|each|once a|once per|per) month)\b/i, 'FREQ=MONTHLY'],
  [/\b(?:weekly|(?:every|each|once a|once per|per) week)\b/i, 'FREQ=WEEKLY'],
  [/\b(?:daily|(?:every|each|once a|once per|per) day|nightly|every night)\b/i, 'FREQ=DAILY'],
  [/\b(?:annual(?:ly)?|yearly|(?:every|each|once a|once per|per) year)\b/i, 'FREQ=YEARLY'],
];

/** `every 6 weeks`, `each Monday`. */
export const EVERY_N = /\b(?:every|each) (\d{1,2}|two|three|four|five|six) (day|week|month|quarter|year)s?\b/i;
export const EVERY_WEEKDAY = /\b(?:every|each) (mon|tues|wednes|thurs|fri|satur|sun)day\b/i;

/** Words that say that it recurs, but not how often. */
export const NO_CADENCE =
  /\b(?:regular(?:ly)?|periodic(?:al|ally)?|routine(?:ly)?|recurring|at regular intervals|on a (?:regular|recurring) basis|ongoing basis|every (?:sprint|release|few (?:weeks|months)))\b/i;

/** What recurs is work that people do: one of these close after the cadence word. */
export const RECURRING_WORK =
  /\b(?:audits?|auditing|reviews?|reviewing|drills?|exercises?|tests?|testing|trainings?|sessions?|meetings?|check(?:s|ups?|-ins?)?|assessments?|simulations?|rehearsals?|game ?days?|table-?tops?|workshops?|tuning|maintenance|inspections?|scans?|scanning|updates?|updating|rotations?|rotat\p{L}+|restores?|restor\p{L}+|backups?|reports?|retrospectives?|retros?|hunts?|evaluations?|monitoring|clean-?ups?|patching|health|capacity|planning|analy\p{L}+|optimi[sz]\p{L}+|refreshers?|verif\p{L}+|sync(?:s|ups?)?|walk-?throughs?|surveys?|penetration|chaos|fire|failovers?)\b/iu;
