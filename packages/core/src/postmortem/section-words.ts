/**
 * What headings are called, by what stands below them. The first row that matches decides, so a row that takes something
 * back ("actions taken", "what could be improved") stands before the row that would claim it.
 */
export type SectionClass =
  | 'action'
  | 'timeline'
  | 'summary'
  | 'impact'
  | 'root-cause'
  | 'resolution'
  | 'detection'
  | 'duration'
  | 'lessons'
  | 'conclusion'
  | 'other';

export const SECTION_WORDS: readonly (readonly [SectionClass, RegExp])[] = [
  ['timeline', /\b(?:time ?line|chronology|sequence of events|key events|log of events|events? log|what happened when)\b/i],
  // What was done during the incident is not a promise.
  [
    'resolution',
    /\b(?:actions? (?:taken|performed)|taken actions?|immediate response|response actions?|mitigation (?:steps|attempts?)|steps taken)\b/i,
  ],
  ['root-cause', /\broot causes? (?:and|&) (?:resolution|remediation|fix)\b/i],
  ['other', /\bmeetings? (?:scheduled|planned)\b|\bfollow[- ]?up meetings?\b/i],
  // Lessons and what follows from them under one heading: what follows is promised.
  [
    'action',
    /\b(?:lessons?|learned|learnt|learnings?|takeaways?)\b.{0,20}(?:\band\b|[&/,+]).{0,20}\b(?:improvements|next steps|follow[- ]?ups?|action items?|actions|fixes)\b/i,
  ],
  ['lessons', /\b(?:could|should|can|might) (?:have been|be|have gone|go|we) (?:done |have done )?(?:improved?|better)\b/i],
  ['lessons', /\b(?:went|gone|go) (?:well|right|wrong|poorly|badly|better)\b|\bdidn['’]?t go\b|\b(?:got|were|we) lucky\b|\bluck\b/i],
  ['lessons', /\b(?:guidelines?|best practices|principles)\b/i],
  ['lessons', /\b(?:lessons?|learned|learnt|learnings?|takeaways?|what (?:helped|did not help|worked)|good points?|bad points?)\b/i],
  ['action', /\b(?:action|to-?do|task|follow[- ]?up|remediation) ?(?:items?|list|plan|points?)\b/i],
  ['action', /\b(?:corrective|preventati?ve|preventive|preventions?|remedial|remediations?|improvements?)\b/i],
  [
    'action',
    /\b(?:action items?|actionables?|follow[- ]?ups?|next steps?|to[- ]?dos?|tasks|work items|backlog items|countermeasures|safeguards)\b/i,
  ],
  [
    'action',
    /^(?:the |our |planned |proposed |suggested |recommended |resulting |additional |future |further |review |required |remaining |open |long[- ]term |short[- ]term |post[- ]?incident )*(?:actions?|measures?|fixes|changes(?! (?:with|in|from|of|made|for)\b)|work|recommendations?|mitigations)\b/i,
  ],
  [
    'action',
    /\b(?:actions?|measures?|fixes|recommendations?) (?:following|going forward|for the future|to (?:take|prevent|avoid|address|do)|planned|required|needed|arising)\b/i,
  ],
  [
    'action',
    /\b(?:what (?:are we|will we|we will|we are|we['’]re|we['’]ll) (?:do|doing|going)|how (?:will|can|do|are) we (?:going to )?(?:prevent|avoid|stop|do better|improve)(?:ing)?\b|(?:looking|moving|going) (?:forward|ahead)$|preventing (?:this|recurrence|future)|avoiding recurrence)\b/i,
  ],
  ['action', /^(?:fix(?:es|ing)?|improve|prevent)\b.*\b(?:future|again|recurrence)\b/i],
  ['root-cause', /\b(?:root[- ]?causes?|causes?|why it (?:failed|happened)|five why'?s|5 whys?|contributing factors?|trigger)\b/i],
  ['impact', /\b(?:impacts?|affected|customer effect|user experience|blast radius|severity)\b/i],
  ['detection', /\b(?:detect(?:ion|ed)?|discovery|alert)\b/i],
  [
    'resolution',
    /\b(?:resolution|resolved?|recovery|mitigation|response|escalation|solution|how (?:it|we|this) (?:was |were )?(?:fix|fixed|resolved?)|fixed?|the fix|workaround|debugging|investigation|misleading)\b/i,
  ],
  ['duration', /^(?:duration|outage (?:duration|window)|time (?:of|and) )/i],
  ['summary', /\b(?:summary|overview|synopsis|abstract|what happened|incident details|description|current status)\b/i],
  ['conclusion', /\b(?:conclusion|closing|summation|final (?:words|thoughts)|sign-?off|in closing)\b/i],
  [
    'other',
    /\b(?:background|context|glossary|appendix|appendices|attachments?|supporting|references?|resources?|evidence|metrics|communications?|authors?|attendees|participants|stats|status|date|lead-?up|notes?|technical details|acknowledge?ments?|contact|about|metadata|interview)\b/i,
  ],
];
