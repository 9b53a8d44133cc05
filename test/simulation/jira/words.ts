import { isList, type Json, type JsonObject, objectOf } from '../../../packages/jira-emulation/src/json.ts';
import type { EmulatedIssue } from '../../../packages/jira-emulation/src/site-options.ts';
import { PREFIX, type Words } from '../words.ts';

const BLOCK_TITLE = 'closeout · edits in here are overwritten';
const PRIORITIES: Readonly<Record<string, string>> = { highest: 'p0', high: 'p1', medium: 'p2', low: 'p3', lowest: 'p4' };
/** Who says nothing of a priority gets this one. */
const STANDARD_PRIORITY = 'p2';
const DROPPED: Readonly<Record<string, string>> = {
  "won't do": 'cancelled',
  "won't fix": 'cancelled',
  'cannot reproduce': 'cancelled',
  obsolete: 'cancelled',
  duplicate: 'duplicate',
};
const UNFINISHED: Readonly<Record<string, string>> = { 'To Do': 'open', 'In Progress': 'in-progress', Blocked: 'blocked' };

/** What an issue says. */
export function wordsThere(issue: EmulatedIssue): Words {
  const ours = issue.labels.filter((label) => label.startsWith(PREFIX)).map((label) => label.slice(PREFIX.length));
  return {
    title: issue.summary,
    status: statusWord(issue.status, issue.resolution),
    assignee: issue.assignee?.toLowerCase() ?? '',
    dueOn: issue.duedate ?? '',
    priority: wordOf('priority', issue.priority),
    details: asText(blocksOf(issue.description).slice(0, 1).map(lettersOf).join('')),
    ...Object.fromEntries(ours.map((label) => [`label:${label.toLowerCase()}`, 'on'])),
  };
}

/** A raw value of a conflict, or a priority of ours, in shared words. */
export function wordOf(field: string, raw: unknown): string {
  if (field === 'status') {
    const { name, resolution } = raw as { readonly name: string; readonly resolution: string | null };
    return statusWord(name, resolution);
  }
  const text = typeof raw === 'string' ? raw : '';
  if (field === 'priority') return text === '' ? STANDARD_PRIORITY : (PRIORITIES[text.toLowerCase()] ?? text.toLowerCase());
  return field === 'title' ? text : text.toLowerCase();
}

function statusWord(name: string, resolution: string | null): string {
  const unfinished = UNFINISHED[name];
  if (unfinished !== undefined) return unfinished;
  return DROPPED[resolution?.toLowerCase() ?? ''] ?? (name === 'Cancelled' ? 'cancelled' : 'done');
}

/** Jira takes 255 letters on one line; what is longer is cut by us and says so. */
export function asTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  return line.length <= 255 ? line : `${line.slice(0, 254)}…`;
}

/** A document says the same as the Markdown it was made from, letter by letter; signs and spaces are Jira's affair. */
export function asText(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** The blocks of ours in a description: the first, and copies that a person made of it. */
export function blocksOf(description: Json): readonly JsonObject[] {
  return nodesOf(description).filter(isBlock);
}

/** Everything in a description that is not ours, in order. */
export function foreignOf(description: Json): string {
  const [ours] = blocksOf(description);
  return JSON.stringify(nodesOf(description).filter((node) => node !== ours));
}

export function nodesOf(node: Json): readonly JsonObject[] {
  const { content } = objectOf(node);
  return isList(content) ? content.map(objectOf) : [];
}

export function isBlock({ type, attrs }: JsonObject): boolean {
  return type === 'expand' && objectOf(attrs).title === BLOCK_TITLE;
}

function lettersOf(node: JsonObject): string {
  return typeof node.text === 'string'
    ? node.text
    : nodesOf(node)
        .map(lettersOf)
        .join(node.type === 'paragraph' ? '' : ' ');
}
