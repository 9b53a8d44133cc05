import { type ActionItem, becameSeries, cutToWidth, displayId, displayWidth, plainText } from '@closeout/core';
import type { DocumentLines } from './document-lines.ts';
import { rowsOf } from './rows.ts';
import { documentOf, incidentOf, type Situation } from './situation.ts';
import type { Style } from './style.ts';

/** Below this it is worth saying how sure the reader was. */
const SURE = 0.75;
/** A line of a document may be a whole paragraph, and so may a title. */
const MOST_ROWS = 4;
const INDENT = '  ';

export interface View {
  readonly style: Style;
  readonly columns: number;
  readonly idPrefix: string;
  /** `7 of 21`. */
  readonly place: string;
  /** Where the person stands sees a document under this path. */
  readonly pathOf: (path: string) => string;
  /** What its document says where an item was read. */
  readonly linesOf: (item: ActionItem) => Promise<DocumentLines>;
}

/** A proposal with the document's own line beside it; one that is promised twice together with the other. */
export async function proposalView(situation: Situation, view: View): Promise<string> {
  const { item, pair, like } = situation;
  if (pair === null || like === null) {
    const note =
      like === null ? [] : [['like', `${called(like.item, view)} (${percent(like.sure)}), which is ${like.item.state.status}`] as const];
    return [...heading(situation, view), ...(await itemRows(situation, { item, label: '', note }, view))].join('\n');
  }
  const { stays, goes, titleOf } = pair;
  const [first, second] = titleOf === 'into' ? [stays, goes] : [goes, stays];
  const [above, below] = becameSeries(stays) ? ['stays', 'goes'] : ['title', 'details'];
  return [
    ...heading(situation, view),
    ...rowsOf(`Probably promised twice (${percent(like.sure)}). ${merging(pair, view)}`, { columns: view.columns - 2 }).map(
      (text) => `${INDENT}${text}`,
    ),
    '',
    ...(await itemRows(situation, { item: first, label: above, note: [] }, view)),
    '',
    ...(await itemRows(situation, { item: second, label: below, note: [] }, view)),
  ].join('\n');
}

/** What comes of merging the two. */
function merging({ stays, goes }: NonNullable<Situation['pair']>, view: View): string {
  if (becameSeries(stays)) return `${idOf(stays, view)} became a series, which stays as it is.`;
  if (stays.state.status !== 'proposed')
    return `Merged, ${idOf(goes, view)} goes into ${idOf(stays, view)}, which is ${stays.state.status}.`;
  return 'Merged, they become one:';
}

function heading(situation: Situation, { place, style, columns }: View): readonly string[] {
  const incident = incidentOf(situation, situation.item);
  const parts = [place, incident === null ? '' : `INC-${incident.number}  ${plainText(incident.title)}`];
  const text = cutToWidth(`── ${parts.filter((part) => part !== '').join(' ── ')} `, columns);
  return [style.dim(`${text}${'─'.repeat(Math.max(0, columns - displayWidth(text)))}`), ''];
}

type Row = readonly [name: string, value: string];

interface Shown {
  readonly item: ActionItem;
  /** What becomes of its text. */
  readonly label: string;
  readonly note: readonly Row[];
}

async function itemRows(situation: Situation, { item, label, note }: Shown, view: View): Promise<readonly string[]> {
  const { style, columns } = view;
  const before = label === '' ? '' : label.padEnd(9);
  const id = `${idOf(item, view)}  `;
  const indent = INDENT.length + before.length;
  const titles = rowsOf(plainText(item.title), { columns: columns - indent - id.length, most: MOST_ROWS });
  const elsewhere = item.incident === situation.item.incident ? null : incidentOf(situation, item);
  const facts = [...(elsewhere === null ? [] : [['incident', elsewhere.title] as const]), ...factsOf(item), ...note];
  const rows = [
    ...(await documentRows(situation, item, { ...view, columns: columns - indent })),
    ...facts.flatMap(([name, value]) => factRows(name, value, { ...view, columns: columns - indent })),
  ];
  return [
    ...titles.map((text, index) => {
      const [left, number] = index === 0 ? [before, id] : [' '.repeat(before.length), ' '.repeat(id.length)];
      return `${INDENT}${style.dim(left)}${style.bold(`${number}${text}`)}`;
    }),
    ...rows.map((text) => `${' '.repeat(indent)}${text}`),
  ];
}

async function documentRows(situation: Situation, item: ActionItem, view: View): Promise<readonly string[]> {
  const { style, columns } = view;
  const document = documentOf(situation, item);
  const { origin } = item;
  if (document === null || origin === null) return [];
  const now = await view.linesOf(item);
  const line = now.found === 'here' ? now.line : origin.line;
  const path = item.source === null ? view.pathOf(document.path) : document.path;
  const place = plainText(`${path}:${line}`);
  const section = plainText(origin.section);
  // What stands nearest above says most.
  const nearest = displayWidth(`${place}  ${section}`) <= columns ? section : (section.split(' > ').at(-1) ?? '');
  const said = now.found === 'here' ? now.lines.flatMap((text) => rowsOf(plainText(text), { columns: columns - 2, most: MOST_ROWS })) : [];
  const more = said.length > MOST_ROWS ? [...said.slice(0, MOST_ROWS - 1), '…'] : said;
  const places = rowsOf(place, { columns });
  const last = places.pop() ?? '';
  const withSection = displayWidth(last) + SECTION < columns ? cutToWidth(`${last}  ${nearest}`.trimEnd(), columns) : last;
  return [
    ...[...places, withSection].map((text) => style.dim(text)),
    ...more.map((text) => `${style.dim('│')} ${text}`),
    ...(now.found === 'here' || item.source !== null
      ? []
      : rowsOf(`(${NOT_THERE[now.found]})`, { columns }).map((text) => style.dim(text))),
  ];
}

const NOT_THERE = {
  gone: 'the document does not say so any more',
  page: 'it stands in a page of HTML: open that to see the words around it',
  unreadable: 'the document cannot be read here and now',
} as const;

function factsOf(item: ActionItem): readonly Row[] {
  const { state, details, kind, kindSource, recurrence, owner, team, priority, origin } = item;
  const who = [owner ?? 'nobody', team === null ? null : `team ${team}`].filter((part) => part !== null);
  const sure = origin?.sure;
  const rows: readonly (readonly [string, string | null])[] = [
    ['status', state.status === 'proposed' || state.status === 'cancelled' ? null : state.status],
    [
      'details',
      details === ''
        ? null
        : details
            .split('\n')
            .filter((line) => line.trim() !== '')
            .slice(0, 3)
            .join(' / '),
    ],
    ['owner', who.join(', ')],
    ['due', item.due?.on ?? item.proposedDueOn],
    ['priority', priority],
    ['recurs', recurrence === null ? null : `${recurrence.text} (${recurrence.rrule ?? 'nobody says how often'})`],
    ['kind', kind === 'unclassified' ? null : `${kind}${kindSource === 'stated' ? '' : ' (probably)'}`],
    ['document', origin === null || origin.present ? null : 'no longer promised this when it was last imported'],
    ['reader', sure === undefined || sure >= SURE ? null : `only ${percent(sure)} sure that this is a promise`],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** In fewer columns a section says nothing. */
const SECTION = 10;

/** Wide enough for every name above. */
const NAMES = 10;

function factRows(name: string, value: string, { style, columns }: View): readonly string[] {
  return rowsOf(plainText(value), { columns: columns - NAMES, most: 2 }).map(
    (text, index) => `${style.dim((index === 0 ? name : '').padEnd(NAMES))}${text}`,
  );
}

function called(item: ActionItem, view: View): string {
  return `${idOf(item, view)}  ${plainText(item.title)}`;
}

function idOf({ number }: ActionItem, { idPrefix }: View): string {
  return displayId({ idPrefix }, { type: 'item', number });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
