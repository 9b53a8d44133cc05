import * as z from 'zod/mini';
import { duePresets } from '../due/presets.ts';
import { ACTIVITIES, KINDS, PRIORITIES } from '../model/item.ts';
import {
  choice,
  civilDate,
  flag,
  list,
  named,
  nullableText,
  record,
  share,
  slackId,
  text,
  timeZone,
  wholeNumber,
} from './config-fields.ts';
import { channelSchema, jobsSchema } from './delivery-schema.ts';
import { trackerSchema } from './tracker-schema.ts';

/** The days of `workweek`, Monday first. */
export const WEEKDAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const PERSON = 'describe the person as { "github": …, "jira": …, "email": …, "slack": …, "team": …, "manager": … }';

const person = () =>
  record(
    {
      github: nullableText('write a GitHub login'),
      jira: nullableText('write a Jira account id'),
      email: nullableText('write an e-mail address'),
      slack: slackId(),
      team: nullableText('write the name of a team'),
      manager: nullableText('write the name of a person'),
    },
    PERSON,
  );

/** People by name: the shape of `people` and of a `peopleFile`. */
export const peopleSchema = () => named(person(), 'write an object from name to person');

const conditions = () => ({
  severity: z.exactOptional(text('write a severity, for example "SEV1"')),
  priority: z.exactOptional(choice(PRIORITIES)),
  team: z.exactOptional(text('write the name of a team')),
  label: z.exactOptional(text('write a label')),
  activity: z.exactOptional(choice(ACTIVITIES)),
  kind: z.exactOptional(choice(KINDS)),
});

const route = () =>
  record(
    {
      match: record(
        { ...conditions(), service: z.exactOptional(text('write the name of a service')), confidential: z.exactOptional(flag()) },
        'write an object of conditions; {} matches everything that is not confidential',
      ),
      tracker: z.nullable(text('write the name of a configured tracker, or null for "not mirrored"')),
    },
    'write { "match": { … }, "tracker": "name" }',
  );

const side = (winner: 'tracker' | 'closeout') => z._default(choice(['tracker', 'closeout']), winner);

const sync = () =>
  record(
    {
      mode: z._default(choice(['two-way', 'push-only', 'pull-only', 'create-only']), 'two-way'),
      authority: z.prefault(
        record(
          {
            title: side('tracker'),
            status: side('tracker'),
            assignee: side('tracker'),
            dueOn: side('closeout'),
            priority: side('closeout'),
            labels: side('closeout'),
            details: side('closeout'),
          },
          'write an object from field to "tracker" or "closeout"',
        ),
        {},
      ),
      overlapSeconds: z._default(wholeNumber('write a number of seconds, 0 or more', 0), 900),
      labelPrefix: z._default(z.string({ error: () => 'write the text that our labels begin with' }), 'closeout/'),
      guard: z.prefault(
        record(
          {
            share: z._default(share('write a share from 0 to 1'), 0.2),
            count: z._default(wholeNumber('write a whole number, 0 or more', 0), 10),
            creates: z._default(wholeNumber('write a whole number, 0 or more', 0), 50),
          },
          'write { "share": 0.2, "count": 10, "creates": 50 }',
        ),
        {},
      ),
    },
    'write an object',
  );

const duePolicy = () =>
  z.union(
    [
      choice(Object.keys(duePresets)),
      record(
        {
          name: text('write a name'),
          rules: list(
            record(
              {
                ...conditions(),
                days: wholeNumber('write a number of days, 0 or more', 0),
                count: z._default(choice(['calendar', 'business']), 'calendar'),
                from: z._default(choice(['resolved', 'accepted', 'published']), 'accepted'),
              },
              'write { "severity": "1", "days": 7, "from": "resolved" }',
            ),
            'write a list of rules',
          ),
        },
        'write the name of a preset, or { "name": …, "rules": [ … ] }',
      ),
    ],
    { error: () => 'write the name of a preset, or { "name": …, "rules": [ … ] }' },
  );

/** What a configuration may say, and its defaults; what is derived is filled in by `completeConfig`. */
export function configSchema() {
  return record(
    {
      $schema: z.optional(z.string()),
      database: z._default(text('write a file name, relative to the configuration'), 'closeout.db'),
      timeZone: z._default(timeZone(), 'UTC'),
      workweek: z._default(
        list(choice(WEEKDAY_NAMES), 'write a list of days').check(z.minLength(1, { error: () => 'name at least one day' })),
        ['mon', 'tue', 'wed', 'thu', 'fri'],
      ),
      holidays: z._default(list(civilDate(), 'write a list of dates'), []),
      idPrefix: z._default(
        text('write one to ten capital letters or digits other than INC and SER, for example "AI"', /^(?!INC$|SER$)[A-Z][A-Z0-9]{0,9}$/),
        'AI',
      ),
      people: z._default(peopleSchema(), {}),
      peopleFile: z.optional(text('write the name of a JSON file, relative to the configuration')),
      teams: z._default(
        named(
          record(
            {
              lead: nullableText('write the name of a person'),
              services: z._default(list(text('write the name of a service'), 'write a list of services'), []),
              slack: slackId(),
            },
            'describe the team as { "lead": …, "services": [ … ], "slack": … }',
          ),
          'write an object from name to team',
        ),
        {},
      ),
      trackers: z._default(list(trackerSchema(), 'write a list of trackers'), []),
      routes: z._default(list(route(), 'write a list of routes'), []),
      sync: z.prefault(sync(), {}),
      duePolicies: z._default(list(duePolicy(), 'write a list of due policies'), []),
      reminders: z.optional(z.literal('default', { error: () => 'write "default"' })),
      channels: z._default(list(channelSchema(), 'write a list of channels'), [{ type: 'stdout', for: ['remind', 'report'], match: {} }]),
      jobs: z._default(jobsSchema(), { sync: '*/10 * * * *', report: '0 8 * * mon' }),
    },
    'write an object of settings; {} is a complete configuration',
  );
}

/** A configuration as a person writes it: everything may be left out. */
export type ConfigInput = z.input<ReturnType<typeof configSchema>>;
/** A configuration whose shape has been checked. */
export type WrittenConfig = z.output<ReturnType<typeof configSchema>>;
