import * as z from 'zod/mini';
import { instantAt } from '../model/instant.ts';
import { dayIn, parsePlainDate } from '../model/plain-date.ts';

/** The remedy for a secret that stands in the file itself; its value is never repeated in a message. */
export const SECRET_REMEDY = 'write { "env": "NAME" } with the name of the environment variable that holds it, never the secret itself';

// The prefixes by which GitHub, Atlassian and Slack mark their tokens.
const TOKEN = /^(?:gh[a-z]_|github_pat_|ATATT|ATCTT|xox[a-z]-|https?:)/;
const SLACK = 'write the id of a Slack user or channel, for example "C01ABCDEF"';

/** What a schema says when a value is not right: the remedy. */
function say(remedy: string) {
  return { error: () => remedy };
}

export function text(remedy: string, form: RegExp = /\S/) {
  return z.string(say(remedy)).check(z.regex(form, say(remedy)));
}

export function nullableText(remedy: string) {
  return z._default(z.nullable(text(remedy)), null);
}

/** One of `values`; another word is answered with the nearest of them. */
export function choice<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, say(`write one of ${values.join(', ')}`));
}

export function wholeNumber(remedy: string, least: number) {
  return z.int(say(remedy)).check(z.gte(least, say(remedy)));
}

/** A number from 0 to 1. */
export function share(remedy: string) {
  return z.number(say(remedy)).check(z.gte(0, say(remedy)), z.lte(1, say(remedy)));
}

export function flag() {
  return z.boolean(say('write true or false'));
}

export function list<Item extends z.core.SomeType>(item: Item, remedy: string) {
  return z.array(item, say(remedy));
}

/** An object with these keys only. Its complaint about other keys lists its own, for {@link knownKeys}. */
export function record<Shape extends z.core.$ZodShape>(shape: Shape, remedy: string) {
  const known = Object.keys(shape).join(' ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? known : remedy) });
}

/** The keys that a {@link record} knows, read back from its complaint. */
export function knownKeys(complaint: string): readonly string[] {
  return complaint.split(' ');
}

/** An object whose keys are names that people choose. */
export function named<Value extends z.core.SomeType>(value: Value, remedy: string) {
  return z.record(z.string(), value, say(remedy));
}

export function secret() {
  const env = z.string(say(SECRET_REMEDY)).check(
    z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, say(SECRET_REMEDY)),
    z.refine((name: string) => !TOKEN.test(name), say(SECRET_REMEDY)),
  );
  return z.strictObject({ env }, { error: (issue) => (issue.code === 'unrecognized_keys' ? 'env' : SECRET_REMEDY) });
}

export function slackId() {
  return nullableText(SLACK);
}

export function civilDate() {
  const remedy = 'write a date that exists as "YYYY-MM-DD"';
  return z.string(say(remedy)).check(z.refine((text: string) => parsePlainDate(text) !== null, say(remedy)));
}

export function timeZone() {
  const remedy = 'write an IANA name, for example "Europe/Berlin" or "UTC"';
  return z.string(say(remedy)).check(z.refine(isTimeZone, say(remedy)));
}

/** An address of a tracker: https anywhere, http only to this machine, and no user or password in it. */
export function address(example: string) {
  const remedy = `write ${example}; plain http only to localhost, and no user or password in it`;
  return z.string(say(remedy)).check(z.refine(isSafeAddress, say(remedy)));
}

/** Five or six fields; node-cron judges the rest when the job is scheduled. */
export function cronExpression() {
  return text(
    'write a cron expression of five fields, for example "0 8 * * mon"',
    /^\s*(?:[\dA-Za-z*,/#?-]+\s+){4,5}[\dA-Za-z*,/#?-]+\s*$/,
  );
}

/** What Temporal takes for a zone beyond its name, such as a whole date and time, is none here. */
const ZONE = /^(?:[A-Za-z][A-Za-z0-9_+/-]*|[+-]\d\d(?::?\d\d)?)$/;

function isTimeZone(name: string): boolean {
  if (!ZONE.test(name)) return false;
  try {
    dayIn(name, instantAt(0));
    return true;
  } catch {
    return false;
  }
}

function isSafeAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname));
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
