import { type Issue, isUid, type Marker, parseInstant, parsePlainDate, type RemoteStatus } from '@closeout/core';
import { detailsOf } from './adf.ts';
import { recordOf } from './failure.ts';

/** The issue property that holds our marker. It stands in every issue ever made, so it never changes. */
export const MARKER_PROPERTY = 'closeout';

/** The fields of Jira that are read. */
export const READ_FIELDS: readonly string[] = [
  'summary',
  'status',
  'resolution',
  'assignee',
  'duedate',
  'priority',
  'labels',
  'description',
  'created',
  'updated',
  'creator',
  'project',
  'issuetype',
];

/** An issue, and what further calls need to know of it. */
export interface SeenIssue {
  readonly issue: Issue;
  readonly project: string;
  readonly typeId: string;
  readonly statusId: string;
  /** As Jira gave it. */
  readonly description: unknown;
}

/** Reads one issue as the API writes it; `null` for what is not an issue one could work with. */
export function seenIssueOf(raw: unknown, browse: (key: string) => string): SeenIssue | null {
  const { id, key, fields: rawFields, properties } = recordOf(raw);
  const fields = recordOf(rawFields);
  const status = statusOf(fields.status, fields.resolution);
  const createdAt = parseInstant(textOf(fields.created));
  const updatedAt = parseInstant(textOf(fields.updated));
  if (typeof id !== 'string' || !isIssueId(id) || typeof key !== 'string' || !isIssueKey(key)) return null;
  if (status === null || createdAt === null || updatedAt === null || typeof fields.summary !== 'string') return null;
  const assignee = textOf(recordOf(fields.assignee).accountId);
  return {
    issue: {
      id,
      key,
      url: browse(key),
      author: textOf(recordOf(fields.creator).accountId) || null,
      createdAt,
      updatedAt,
      markers: markersOf(properties),
      title: fields.summary,
      status,
      assignees: assignee === '' ? [] : [assignee],
      dueOn: parsePlainDate(textOf(fields.duedate)),
      priority: textOf(recordOf(fields.priority).name) || null,
      labels: Array.isArray(fields.labels) ? fields.labels.filter((label) => typeof label === 'string') : [],
      details: detailsOf(fields.description),
    },
    project: textOf(recordOf(fields.project).key),
    typeId: textOf(recordOf(fields.issuetype).id),
    statusId: textOf(recordOf(fields.status).id),
    description: fields.description ?? null,
  };
}

/** True for what may stand in a path as an id: jira.js does not encode it. */
export function isIssueId(text: string): boolean {
  return /^\d+$/.test(text);
}

export function isIssueKey(text: string): boolean {
  return /^[A-Z][A-Z0-9_]*-\d+$/.test(text);
}

export function isProjectKey(text: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(text);
}

function statusOf(rawStatus: unknown, rawResolution: unknown): RemoteStatus | null {
  const { name, statusCategory } = recordOf(rawStatus);
  const { key } = recordOf(statusCategory);
  if (typeof name !== 'string') return null;
  // Jira also knows "undefined", for a status that nobody put into a category: not done, not begun.
  const category = key === 'done' || key === 'indeterminate' ? key : 'new';
  return { name, category, resolution: textOf(recordOf(rawResolution).name) || null };
}

/** A property holds one value, so there is one marker or none. */
export function markersOf(properties: unknown): readonly Marker[] {
  const { workspace, item } = recordOf(recordOf(properties)[MARKER_PROPERTY]);
  if (typeof workspace !== 'string' || typeof item !== 'string' || !isUid(workspace) || !isUid(item)) return [];
  return [{ workspace: workspace as Marker['workspace'], item: item as Marker['item'] }];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
