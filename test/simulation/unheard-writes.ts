import type { IssueRecord } from './github/issue-record.ts';
import type { Field } from './words.ts';

interface Unheard {
  readonly issue: IssueRecord;
  readonly field: Field;
  readonly version: number;
  /** What stood there before. */
  readonly from: string;
}

/** Writes that were carried out, but whose effect nobody who lived to record it has seen: the answer was lost, or its reader died. */
export class UnheardWrites {
  #writes: readonly Unheard[] = [];

  wrote(issue: IssueRecord, field: Field, from: string): void {
    this.#writes = [...this.#writes, { issue, field, version: issue.versions.length - 1, from }];
  }

  /** A run recorded what it had seen of an issue. */
  heard(issueId: string, seen: ReadonlyMap<number, number>): void {
    this.#writes = this.#writes.filter(({ issue, version }) => String(issue.id) !== issueId || version > (seen.get(issue.number) ?? -1));
  }

  /** True when `value` is what stood there before writes that nobody heard of. */
  puts(issue: IssueRecord, field: Field, value: string): boolean {
    return this.#writes.find((write) => write.issue === issue && write.field === field)?.from === value;
  }
}
