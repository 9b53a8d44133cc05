import * as z from 'zod/mini';
import { choice, cronExpression, list, record, secret, text } from './config-fields.ts';

/** The jobs that may have a cron expression. */
export const JOB_NAMES = ['sync', 'remind', 'report'] as const;
export type JobName = (typeof JOB_NAMES)[number];

const delivered = () => ({
  for: z._default(list(choice(['remind', 'report']), 'write a list of jobs, for example ["report"]'), ['remind', 'report']),
  match: z._default(record({ team: z.exactOptional(text('write the name of a team')) }, 'write { "team": "name" }'), {}),
});

/** One entry of `channels`. */
export const channelSchema = () =>
  z.discriminatedUnion(
    'type',
    [
      record({ type: z.literal('stdout'), ...delivered() }, 'describe a channel'),
      record(
        {
          type: z.literal('file'),
          path: text('write a file name; {week} in it becomes the day of the report'),
          format: z._default(choice(['text', 'markdown', 'html', 'json']), 'text'),
          ...delivered(),
        },
        'describe a channel',
      ),
      record(
        { type: z.literal('slack'), token: z.optional(secret()), webhook: z.optional(secret()), ...delivered() },
        'describe a channel',
      ),
      z.looseObject({ type: z.enum(['email', 'issue', 'webhook']), ...delivered() }),
    ],
    { error: () => 'write "stdout", "file", "slack", "email", "issue" or "webhook"' },
  );

/** `jobs`: when each runs. */
export const jobsSchema = () =>
  record(
    { sync: z.exactOptional(cronExpression()), remind: z.exactOptional(cronExpression()), report: z.exactOptional(cronExpression()) },
    'write an object from job to cron expression',
  );
