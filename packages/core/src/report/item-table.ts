import { cutToWidth, displayWidth, padToWidth } from './display-width.ts';
import type { ItemJson } from './item-json.ts';
import { plural } from './plural.ts';
import { plainText } from './terminal-text.ts';

/** What the table shows of an item. */
export type TableItem = Pick<ItemJson, 'id' | 'title' | 'owner' | 'dueOn' | 'daysOverdue' | 'lateness' | 'slips'>;

const GAP = 2;
const MIN_TITLE = 24;
const MAX_OWNER = 20;

/**
 * Items as lines of text for a terminal of `width` columns (80 unless told): id, title, owner, due, how late. Titles are
 * cut so that no line is longer; where that leaves too little of them, owner and due date give way first.
 */
export function renderItemTable(items: readonly TableItem[], options: { readonly width?: number } = {}): string {
  const width = Math.max(20, options.width ?? 80);
  const rows = items.map((item) => [
    item.id,
    plainText(item.title),
    plainText(item.owner ?? '–'),
    item.dueOn ?? '–',
    lateAndSlipText(item),
  ]);
  const table = [['ID', 'TITLE', 'OWNER', 'DUE', 'LATE'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => table.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), 0));
  widths[2] = Math.min(widths[2] ?? 0, MAX_OWNER);
  const columns = fitting(widths, width);
  const others = columns.reduce((sum, column) => sum + (column === 1 ? 0 : (widths[column] ?? 0)), 0);
  widths[1] = Math.min(widths[1] ?? 0, Math.max(1, width - others - GAP * (columns.length - 1)));
  return table
    .map((row) => columns.map((column) => cell(row[column] ?? '', widths[column] ?? 0)).join(' '.repeat(GAP)))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** How an item stands, in a few words: `12 days`, `due today`, `at risk`; nothing while it is on track. */
export function lateText(item: Pick<ItemJson, 'lateness' | 'daysOverdue'>): string {
  switch (item.lateness) {
    case 'overdue':
      return plural(item.daysOverdue, 'day');
    case 'due-today':
      return 'due today';
    case 'at-risk':
      return 'at risk';
    case 'on-track':
    case 'none':
      return '';
  }
}

/** `slipped 2×`; nothing while the due date was never moved. */
export function slipText({ slips }: Pick<ItemJson, 'slips'>): string {
  return slips === 0 ? '' : `slipped ${slips}×`;
}

/** The two of them: `12 days, slipped 2×`. */
export function lateAndSlipText(item: Pick<ItemJson, 'lateness' | 'daysOverdue' | 'slips'>): string {
  return [lateText(item), slipText(item)].filter((text) => text !== '').join(', ');
}

/** Which columns stay: all, or without the owner, or without owner and due date. */
function fitting(widths: readonly number[], width: number): readonly number[] {
  const choices = [
    [0, 1, 2, 3, 4],
    [0, 1, 3, 4],
    [0, 1, 4],
  ];
  const enough = choices.find((columns) => {
    const others = columns.reduce((sum, column) => sum + (column === 1 ? 0 : (widths[column] ?? 0)), 0);
    return width - others - GAP * (columns.length - 1) >= Math.min(MIN_TITLE, widths[1] ?? 0);
  });
  return enough ?? [0, 1];
}

function cell(text: string, width: number): string {
  return padToWidth(cutToWidth(text, width), width);
}
