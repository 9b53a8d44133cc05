import * as z from 'zod';
import { parseInstant } from '../model/instant.ts';
import { ACTIVITIES, KINDS } from '../model/item.ts';
import { parsePlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { DocumentDraft } from './draft.ts';

/** A string that `parse` understands, as what it understood. */
function parsed<T>(parse: (text: string) => T | null, remedy: string) {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: remedy });
    return z.NEVER;
  });
}

const instant = parsed(parseInstant, 'write an instant with its offset, such as 2024-06-01T14:00:00Z').nullable().default(null);
const day = parsed(parsePlainDate, 'write a date as YYYY-MM-DD').nullable().default(null);
const source = z
  .object({ system: z.string().min(1), id: z.string().min(1) })
  .nullable()
  .default(null);
const text = z.string().nullable().default(null);
const texts = z.array(z.string()).default([]);

const item = z.object({
  title: z.string().trim().min(1),
  details: z.string().default(''),
  section: z.string().default(''),
  line: z.int().min(0).default(0),
  sure: z.number().min(0).max(1).default(1),
  duplicateOf: z.int().min(0).nullable().default(null),
  kind: z.enum(KINDS).default('unclassified'),
  kindSource: z.enum(['stated', 'inferred']).default('inferred'),
  activity: z.enum(ACTIVITIES).nullable().default(null),
  recurrence: z.object({ text: z.string(), rrule: z.string().nullable(), needsCadence: z.boolean() }).nullable().default(null),
  owner: text,
  team: text,
  priority: text,
  dueOn: day,
  dueText: text,
  links: texts,
  done: z.boolean().nullable().default(null),
  calledOff: z.boolean().default(false),
  anchor: text,
  source,
});

const incident = z.object({
  title: z.string().trim().min(1),
  startedAt: instant,
  endedAt: instant,
  detectedAt: instant,
  durationMinutes: z.number().min(0).nullable().default(null),
  timeZone: text,
  impact: text,
  affectedShare: z.number().min(0).max(1).nullable().default(null),
  rootCause: text,
  services: texts,
  severity: text,
  team: text,
  lead: text,
  labels: texts,
  timeline: z.array(z.object({ at: instant, text: z.string() })).default([]),
  items: z.array(item).default([]),
  source,
});

const problem = z.object({ line: z.int().min(0), code: z.string(), message: z.string() });

const documents = z.object({
  version: z.literal(1, 'this release reads version 1'),
  documents: z.array(
    z.object({ path: text, id: text, digest: text, incidents: z.array(incident).default([]), problems: z.array(problem).default([]) }),
  ),
});

/**
 * The documents that `import --dry-run --json` printed, or that another program wrote in that form: only titles are
 * required, everything else may be left out. Every mistake is named with its path.
 */
export function parseImportJson(value: unknown): Result<readonly DocumentDraft[]> {
  const read = documents.safeParse(value);
  if (read.success) return ok(read.data.documents);
  const mistakes = read.error.issues.slice(0, MOST_MISTAKES).map((issue) => `${issue.path.join('.') || 'document'}: ${issue.message}`);
  const more = read.error.issues.length - mistakes.length;
  const message = `not what "import --dry-run --json" prints: ${mistakes.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
  return fault('bad-import-json', message, 'mend these places, or import the documents themselves');
}

/** Nobody reads more than these at once. */
const MOST_MISTAKES = 10;
