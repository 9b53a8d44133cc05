import type { ActionItem, Link } from '@closeout/core';
import type { SeenIssue } from './kill-tracker.ts';
import type { People } from './people.ts';
import type { Fate, TypedLedger } from './typed-ledger.ts';

/** What stands on both sides when all is quiet. */
export interface Standing {
  readonly items: readonly ActionItem[];
  readonly links: readonly Link[];
  readonly issues: readonly SeenIssue[];
}

export interface Verdict {
  readonly items: number;
  readonly issues: number;
  /** How many things people typed. */
  readonly typed: number;
  /** Of what does not stand there in the end: why. */
  readonly fates: Readonly<Record<Exclude<Fate, 'lost'>, number>>;
  /** Empty, or in words what the promise does not allow. */
  readonly broken: readonly string[];
}

/** Exactly one issue for each item, and everything that people typed present or recorded as a conflict. */
export function judge(
  { items, links, issues }: Standing,
  {
    ledger,
    people,
    conflicts,
  }: { readonly ledger: TypedLedger; readonly people: People; readonly conflicts: readonly { item: string; value: string }[] },
): Verdict {
  const broken: string[] = [];
  const fates = { conflict: 0, superseded: 0, unseen: 0 };
  const held = Map.groupBy(conflicts, ({ item }) => item);
  for (const item of items) {
    const says = (what: string) => broken.push(`AI-${item.number} ${item.title}: ${what}`);
    const mine = issues.filter((issue) => issue.item === item.uid && issue.status !== 'duplicate');
    const [issue] = mine;
    if (mine.length !== 1 || issue === undefined) {
      says(`${mine.length} issues`);
      continue;
    }
    const live = links.filter((link) => link.item === item.uid && link.state === 'live');
    if (live.length !== 1 || ![live[0]?.issue.key, live[0]?.issue.id].includes(issue.key)) says('is not linked to its issue');
    const values = (held.get(item.uid) ?? []).map(({ value }) => value);
    const stands = {
      title: { here: item.title, there: issue.title },
      dueOn: { here: item.due?.on ?? null, there: issue.dueOn },
      text: { here: issue.text, there: issue.text },
    };
    for (const field of ['title', 'dueOn'] as const) {
      const { here, there } = stands[field];
      if (here !== there && !values.some((value) => value.includes(`"${field}"`))) says(`${field} is ${here} here and ${there} there`);
    }
    for (const field of ['title', 'dueOn'] as const) {
      for (const side of ['here', 'there'] as const) {
        const typed = ledger.last(item.uid, { side, field });
        if (typed === null || stands[field][side] === typed.value) continue;
        const fate = ledger.fateOf(typed, values);
        if (fate === 'lost') says(`${field} ${typed.value}, typed ${side}, is lost: it is ${stands[field][side]}`);
        else fates[fate] += 1;
      }
    }
    for (const typed of ledger.typed.filter((one) => one.item === item.uid && one.field === 'text')) {
      if (issue.text.includes(typed.value)) continue;
      const fate = ledger.fateOf(typed, values);
      if (fate === 'lost') says(`the text ${typed.value} is lost`);
      else fates[fate] += 1;
    }
    const promised = people.promised.filter((one) => one.item === item.uid);
    for (const { kind, value } of promised) {
      if (kind === 'label here' && !item.labels.includes(value)) says(`the label ${value} is lost here`);
      if (kind !== 'status' && !issue.labels.some((label) => label.endsWith(value))) says(`the label ${value} is not there`);
    }
    const status = promised.findLast(({ kind }) => kind === 'status')?.value ?? 'open';
    const here = item.state.status === 'cancelled' ? 'dropped' : item.state.status;
    if (here === status && issue.status === status) continue;
    // Of a close that arrived unheard and a reopening here the close wins, and the reopening is kept as a conflict.
    const isKept = here === issue.status && values.some((value) => value.includes('"status"'));
    if (isKept) fates.conflict += 1;
    else says(`${status} was said, it is ${here} here and ${issue.status} there; in conflict: ${values.join(' ') || 'nothing'}`);
  }
  const strays = issues.filter(({ item }) => item === null || !items.some(({ uid }) => uid === item));
  for (const { title } of strays) broken.push(`an issue of nobody: ${title}`);
  return { items: items.length, issues: issues.length, typed: ledger.typed.length + people.promised.length, fates, broken };
}
