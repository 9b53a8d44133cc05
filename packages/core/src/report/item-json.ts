import type { ActionItem, Activity, Kind, Priority, Status } from '../model/item.ts';
import { daysOverdue, type Lateness, latenessOf } from '../model/lateness.ts';
import type { MirrorState } from '../model/mirror.ts';
import type { PlainDate } from '../model/plain-date.ts';
import type { ItemLookup } from './item-lookup.ts';

/** One item as `list --json` and `overdue --json` print it. Keys come in this order. */
export interface ItemJson {
  /** `AI-7`. */
  readonly id: string;
  readonly uid: string;
  readonly title: string;
  readonly status: Status;
  readonly kind: Kind;
  readonly activity: Activity | null;
  readonly owner: string | null;
  /** The item's own team, else the team of its owner. */
  readonly team: string | null;
  readonly priority: Priority | null;
  readonly dueOn: PlainDate | null;
  readonly originalDueOn: PlainDate | null;
  readonly slips: number;
  readonly lateness: Lateness;
  readonly daysOverdue: number;
  /** `INC-3`. */
  readonly incident: string | null;
  /** `SER-2`. */
  readonly series: string | null;
  readonly links: readonly LinkJson[];
}

/** An item's mirror in a tracker. */
export interface LinkJson {
  readonly tracker: string;
  readonly key: string;
  readonly url: string;
  readonly state: MirrorState['state'];
}

/** What `list --json` and `overdue --json` print. */
export interface ItemListJson {
  readonly version: 1;
  readonly today: PlainDate;
  readonly items: readonly ItemJson[];
}

/** `item` as machines read it, as it stands on `today`. */
export function toItemJson(item: ActionItem, options: { readonly lookup: ItemLookup; readonly today: PlainDate }): ItemJson {
  const { lookup, today } = options;
  const incident = lookup.incidentOf(item);
  const series = lookup.seriesOf(item);
  return {
    id: lookup.idOf(item),
    uid: item.uid,
    title: item.title,
    status: item.state.status,
    kind: item.kind,
    activity: item.activity,
    owner: item.owner,
    team: lookup.teamOf(item),
    priority: item.priority,
    dueOn: item.due?.on ?? null,
    originalDueOn: item.due?.originallyOn ?? null,
    slips: item.due?.extensions.length ?? 0,
    lateness: latenessOf(item, today),
    daysOverdue: daysOverdue(item, today),
    incident: incident === null ? null : lookup.idOf(incident),
    series: series === null ? null : lookup.idOf(series),
    links: lookup.mirrorsOf(item.uid).map(({ tracker, key, url, state }) => ({ tracker, key, url, state })),
  };
}

/** `items`, in the order given, as `list --json` and `overdue --json` print them. */
export function itemListJson(
  items: readonly ActionItem[],
  options: { readonly lookup: ItemLookup; readonly today: PlainDate },
): ItemListJson {
  return { version: 1, today: options.today, items: items.map((item) => toItemJson(item, options)) };
}
