import type { Field, Words } from './words.ts';

export type Side = 'here' | 'there';

/** Something a person typed that has not crossed yet. */
export interface Typed {
  readonly value: string;
  readonly atMs: number;
}

interface FieldRecord {
  /** What both sides last said together; `null` while they never did (an adopted issue). */
  agreed: string | null;
  here: Typed | null;
  there: Typed | null;
  /** Sides on which something was typed and taken back: if what was typed has been read meanwhile, taking it back is an edit. */
  readonly takenBack: Set<Side>;
}

/** A typed value that the engine wrote over. */
export interface Overwritten {
  readonly item: string;
  readonly field: Field;
  readonly side: Side;
  readonly value: string;
  readonly by: string;
  readonly typedAtMs: number;
}

/**
 * What people typed on each side and how far it got, field by field, from the driver's own record. A value that is typed and then
 * taken back is no edit; one that reaches the other side has crossed; one that the engine writes over before that is reported.
 */
export class EditLedger {
  readonly #records = new Map<string, FieldRecord>();
  readonly #isOverwritten: (lost: Overwritten) => void;

  constructor(isOverwritten: (lost: Overwritten) => void) {
    this.#isOverwritten = isOverwritten;
  }

  /** What both sides last said together. */
  agreed(item: string, field: Field): string | null {
    return this.#records.get(`${item} ${field}`)?.agreed ?? null;
  }

  /** Both sides say something without ever having agreed: an issue is adopted. */
  adopt(item: string, field: Field, { here, there, atMs }: { readonly here: string; readonly there: string; readonly atMs: number }): void {
    const isMet = here === there;
    const typed = (value: string) => (isMet || value === '' ? null : { value, atMs });
    this.#records.set(`${item} ${field}`, { agreed: isMet ? here : null, here: typed(here), there: typed(there), takenBack: new Set() });
  }

  /** The tracker says `there` of what was sent when the item said something; by now it says `here`. */
  create(
    item: string,
    field: Field,
    { here, there, atMs }: { readonly here: string; readonly there: string; readonly atMs: number },
  ): void {
    this.#records.set(`${item} ${field}`, {
      agreed: there,
      here: here === there ? null : { value: here, atMs },
      there: null,
      takenBack: new Set(),
    });
  }

  typed(item: string, field: Field, { side, value, atMs }: { readonly side: Side; readonly value: string; readonly atMs: number }): void {
    const record = this.#record(item, field);
    if (record[side] !== null && value === record.agreed) record.takenBack.add(side);
    record[side] = value === record.agreed ? null : { value, atMs };
  }

  /**
   * Both sides of an item were recorded, `there` as it was read: where people typed the same on both, that is agreed now. `isFound`: it
   * was read to find out what became of a create, so what was taken back there since had met all the same. Answers those fields.
   */
  meet(item: string, { there, isFound }: { readonly there: Words; readonly isFound: boolean }): readonly Field[] {
    const met: Field[] = [];
    for (const [key, record] of this.#records) {
      if (!key.startsWith(`${item} `) || record.here === null) continue;
      const field = key.slice(item.length + 1) as Field;
      const { value } = record.here;
      const isTyped = value === record.there?.value || (isFound && (record.there !== null || record.takenBack.has('there')));
      if (!isTyped || value !== (there[field] ?? '')) continue;
      record.agreed = value;
      record.here = null;
      record.there = null;
      met.push(field);
    }
    return met;
  }

  /**
   * The engine wrote what was typed here, but something that was typed there in the same moment, unseen, shows in its place: one of the
   * two has to give way, and no read could have told.
   */
  wroteBeneath(item: string, field: Field, isUnseen: (typedAtMs: number) => boolean): void {
    const record = this.#record(item, field);
    if (record.there !== null && isUnseen(record.there.atMs)) record.here = null;
  }

  /** The engine wrote `to` on one side; `elsewhere` is what the other side says at that moment. */
  engineWrote(
    item: string,
    field: Field,
    {
      side,
      from,
      to,
      elsewhere,
      atMs,
    }: { readonly side: Side; readonly from: string; readonly to: string; readonly elsewhere: string; readonly atMs: number },
  ): void {
    const record = this.#record(item, field);
    const other = side === 'here' ? 'there' : 'here';
    const typed = record[side];
    if (typed !== null && typed.value === from && from !== to)
      this.#isOverwritten({ item, field, side, value: from, by: to, typedAtMs: typed.atMs });
    record.agreed = to;
    record[side] = null;
    if (elsewhere === to) record[other] = null;
    else if (record[other] !== null || record.takenBack.has(other)) record[other] = { value: elsewhere, atMs: record[other]?.atMs ?? atMs };
    record.takenBack.clear();
  }

  #record(item: string, field: Field): FieldRecord {
    const key = `${item} ${field}`;
    const known = this.#records.get(key);
    if (known !== undefined) return known;
    const fresh: FieldRecord = { agreed: '', here: null, there: null, takenBack: new Set() };
    this.#records.set(key, fresh);
    return fresh;
  }
}
