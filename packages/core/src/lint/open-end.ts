import { datesIn } from '../postmortem/civil-dates.ts';
import { phraseForm } from '../postmortem/phrase-form.ts';
import { BY_DEGREES, ENDLESS, MEASURES, NEUTRAL, OUTCOME, PHRASES, PONDERING, QUESTION, SOFT, VISIBLE_PURPOSE } from './open-end-words.ts';

/** More than this of a promise is not read: its end is visible in its first sentences or not at all. */
const LONGEST_READ = 1_000;

/** The words of `promise` that have no end, or `null` where one can tell when it is done. `details` may give the end. */
export function openEndOf(promise: string, details: string): string | null {
  const whole = `${promise}\n${details}`.slice(0, LONGEST_READ);
  const verb = openVerbOf(promise.slice(0, LONGEST_READ));
  if (verb === null || isMeasured(whole) || hasSteps(details)) return null;
  switch (verb.sort) {
    case 'endless':
      return isVisible(whole) ? null : verb.text;
    case 'by-degrees':
      return /\d/.test(withoutDates(whole)) ? null : verb.text;
    case 'pondering':
      return QUESTION.test(whole) || OUTCOME.test(whole) ? null : verb.text;
  }
}

/** The steps to take stand below: "Create a dashboard", "Write a page for the wiki". */
function hasSteps(details: string): boolean {
  const lines = details.slice(0, LONGEST_READ).split('\n');
  return lines.some((line) => phraseForm(line) === 'imperative' && openVerbOf(line) === null);
}

/** True where the text itself says how one can tell: a number with a unit, an example, a means. */
export function isMeasured(text: string): boolean {
  return MEASURES.some((pattern) => pattern.test(text)) || NUMBER_WITH_UNIT.test(withoutDates(text));
}

const NUMBER_WITH_UNIT =
  /\d\s?(?:%|ms|s\b|m\b|h\b|d\b|GB|MB|KB|TB|x\b|seconds?|minutes?|hours?|days?|weeks?|times|requests|connections|replicas|nodes)/;

function isVisible(text: string): boolean {
  const purpose = VISIBLE_PURPOSE.exec(text);
  return purpose !== null && !SOFT.test(purpose[0]) && !SOFT.test(text.slice(0, purpose.index));
}

function withoutDates(text: string): string {
  return datesIn(text).reduceRight((rest, { from, to }) => `${rest.slice(0, from)}${rest.slice(to)}`, text);
}

interface OpenVerb {
  readonly text: string;
  readonly sort: 'endless' | 'by-degrees' | 'pondering';
}

/** The verbs that a promise begins with; one with an end among them ends it: "Research and design a proxy". */
function openVerbOf(promise: string): OpenVerb | null {
  const bare = promise.replace(/^\W*(?:(?:we|please|also|the team|(?:we )?(?:should|will|must|need to)|\p{L}+ly)\s+)*/iu, '');
  const phrase = PHRASES.exec(bare)?.[0];
  if (WATCHED_FOR.test(bare)) return null;
  if (phrase !== undefined) return { text: phrase.toLowerCase(), sort: /^speed/i.test(phrase) ? 'by-degrees' : 'pondering' };
  const verbs = leadingVerbs(bare);
  let open: OpenVerb | null = null;
  for (const verb of verbs) {
    const sort = sortOf(verb);
    if (sort === null && !NEUTRAL.has(verb)) return null;
    if (sort !== null) open ??= { text: verb, sort };
  }
  return open;
}

/** What is watched for can be seen to be watched for: "Monitor for failed logins", "Monitor whether …". */
const WATCHED_FOR = /^monitor(?:ing)? (?:for|if|whether)\b/i;

function leadingVerbs(text: string): readonly string[] {
  const [first = '', rest = ''] = [/^[\p{L}-]+/u.exec(text)?.[0], text.replace(/^[\p{L}-]+/u, '')];
  const verbs = [first.toLowerCase()];
  for (let after = rest; ; ) {
    const next = /^(?:\s*[,/]|\s+(?:and|or|&))\s*(?:and\s+)?(?:\p{L}+ly\s+)?(\p{L}+)/u.exec(after);
    const verb = next?.[1]?.toLowerCase();
    if (next === null || verb === undefined || verbs.length > 3) return verbs;
    verbs.push(verb);
    after = after.slice(next[0].length);
  }
}

function sortOf(verb: string): OpenVerb['sort'] | null {
  if (ENDLESS.has(verb)) return 'endless';
  if (BY_DEGREES.has(verb)) return 'by-degrees';
  return PONDERING.has(verb) ? 'pondering' : null;
}
