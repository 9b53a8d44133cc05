import type { Passing } from './losing-transport.ts';

export type Side = 'here' | 'there';

/** What a person typed into a field, in words that nobody typed before. */
export interface Typed {
  readonly item: string;
  readonly side: Side;
  readonly field: 'title' | 'dueOn' | 'text';
  readonly value: string;
  /** What stood there: seen, and written over on purpose. `null` for what only adds. */
  readonly saw: string | null;
  readonly atMs: number;
}

/** A request that wrote over a field of an issue. */
export interface Overwriting {
  readonly process: string;
  readonly item: string;
  readonly fields: readonly string[];
  readonly atMs: number;
  /** What was recorded of the issue at that moment. */
  readonly recorded: string;
  /** How many answers its process had heard. */
  readonly heard: number;
}

/** What became of something that is not there in the end. */
export type Fate = 'conflict' | 'superseded' | 'unseen' | 'lost';

/** The driver's own record of what people typed, and of what each process was shown before it wrote. */
export class TypedLedger {
  readonly typed: Typed[] = [];
  readonly #writes: Overwriting[] = [];
  readonly #answers = new Map<string, string[]>();

  type(typed: Typed): void {
    this.typed.push(typed);
  }

  answered({ process }: Passing, body: string): void {
    this.#answers.set(process, [...(this.#answers.get(process) ?? []), body]);
  }

  wrote(write: Omit<Overwriting, 'heard'>): void {
    this.#writes.push({ ...write, heard: this.#answers.get(write.process)?.length ?? 0 });
  }

  /** The last thing that people typed into that field on that side. */
  last(item: string, { side, field }: Pick<Typed, 'side' | 'field'>): Typed | null {
    return this.typed.findLast((typed) => typed.item === item && typed.side === side && typed.field === field) ?? null;
  }

  /** Why the last value of a side does not stand there in the end. `conflicts`: every value that a recorded conflict ever held. */
  fateOf(typed: Typed, conflicts: readonly string[]): Fate {
    if (conflicts.some((kept) => kept.includes(typed.value))) return 'conflict';
    const { item, field } = typed;
    const others = this.typed.filter((other) => other.item === item && other.field === field && other.side !== typed.side);
    if (others.some(({ saw }) => saw === typed.value)) return 'superseded';
    return this.#wasUnseen(typed) ? 'unseen' : 'lost';
  }

  /**
   * Between the last read and the write: the first request that wrote over it came from a process that no answer had shown it to, and
   * no process had recorded it. The one window that docs/guarantee.md names.
   */
  #wasUnseen({ side, item, field, value, atMs }: Typed): boolean {
    if (side === 'here') return false;
    const write = this.#writes.find((one) => one.item === item && one.atMs >= atMs && one.fields.includes(field));
    if (write === undefined) return false;
    const shown = (this.#answers.get(write.process) ?? []).slice(0, write.heard);
    return !write.recorded.includes(value) && !shown.some((body) => body.includes(value));
  }
}
