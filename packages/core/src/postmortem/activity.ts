import type { Activity } from '../model/item.ts';

/** What kind of follow-up a text describes; the first row that matches decides. */
const ACTIVITIES: readonly (readonly [Activity, RegExp])[] = [
  [
    'restore-test',
    /\b(?:restore (?:tests?|drills?|exercises?|rehearsals?)|test (?:the |our |all )?(?:[\p{L}-]+ )?(?:restores?|restoring|backups?|recovery)|restor\p{L}+ (?:from )?backups?|back-?up (?:restores?|restoration|verification|tests?)|verify (?:that )?(?:the |our |all )?backups?)\b/iu,
  ],
  [
    'stress-test',
    /\b(?:(?:stress|load|performance|capacity|soak|scalability|volume|spike)[- ]?(?:and (?:stress|load|performance) )?(?:tests?|testing|tested))\b/i,
  ],
  [
    'drill',
    /\b(?:drills?|game ?days?|table-?tops?|fire ?drills?|rehearsals?|(?:incident|outage|failover|scenario)[- ](?:response )?(?:simulations?|exercises?)|simulat\p{L}+ (?:incidents?|outages?|failures?)|chaos (?:tests?|testing|experiments?|engineering|days?)|(?:test|practi[sc]e|exercise) (?:the |our )?(?:dr|disaster recovery|failovers?|incident response)(?: \p{L}+)?)\b/iu,
  ],
  [
    'training',
    /\b(?:training|trainings|train (?:the |our |all |team|staff|engineers?|developers?|employees|on-?call)|workshops?|knowledge[- ]sharing|refresher|learning path|educate|onboard(?:ing)? sessions?|courses?)\b/i,
  ],
  ['audit', /\b(?:audits?|auditing)\b/i],
  [
    'review',
    /^(?:\W*(?:schedule|conduct|perform|hold|do|run|carry out|plan|organi[sz]e|set up|establish)\b[^.;]{0,60}\breviews?\b|\W*(?:(?:regularly|quarterly|monthly|weekly) )?review\b|[^.;:]{0,40}\b(?:regular|periodic|quarterly|monthly|weekly|annual)(?:ly)? (?:\p{L}+ ){0,3}reviews?\b)/iu,
  ],
];

/** "an audit trail", "the training data set": words that only look like an activity. */
const NOT_ONE =
  /\b(?:audit (?:trails?|logs?|logging|tables?)|training (?:data|sets?|jobs?|runs?|pipelines?)|(?:code|peer|configuration|config|change|design|pr) review (?:process|polic(?:y|ies)|checklist|step)e?s?)\b/gi;

/** The activity that `text` describes, one-off or recurring, or `null`. */
export function activityOf(text: string): Activity | null {
  const told = text.replace(NOT_ONE, ' ');
  return ACTIVITIES.find(([, pattern]) => pattern.test(told))?.[0] ?? null;
}
