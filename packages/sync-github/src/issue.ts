import {
  blockDetails,
  dueOnOf,
  dueTextOf,
  type Instant,
  type Issue,
  instantAt,
  type ParsedBody,
  PRIORITIES,
  type Priority,
  parseBlocks,
  type RemoteStatus,
} from '@closeout/core';
import * as z from 'zod';

const account = z.object({ login: z.string() });

/** What we read of an issue as GitHub's REST API describes it. */
export const rawIssue = z.object({
  id: z.union([z.number(), z.bigint()]),
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  user: account.nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
  assignees: z.array(account).nullish(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  pull_request: z.unknown().optional(),
});
export type RawIssue = z.infer<typeof rawIssue>;

/** The labels that stand for what GitHub has no field for. */
export interface LabelWords {
  /** `closeout/in-progress` for `in-progress`. */
  readonly of: (word: 'in-progress' | 'blocked' | Priority) => string;
}

export function labelWords(prefix: string): LabelWords {
  return { of: (word) => `${prefix}${word}` };
}

const STATUS_WORDS = ['blocked', 'in-progress'] as const;

/** What `raw` holds, in the words of the port. Labels that show a status or a priority are not among its labels. */
export function issueOf(raw: RawIssue, words: LabelWords): Issue {
  const labels = labelsOf(raw);
  const blocks = parseBlocks(raw.body ?? '');
  const [block] = blocks;
  return {
    id: String(raw.id),
    key: String(raw.number),
    url: raw.html_url,
    author: raw.user?.login ?? null,
    createdAt: instantOf(raw.created_at),
    updatedAt: instantOf(raw.updated_at),
    markers: block?.markers ?? [],
    title: raw.title,
    status: statusOf(raw, words),
    assignees: (raw.assignees ?? []).map(({ login }) => login),
    dueOn: block === undefined ? null : dueOnOf(block.dueLine),
    priority: PRIORITIES.find((priority) => hasLabel(labels, words.of(priority))) ?? null,
    labels: labels.filter((label) => !isReserved(label, words)),
    details: block === undefined ? null : textOf(block),
    ...(blocks.length < 2
      ? {}
      : { blocks: blocks.map((each) => ({ marker: each.marker, dueOn: dueOnOf(each.dueLine), details: textOf(each) })) }),
  };
}

/** What stands in a block besides its date: words on the due line are text like any other. */
function textOf({ dueLine, details }: ParsedBody): string {
  const words = dueTextOf(dueLine);
  return words === '' ? details : blockDetails(`${words}\n\n${details}`);
}

function statusOf(raw: RawIssue, words: LabelWords): RemoteStatus {
  if (raw.state === 'closed') return { name: 'closed', category: 'done', resolution: raw.state_reason ?? null };
  const word = STATUS_WORDS.find((status) => hasLabel(labelsOf(raw), words.of(status)));
  return { name: word ?? 'open', category: word === undefined ? 'new' : 'indeterminate', resolution: null };
}

export function labelsOf(raw: RawIssue): readonly string[] {
  return raw.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? [])));
}

/** GitHub tells labels apart by more than case, or not at all. */
export function hasLabel(labels: readonly string[], name: string): boolean {
  return labels.some((label) => label.toLowerCase() === name.toLowerCase());
}

/** Labels that are another field in the port's words. */
export function isReserved(label: string, words: LabelWords): boolean {
  return [...STATUS_WORDS, ...PRIORITIES].some((word) => hasLabel([label], words.of(word)));
}

function instantOf(text: string): Instant {
  return instantAt(Date.parse(text));
}

/** An assignee or author by login, whatever the case. */
export function hasLogin(accounts: RawIssue['assignees'], login: string): boolean {
  return (accounts ?? []).some((account) => account.login.toLowerCase() === login.toLowerCase());
}
