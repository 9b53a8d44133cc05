import type { ItemUid } from '@closeout/core';
import type { Chance } from '../simulation/chance.ts';
import type { KillStore } from './kill-store.ts';
import type { EditKind, EditThere, KillTracker, SeenIssue } from './kill-tracker.ts';
import type { Side, TypedLedger } from './typed-ledger.ts';

/** What must be there in the end, whoever else did what. */
export interface Promised {
  readonly item: string;
  readonly kind: 'label here' | 'label there' | 'status';
  readonly value: string;
}

const KINDS = { title: 5, dueOn: 4, text: 2, label: 2, status: 2 } as const;

/** People on both sides, who never type the same thing twice. */
export class People {
  readonly promised: Promised[] = [];
  readonly #chance: Chance;
  readonly #store: KillStore;
  readonly #tracker: KillTracker;
  readonly #ledger: TypedLedger;
  #said = 0;

  constructor(parts: { readonly chance: Chance; readonly store: KillStore; readonly tracker: KillTracker; readonly ledger: TypedLedger }) {
    this.#chance = parts.chance;
    this.#store = parts.store;
    this.#tracker = parts.tracker;
    this.#ledger = parts.ledger;
  }

  async add(): Promise<void> {
    const title = `Promise ${this.#next()}`;
    const { uid } = await this.#store.add(title);
    this.#ledger.type({ item: uid, side: 'here', field: 'title', value: title, saw: null, atMs: performance.now() });
  }

  /** `kinds`: what people may do at this moment. */
  async editHere(kinds: readonly EditKind[]): Promise<void> {
    const linked = new Set((await this.#store.links()).map(({ item }) => item));
    const [item] = this.#some((await this.#store.items()).filter(({ uid }) => linked.has(uid)));
    if (item === undefined) return;
    const drawn = this.#kindFor('here', item.uid);
    const kind = kinds.includes(drawn) ? drawn : 'title';
    const n = this.#next();
    switch (kind) {
      case 'title': {
        const title = `Said here, ${n}`;
        const edited = await this.#store.edit(item.uid, { title });
        if (edited) this.#typed(item.uid, { side: 'here', field: 'title', value: title, saw: edited.before.title });
        return;
      }
      case 'dueOn': {
        const dueOn = dayNumber(n);
        const edited = await this.#store.edit(item.uid, { dueOn });
        if (edited) this.#typed(item.uid, { side: 'here', field: 'dueOn', value: dueOn, saw: edited.before.due?.on ?? null });
        return;
      }
      case 'text':
      case 'label': {
        const label = `here-${n}`;
        if (await this.#store.edit(item.uid, { label })) this.promised.push({ item: item.uid, kind: 'label here', value: label });
        return;
      }
      case 'status': {
        const status = item.state.status === 'done' ? 'open' : 'done';
        if (await this.#store.edit(item.uid, { status })) this.promised.push({ item: item.uid, kind: 'status', value: status });
        return;
      }
    }
  }

  /** `kinds`: what people may do at this moment. */
  async editThere(kinds: readonly EditKind[]): Promise<void> {
    const [issue] = this.#some((await this.#tracker.issues()).filter(({ item, status }) => item !== null && status !== 'duplicate'));
    if (issue === undefined || issue.item === null) return;
    const drawn = this.#kindFor('there', issue.item as ItemUid);
    const kind = kinds.includes(drawn) ? drawn : 'title';
    const n = this.#next();
    const atMs = performance.now();
    const edit = this.#editOf(kind, { issue, n });
    await this.#tracker.edit(issue, edit);
    const { item } = issue;
    if (edit.title !== undefined) this.#ledger.type({ item, side: 'there', field: 'title', value: edit.title, saw: issue.title, atMs });
    if (edit.dueOn !== undefined) this.#ledger.type({ item, side: 'there', field: 'dueOn', value: edit.dueOn, saw: issue.dueOn, atMs });
    if (edit.text !== undefined) this.#ledger.type({ item, side: 'there', field: 'text', value: edit.text, saw: null, atMs });
    if (edit.label !== undefined) this.promised.push({ item, kind: 'label there', value: edit.label });
    if (edit.status !== undefined) this.promised.push({ item, kind: 'status', value: edit.status });
  }

  #editOf(kind: EditKind, { issue, n }: { readonly issue: SeenIssue; readonly n: number }): EditThere {
    switch (kind) {
      case 'title':
        return { title: `Said there, ${n}` };
      case 'dueOn':
        return { dueOn: dayNumber(n) };
      case 'text':
        return { text: `A note of a person, ${n}.` };
      case 'label':
        return { label: `there-${n}` };
      case 'status':
        return { status: issue.status === 'open' ? this.#chance.pick(['done', 'dropped']) : 'open' };
    }
  }

  /** The status of an item is changed on one side only, so that anybody can say what it must be. */
  #kindFor(side: Side, item: ItemUid): EditKind {
    const kind = this.#chance.weighted(KINDS);
    const statusSide = Number.parseInt(item.slice(-1), 16) % 2 === 0 ? 'here' : 'there';
    return kind === 'status' && side !== statusSide ? 'title' : kind;
  }

  #typed(
    item: string,
    typed: { readonly side: Side; readonly field: 'title' | 'dueOn'; readonly value: string; readonly saw: string | null },
  ): void {
    this.#ledger.type({ item, ...typed, atMs: performance.now() });
  }

  /** The youngest more often: they are what a sync is busy with. */
  #some<T>(all: readonly T[]): readonly T[] {
    if (all.length === 0) return [];
    const among = this.#chance.happens(0.5) ? all.slice(-8) : all;
    return [this.#chance.pick(among)];
  }

  #next(): number {
    this.#said += 1;
    return this.#said;
  }
}

/** A day of its own for each number. */
function dayNumber(n: number): string {
  return new Date(Date.UTC(2030, 0, 1 + n)).toISOString().slice(0, 10);
}
