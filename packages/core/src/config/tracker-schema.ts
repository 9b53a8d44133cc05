import * as z from 'zod/mini';
import { PRIORITIES, RESOLUTIONS } from '../model/item.ts';
import type { Tracker } from '../tracker/port.ts';
import type { PaceLimits } from './config.ts';
import { address, choice, named, record, secret, text, wholeNumber } from './config-fields.ts';

const limits = ({ writesPerMinute, createsPerHour }: PaceLimits) =>
  z.prefault(
    record(
      {
        writesPerMinute: z._default(wholeNumber('write how many writes a minute are allowed, at least 1', 1), writesPerMinute),
        createsPerHour: z._default(wholeNumber('write how many new issues an hour are allowed, at least 1', 1), createsPerHour),
      },
      `write { "writesPerMinute": ${writesPerMinute}, "createsPerHour": ${createsPerHour} }`,
    ),
    {},
  );

/** The REST API of github.com. */
export const GITHUB_API = 'https://api.github.com';

/** What GitHub takes of one account, with some room. */
const GITHUB_PACE: PaceLimits = { writesPerMinute: 60, createsPerHour: 500 };
/** Jira counts by the second and says itself when to wait: these only bound a sync that runs wild. */
const JIRA_PACE: PaceLimits = { writesPerMinute: 1_200, createsPerHour: 10_000 };

// Longer than lists of the tracker are known to lag: shorter windows can make twins.
const settleSeconds = (seconds: number) => z._default(wholeNumber('write a number of seconds, 0 or more', 0), seconds);

// One of both: see the rules.
const githubApp = () =>
  record(
    {
      appId: wholeNumber('write the number that the settings of the app show as "App ID"', 1),
      installationId: wholeNumber('write the number at the end of the address of the installation', 1),
      privateKey: secret(),
    },
    'write { "appId": 1, "installationId": 2, "privateKey": { "env": "NAME" } }',
  );

const github = () =>
  record(
    {
      type: z.literal('github'),
      name: text('write a name'),
      repo: text('write "owner/repository", for example "acme/payments"', /^[A-Za-z0-9_-]+\/[A-Za-z0-9._-]+$/),
      baseUrl: z._default(address('the address of the REST API, for example "https://api.github.com"'), GITHUB_API),
      token: z._default(z.nullable(secret()), null),
      app: z._default(z.nullable(githubApp()), null),
      settleSeconds: settleSeconds(600),
      limits: limits(GITHUB_PACE),
    },
    'describe a tracker',
  );

const transitionFields = () => {
  const fields = z.exactOptional(named(text('write a value'), 'write an object from field name to value'));
  const shape = { open: fields, 'in-progress': fields, blocked: fields, done: fields, cancelled: fields };
  return record(shape, 'write an object from our status to the fields it demands');
};

const jira = () =>
  record(
    {
      type: z.literal('jira'),
      name: text('write a name'),
      host: address('the address of the site, for example "https://acme.atlassian.net"'),
      site: z._default(z.nullable(address('the address that people see in the browser, for example "https://acme.atlassian.net"')), null),
      project: text('write the project key, for example "OPS"', /^[A-Z][A-Z0-9_]+$/),
      issueType: z._default(text('write the name of an issue type, for example "Task"'), 'Task'),
      email: z._default(z.nullable(secret()), null),
      token: secret(),
      settleSeconds: settleSeconds(900),
      statuses: z._default(
        named(choice(['open', 'in-progress', 'blocked', 'done', 'cancelled']), 'write an object from their status names to ours'),
        {},
      ),
      resolutions: z._default(named(choice(RESOLUTIONS), 'write an object from their resolutions to ours'), {}),
      priorities: z._default(named(choice(PRIORITIES), 'write an object from the names of their priorities to ours'), {}),
      transitionFields: z._default(transitionFields(), {}),
      fields: z._default(named(text('write a value'), 'write an object from field name to value'), {}),
      limits: limits(JIRA_PACE),
    },
    'describe a tracker',
  );

const custom = () =>
  record(
    {
      type: z.literal('custom'),
      name: text('write a name'),
      tracker: z.custom<Tracker>(isTracker, {
        error: () => 'pass an object with name, createsAtOnce, pull, read, find, create and update (only in the .ts or .mjs form)',
      }),
      settleSeconds: settleSeconds(600),
      limits: limits(GITHUB_PACE),
    },
    'describe a tracker',
  );

/** One entry of `trackers`. */
export const trackerSchema = () =>
  z.discriminatedUnion('type', [github(), jira(), custom()], { error: () => 'write "github", "jira" or "custom"' });

function isTracker(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'createsAtOnce' in value &&
    ['pull', 'read', 'find', 'create', 'update'].every((call) => call in value)
  );
}
