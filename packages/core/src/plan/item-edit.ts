import type { Config } from '../config/config.ts';
import type { EntityChange, NewItem } from '../model/event.ts';
import type { IncidentUid, ItemUid } from '../model/id.ts';
import { type ActionItem, type Activity, isUnfinished, type Kind, type Priority } from '../model/item.ts';
import { mintFrom } from '../model/mint.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { fault, ok, type Result } from '../model/result.ts';
import type { Snapshot } from '../store/port.ts';
import { dueOf } from './acceptance.ts';
import { changeItems, nameIn } from './find-entity.ts';
import { movedDue } from './item-due.ts';
import type { ActOptions } from './item-verb.ts';
import { type Directory, directoryOf } from './people.ts';

/** What a person states of an item; what is left out stays, `null` clears. */
export interface ItemFields {
  readonly title?: string | undefined;
  readonly details?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly activity?: Activity | null | undefined;
  /** A configured name, login or address, or any other text. */
  readonly owner?: string | null | undefined;
  /** Left out: the team of an owner that is given. */
  readonly team?: string | null | undefined;
  readonly priority?: Priority | null | undefined;
  /** All labels. */
  readonly labels?: readonly string[] | undefined;
  readonly incident?: IncidentUid | null | undefined;
  readonly dueOn?: PlainDate | undefined;
}

export interface AddOptions extends ActOptions {
  readonly config: Config;
}

/** A new item, accepted at once because a person adds it. Refused: `title-missing`, `unknown-incident`. */
export function planAdd(
  snapshot: Snapshot,
  fields: ItemFields & { readonly title: string },
  { config, today }: AddOptions,
): Result<readonly EntityChange[]> {
  const refused = refusedFields(snapshot, fields);
  if (refused) return refused;
  const incident = snapshot.incidents.find(({ uid }) => uid === fields.incident) ?? null;
  const blank: NewItem = {
    type: 'item',
    uid: mintFrom(snapshot)<ItemUid>(),
    title: fields.title.trim(),
    details: '',
    state: { status: 'open' },
    kind: 'unclassified',
    kindSource: 'inferred',
    activity: null,
    owner: null,
    team: null,
    priority: null,
    labels: [],
    incident: null,
    series: null,
    scheduledOn: null,
    due: null,
    proposedDueOn: fields.dueOn ?? null,
    snoozedUntil: null,
    recurrence: null,
    duplicateOf: null,
    references: [],
    origin: null,
    source: null,
    createdOn: today,
    acceptedOn: today,
  };
  const item = withFields(blank, fields, directoryOf(config));
  const inTeam = { ...item, team: item.team ?? incident?.team ?? null };
  return ok([{ op: 'create', entity: { ...inTeam, due: dueOf(inTeam, { config, incident, acceptedOn: today }) }, reason: null }]);
}

export interface EditOptions extends ActOptions {
  readonly config: Config;
  /** Why a due date moves; only needed then. */
  readonly reason?: string | undefined;
}

/**
 * States something else of items. A due date of an accepted item moves as an extension.
 * Refused: `title-missing`, `unknown-incident`, `reason-missing` for a due date, `closed` for a due date of a closed item.
 */
export function planEdit(
  snapshot: Snapshot,
  uids: readonly ItemUid[],
  { fields, config, reason = '', today, by }: EditOptions & { readonly fields: ItemFields },
): Result<readonly EntityChange[]> {
  const refused = refusedFields(snapshot, fields);
  if (refused) return refused;
  const directory = directoryOf(config);
  return changeItems(snapshot, uids, {
    reason: reason.trim() === '' ? null : reason,
    to: (item) => {
      const edited = withFields(item, fields, directory);
      const changed = isSameItem(edited, item) ? item : edited;
      const { dueOn } = fields;
      if (dueOn === undefined || dueOn === item.due?.on) return ok(changed);
      if (item.state.status === 'proposed') return ok(dueOn === item.proposedDueOn ? changed : { ...changed, proposedDueOn: dueOn });
      const name = nameIn(snapshot, item);
      if (!isUnfinished(item)) return fault('closed', `${name} is ${item.state.status}.`, `Reopen it first: closeout reopen ${name}`);
      if (item.due !== null && reason.trim() === '') {
        return fault('reason-missing', `Moving the due date of ${name} needs a reason.`, `closeout extend ${name} ${dueOn} --reason TEXT`);
      }
      return ok(movedDue(changed, { to: dueOn, reason, today, by }));
    },
  });
}

function refusedFields(snapshot: Snapshot, fields: ItemFields): Result<never> | null {
  if (fields.title?.trim() === '') return fault('title-missing', 'An item needs a title.', 'Say in one sentence what is to be done.');
  if (fields.incident && !snapshot.incidents.some(({ uid }) => uid === fields.incident)) {
    return fault('unknown-incident', `There is no incident ${fields.incident}.`, 'List the incidents with: closeout incidents');
  }
  return null;
}

function withFields<I extends NewItem>(item: I, fields: ItemFields, directory: Directory): I {
  const owner = fields.owner === undefined || fields.owner === null ? fields.owner : (directory.personBy(fields.owner) ?? fields.owner);
  const teamOfOwner = owner ? (directory.teamOf(owner) ?? undefined) : undefined;
  return {
    ...item,
    title: fields.title?.trim() ?? item.title,
    details: fields.details ?? item.details,
    kind: fields.kind ?? item.kind,
    kindSource: fields.kind === undefined ? item.kindSource : 'stated',
    activity: given(fields.activity, item.activity),
    owner: given(owner, item.owner),
    team: given(fields.team === undefined ? teamOfOwner : fields.team, item.team),
    priority: given(fields.priority, item.priority),
    labels: fields.labels === undefined ? item.labels : [...new Set(fields.labels)],
    incident: given(fields.incident, item.incident),
  };
}

function given<T>(stated: T | undefined, present: T): T {
  return stated === undefined ? present : stated;
}

const EDITABLE = ['title', 'details', 'kind', 'kindSource', 'activity', 'owner', 'team', 'priority', 'incident'] as const;

function isSameItem(a: ActionItem, b: ActionItem): boolean {
  return EDITABLE.every((field) => a[field] === b[field]) && JSON.stringify(a.labels) === JSON.stringify(b.labels);
}
