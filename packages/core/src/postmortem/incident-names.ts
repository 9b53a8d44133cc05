/** `Incident 2: Mail down`, `Outage #2`: one of several by its number. */
const NUMBERED =
  /^(?:(?:major|service) )?(?:incidents?|outage|disruption|post-?mortem)(?: (?:report|review|number|no\.|nr\.?))?\s*#?\s*(\d{1,6})(?![\w/.]|-\d)/i;

/** `INC-101: Search down`. A severity, a quarter or a known weakness names no incident. */
const KEYED =
  /^(?:(?:incident|outage|post-?mortem)(?: report| review)?[\s:]*)?[([]?((?!(?:SEV|CVE|RFC|Q\d|H\d)-)[A-Z][A-Z\d]{1,9}-\d{1,8})(?![\w-])/;

/** What tells the incident that `text` names from every other: its number or its key in another system; `null` where it has none. */
export function incidentKeyIn(text: string): string | null {
  const number = NUMBERED.exec(text)?.[1];
  return number === undefined ? (KEYED.exec(text)?.[1] ?? null) : `#${Number(number)}`;
}

/** `Search outage`, `Postmortem: Mail`. */
export function namesIncident(text: string): boolean {
  return incidentKeyIn(text) !== null || /\b(?:incident|outage|post-?mortem|disruption|downtime)\b/i.test(text);
}

/** `Day 2`, `Second phase`, `Monday, 2 November`: a part of one telling, however many there are. */
export function namesPart(text: string): boolean {
  return PART.test(text) || text.replace(DAY, '').replace(/[^\p{L}]/gu, '') === '';
}

const PART =
  /^(?:the )?(?:(?:first|second|third|fourth|last|next|\d{1,2}(?:st|nd|rd|th)) )?(?:day|part|phase|stage|step|wave|round|week|session|meeting|update|shift)\b/i;

const DAY =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|st|nd|rd|th|of|utc)\b|(?<=\d)(?:st|nd|rd|th)\b/gi;
