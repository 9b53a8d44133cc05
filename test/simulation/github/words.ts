import { PREFIX, type Words } from '../words.ts';
import type { IssueState } from './issue-record.ts';

const STATUS_LABELS = ['blocked', 'in-progress'];
const PRIORITY_LABELS = ['p0', 'p1', 'p2', 'p3', 'p4'];

/** What an issue says. Of several assignees the one in step, else the first. */
export function wordsThere(state: IssueState, inStep: string): Words {
  const labels = state.labels.map((label) => label.toLowerCase());
  const has = (word: string) => labels.includes(`${PREFIX}${word}`);
  const logins = state.assignees.map((login) => login.toLowerCase());
  const block = blockOf(state.body);
  const line = /^Due:(.*)$/m.exec(block?.inside ?? '')?.[1] ?? '';
  const ours = labels.filter((label) => label.startsWith(PREFIX)).map((label) => label.slice(PREFIX.length));
  return {
    title: state.title,
    status: state.state === 'closed' ? (CLOSED[state.reason ?? ''] ?? 'done') : (STATUS_LABELS.find(has) ?? 'open'),
    assignee: inStep !== '' && logins.includes(inStep) ? inStep : (logins[0] ?? ''),
    dueOn: dateIn(line),
    priority: PRIORITY_LABELS.find(has) ?? '',
    details: asText(`${wordsOn(line)}\n\n${asText((block?.inside ?? '').replace(/^\s*Due:.*$/m, ''))}`),
    ...Object.fromEntries(
      ours.filter((label) => ![...STATUS_LABELS, ...PRIORITY_LABELS].includes(label)).map((label) => [`label:${label}`, 'on']),
    ),
  };
}

const CLOSED: Readonly<Record<string, string>> = { not_planned: 'cancelled', duplicate: 'duplicate' };

/** A raw value of a conflict in shared words. */
export function wordOf(field: string, raw: unknown): string {
  if (field === 'status') {
    const { name, category, resolution } = raw as { readonly name: string; readonly category: string; readonly resolution: string | null };
    return category === 'done' ? (CLOSED[resolution ?? ''] ?? 'done') : name;
  }
  const text = typeof raw === 'string' ? raw : '';
  return field === 'title' ? text : text.toLowerCase();
}

/** Labels among those set that are a status, not closed. */
export function isStatusLabel(labels: unknown): boolean {
  return Array.isArray(labels) && labels.some((label) => STATUS_LABELS.some((status) => label === `${PREFIX}${status}`));
}

/** A body taken apart around the block of ours; `null` when nothing marks one. Without an end nobody can tell where it ends. */
export function blockOf(body: string): { readonly before: string; readonly inside: string; readonly after: string } | null {
  const begin = /<!-- closeout:begin [^>]*-->/.exec(body);
  if (begin === null) return null;
  const rest = body.slice(begin.index + begin[0].length);
  const end = /<!-- closeout:end -->/.exec(rest);
  const again = /<!-- closeout:begin/.exec(rest);
  const isWhole = end !== null && (again === null || end.index < again.index);
  return {
    before: body.slice(0, begin.index),
    inside: isWhole ? rest.slice(0, end.index) : rest,
    after: isWhole ? rest.slice(end.index + end[0].length) : '',
  };
}

/** GitHub takes 256 letters and trims; what is longer is cut by us and says so. */
export function asTitle(title: string): string {
  return (title.length <= 256 ? title : `${title.slice(0, 255)}…`).trim();
}

export function asText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** What stands there besides a date or `none`: text like any other in the block. */
function wordsOn(line: string): string {
  return line.replace(/\d{4}-\d{1,2}-\d{1,2}|^\s*none\b/, '').trim();
}

function dateIn(line: string): string {
  const [, year, month = '', day = ''] = /(\d{4})-(\d{1,2})-(\d{1,2})/.exec(line) ?? [];
  return year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
