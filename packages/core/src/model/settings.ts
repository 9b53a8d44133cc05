import type { Uid } from './id.ts';
import type { PlainDate, Weekday } from './plain-date.ts';

/** What a report depends on besides items. A change of it is an event, so that a past report stays what it was. */
export interface Settings {
  readonly type: 'settings';
  readonly uid: Uid;
  readonly timeZone: string;
  readonly workweek: readonly Weekday[];
  readonly holidays: readonly PlainDate[];
  readonly idPrefix: string;
  readonly people: Readonly<Record<string, { readonly team: string | null; readonly manager: string | null }>>;
  readonly teams: Readonly<Record<string, { readonly lead: string | null; readonly services: readonly string[] }>>;
}
