import { type ActionItem, cutToWidth, displayId, displayWidth, plainText, wrapText } from '@closeout/core';
import { documentOf, incidentOf, type Situation } from './situation.ts';
import type { Style } from './style.ts';

/** Below this it is worth saying how sure the reader was. */
const SURE = 0.75;
/** A line of a document may be a whole paragraph. */
const ROWS = 4;

export interface View {
  readonly style: Style;
  readonly columns: number;
  readonly idPrefix: string;
  /** `7 of 21`. */
  readonly place: string;
  /** The lines of its document that an item was read from. */
  readonly linesOf: (item: ActionItem) => Promise<readonly string[]>;
}

/** A proposal with the document's own line beside it; one that is promised twice together with the other. */
export async function proposalView(situation: Situation, view: View): Promise<string> {
  const { item, pair, like } = situation;
  if (pair === null || like === null) {
    const note =
      like === null ? [] : [row('like', `${titled(like.item, view)} (${percent(like.sure)}), which is ${like.item.state.status}`, view)];
    return [heading(situation, '', view), ...(await itemRows(situation, item, { ...view, label: '' })), ...note].join('\n');
  }
  const { stays, goes, titleOf } = pair;
  const [first, second] = titleOf === 'into' ? [stays, goes] : [goes, stays];
  return [
    heading(situation, `probably promised twice (${percent(like.sure)})`, view),
    ...(await itemRows(situation, first, { ...view, label: 'title' })),
    ...(await itemRows(situation, second, { ...view, label: 'details' })),
  ].join('\n');
}

function heading(situation: Situation, what: string, { place, style, columns }: View): string {
  const incident = incidentOf(situation, situation.item);
  const parts = [place, what, incident === null ? '' : `INC-${incident.number}  ${plainText(incident.title)}`];
  const text = cutToWidth(`── ${parts.filter((part) => part !== '').join(' ── ')} `, columns);
  return style.dim(`${text}${'─'.repeat(Math.max(0, columns - displayWidth(text)))}`);
}

async function itemRows(situation: Situation, item: ActionItem, view: View & { readonly label: string }): Promise<readonly string[]> {
  const { style, columns, label } = view;
  const document = documentOf(situation, item);
  const lines = await view.linesOf(item);
  const title = wrapText(titled(item, view), Math.max(20, columns - (label === '' ? 0 : 10)));
  const isElsewhere = item.incident !== situation.item.incident ? incidentOf(situation, item) : null;
  const from = document === null || item.origin === null ? null : `${document.path}:${item.origin.line}  ${item.origin.section}`;
  return [
    ...title.map((text, index) => `${label === '' ? '' : style.dim((index === 0 ? label : '').padEnd(10))}${style.bold(text)}`),
    ...(from === null ? [] : [style.dim(cutToWidth(`  ${plainText(from)}`, columns))]),
    ...quoted(lines.map(plainText), columns),
    ...rowsOf(item, isElsewhere?.title ?? null).map(([name, value]) => row(name, value, view)),
  ];
}

function rowsOf(item: ActionItem, incident: string | null): readonly (readonly [string, string])[] {
  const { state, details, kind, kindSource, recurrence, owner, team, priority, origin } = item;
  const due = item.due?.on ?? item.proposedDueOn;
  const who = [owner ?? (team === null ? null : 'nobody'), team === null ? null : `team ${team}`].filter((part) => part !== null);
  const sure = origin?.sure;
  const rows: readonly (readonly [string, string | null])[] = [
    ['status', state.status === 'proposed' ? null : state.status],
    ['incident', incident],
    ['details', details === '' ? null : details.split('\n').slice(0, 3).join(' / ')],
    ['kind', kind === 'unclassified' ? null : `${kind}${kindSource === 'stated' ? '' : ' (probably)'}`],
    ['recurs', recurrence === null ? null : `${recurrence.text}: ${recurrence.rrule ?? 'nobody says how often'}`],
    ['owner', who.length === 0 ? null : who.join(', ')],
    ['priority', priority],
    ['due', due],
    ['reader', sure === undefined || sure >= SURE ? null : `only ${percent(sure)} sure that this is a promise`],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

function row(name: string, value: string, { style, columns }: View): string {
  return `${style.dim(`  ${name.padEnd(10)}`)}${cutToWidth(plainText(value), Math.max(20, columns - 12))}`;
}

function quoted(lines: readonly string[], columns: number): readonly string[] {
  const rows = lines.flatMap((line) => wrapText(line, Math.max(20, columns - 5)));
  return rows.slice(0, ROWS).map((text, index) => `  │ ${text}${index === ROWS - 1 && rows.length > ROWS ? '…' : ''}`);
}

function titled(item: ActionItem, { idPrefix }: View): string {
  return `${displayId({ idPrefix }, { type: 'item', number: item.number })}  ${plainText(item.title)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
