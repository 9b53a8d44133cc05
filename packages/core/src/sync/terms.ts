import type { Config, TrackerConfig } from '../config/config.ts';
import type { Json } from '../model/brand.ts';
import type { Priority, Resolution, Status } from '../model/item.ts';
import type { RemoteStatus, SyncField, TrackerName } from '../model/mirror.ts';
import { priorityMeanings } from '../tracker/priority-words.ts';

/** What both sides can say of a status. */
export type SharedStatus = 'open' | 'in-progress' | 'blocked' | 'done' | 'cancelled' | 'duplicate';

/** Today's configuration, as the words in which an item and its issue can be compared. Pure data in, pure functions out. */
export interface Terms {
  readonly tracker: TrackerName;
  readonly labelPrefix: string;
  /** The account of a person there, or `null` when `people` names none. */
  accountOf(person: string): string | null;
  /** The person behind an account, or the account's own name. */
  personOf(account: string): string;
  statusOf(raw: RemoteStatus): SharedStatus;
  /** Why something was cancelled there. */
  resolutionOf(raw: RemoteStatus): Resolution;
  /** `undefined` when the tracker's word means nothing here. */
  priorityOf(raw: string): Priority | undefined;
  /** What of the configuration decides how this is said there: while it stays the same, what was refused would be refused again. */
  mappingOf(field: SyncField | 'create'): Json;
}

/** The words of one tracker under one configuration. */
export function termsOf(tracker: TrackerName, trackerConfig: TrackerConfig, config: Config): Terms {
  const accounts = accountsOf(tracker, config);
  const people = new Map([...accounts].map(([person, account]) => [account.toLowerCase(), person]));
  const statuses = trackerConfig.type === 'jira' ? byLowerKey(trackerConfig.statuses) : new Map<string, Exclude<Status, 'proposed'>>();
  const resolutions = trackerConfig.type === 'jira' ? byLowerKey(trackerConfig.resolutions) : new Map<string, Resolution>();
  const resolutionOf = (raw: RemoteStatus): Resolution => {
    const word = (raw.resolution ?? '').toLowerCase();
    return resolutions.get(word) ?? droppedAs(word) ?? droppedAs(raw.name) ?? 'wont-do';
  };
  const droppedStatus = (raw: RemoteStatus) => (resolutionOf(raw) === 'duplicate' ? 'duplicate' : 'cancelled');
  return {
    tracker,
    labelPrefix: config.sync.labelPrefix,
    accountOf: (person) => accounts.get(person) ?? null,
    personOf: (account) => people.get(account.toLowerCase()) ?? account,
    statusOf: (raw) => {
      if (raw.category === 'done') {
        const word = (raw.resolution ?? '').toLowerCase();
        if (resolutions.has(word) || droppedAs(word) !== null) return droppedStatus(raw);
      }
      const stated = statuses.get(raw.name.toLowerCase());
      if (stated !== undefined) return stated;
      switch (raw.category) {
        case 'new':
          return 'open';
        case 'indeterminate':
          return raw.name.toLowerCase() === 'blocked' ? 'blocked' : 'in-progress';
        case 'done':
          return droppedAs(raw.name) === null ? 'done' : droppedStatus(raw);
      }
    },
    resolutionOf,
    priorityOf: priorityMeanings(trackerConfig.type === 'jira' ? trackerConfig.priorities : {}),
    mappingOf: (field) => mappingOf(trackerConfig, field),
  };
}

function mappingOf(tracker: TrackerConfig, field: SyncField | 'create'): Json {
  if (tracker.type !== 'jira') return null;
  const { statuses, resolutions, priorities, transitionFields, fields, issueType } = tracker;
  switch (field) {
    case 'status':
      return { statuses, resolutions, transitionFields };
    case 'create':
      return { fields, issueType, transitionFields, priorities };
    case 'priority':
      return { fields, priorities };
    case 'title':
    case 'assignee':
    case 'dueOn':
    case 'labels':
    case 'details':
      return { fields };
  }
}

/** Statuses that end an item. */
export function isClosed(status: SharedStatus): boolean {
  return status === 'done' || status === 'cancelled' || status === 'duplicate';
}

/** An item's status in shared words. */
export function sharedStatusOf(status: Exclude<Status, 'proposed'>, resolution: Resolution | null): SharedStatus {
  return status === 'cancelled' && resolution === 'duplicate' ? 'duplicate' : status;
}

/**
 * What a resolution, or the name of a status that ends an issue, says when it means "not done after all": GitHub's
 * `state_reason` and the words of Jira sites, without case. `null`: done is done.
 */
export function droppedAs(word: string): Resolution | null {
  return DROPPED_WORDS.get(word.toLowerCase().replaceAll('’', "'")) ?? null;
}

const DROPPED_WORDS: ReadonlyMap<string, Resolution> = byLowerKey({
  not_planned: 'wont-do',
  "won't do": 'wont-do',
  "won't fix": 'wont-do',
  declined: 'wont-do',
  rejected: 'wont-do',
  cancelled: 'wont-do',
  canceled: 'wont-do',
  'cannot reproduce': 'wont-do',
  'known error': 'wont-do',
  duplicate: 'duplicate',
  obsolete: 'obsolete',
  superseded: 'superseded',
  abandoned: 'wont-do',
});

function accountsOf(tracker: TrackerName, config: Config): ReadonlyMap<string, string> {
  const kind = tracker.slice(0, tracker.indexOf(':'));
  const accounts = new Map<string, string>();
  for (const [name, person] of Object.entries(config.people)) {
    const account = kind === 'github' ? person.github : kind === 'jira' ? person.jira : name;
    if (account !== null) accounts.set(name, account);
  }
  return accounts;
}

/** Words there are compared without regard to case; a map, because a site may call a status `constructor`. */
function byLowerKey<V>(record: Readonly<Record<string, V>>): ReadonlyMap<string, V> {
  return new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
}
