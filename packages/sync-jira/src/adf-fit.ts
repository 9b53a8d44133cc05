/** A node of the Atlassian Document Format. */
export interface AdfNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AdfNode[];
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
  readonly text?: string;
}

/** What `fitted` makes: whatever else stands in our part was put there by a person. */
const OURS = new Set(
  'paragraph heading bulletList orderedList listItem codeBlock blockquote rule table tableRow tableHeader tableCell text hardBreak'.split(
    ' ',
  ),
);

/** Whether there is something in `node` that no text of ours becomes: a picture, a panel, a mention. */
export function isForeign(node: AdfNode): boolean {
  return !OURS.has(node.type) || (node.content ?? []).some(isForeign);
}

/** Where blocks may stand; each takes fewer kinds than the one before. */
type Place = 'expand' | 'list-item' | 'quote' | 'cell';

/**
 * `nodes`, made by a Markdown library, as Jira accepts them in an expand: only node types that are known to be allowed
 * where they stand, only harmless links, no ids by chance. What has no place there stays as text.
 */
export function fitted(nodes: readonly AdfNode[]): readonly AdfNode[] {
  return fitBlocks(nodes, 'expand');
}

/** Text as it is, a paragraph for each line. */
export function plainParagraphs(text: string): readonly AdfNode[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph([{ type: 'text', text: line }]));
}

function fitBlocks(nodes: readonly AdfNode[], place: Place): readonly AdfNode[] {
  return nodes.flatMap((node) => fitBlock(node, place));
}

function fitBlock(node: AdfNode, place: Place): readonly AdfNode[] {
  const children = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return [paragraph(fitInline(children))];
    case 'heading':
      return [
        place === 'expand'
          ? { type: 'heading', attrs: { level: levelOf(node) }, content: fitInline(children) }
          : paragraph(fitInline(children)),
      ];
    case 'bulletList':
    case 'taskList':
      return listOf({ type: 'bulletList' }, children);
    case 'orderedList':
      return listOf({ type: 'orderedList', attrs: { order: typeof node.attrs?.order === 'number' ? node.attrs.order : 1 } }, children);
    case 'codeBlock':
      return [codeBlock(node)];
    case 'blockquote': {
      const quoted = fitBlocks(children, place === 'expand' ? 'quote' : place);
      return place === 'expand' && quoted.length > 0 ? [{ type: 'blockquote', content: quoted }] : quoted;
    }
    case 'rule':
      return place === 'expand' ? [{ type: 'rule' }] : [];
    case 'table':
      return place === 'expand' ? tableOf(children) : children.map((row) => paragraph(textNodes(row)));
    case 'mediaSingle':
      return children.map(({ attrs }) => paragraph(fitInline([linkTo(attrs?.url, attrs?.alt)])));
  }
  return [];
}

function paragraph(content: readonly AdfNode[]): AdfNode {
  return { type: 'paragraph', content };
}

function listOf(list: AdfNode, items: readonly AdfNode[]): readonly AdfNode[] {
  return items.length === 0 ? [] : [{ ...list, content: items.map(listItem) }];
}

/** A task becomes an item with its box as text; an item must begin with a paragraph or code. */
function listItem(item: AdfNode): AdfNode {
  const children = item.content ?? [];
  const box = item.type === 'taskItem' ? [{ type: 'text', text: item.attrs?.state === 'DONE' ? '☑ ' : '☐ ' }] : [];
  const inline = children.filter(isInline);
  const own = item.type === 'taskItem' ? [paragraph([...box, ...fitInline(inline)])] : [];
  const blocks = [
    ...own,
    ...fitBlocks(
      children.filter((child) => !isInline(child)),
      'list-item',
    ),
  ];
  const starts = blocks[0]?.type === 'paragraph' || blocks[0]?.type === 'codeBlock';
  return { type: 'listItem', content: starts ? blocks : [paragraph([]), ...blocks] };
}

function codeBlock(node: AdfNode): AdfNode {
  const text = (node.content ?? []).map((child) => child.text ?? '').join('');
  const language = typeof node.attrs?.language === 'string' && /^[\w+#.-]{1,30}$/.test(node.attrs.language) ? node.attrs.language : 'text';
  return { type: 'codeBlock', attrs: { language }, content: text === '' ? [] : [{ type: 'text', text }] };
}

function tableOf(rows: readonly AdfNode[]): readonly AdfNode[] {
  const content = rows.map((row) => ({
    type: 'tableRow',
    content: (row.content ?? []).map(({ type, content: cell = [] }) => {
      const blocks = fitBlocks(cell, 'cell');
      return { type: type === 'tableHeader' ? 'tableHeader' : 'tableCell', content: blocks.length > 0 ? blocks : [paragraph([])] };
    }),
  }));
  return content.length > 0 && content.every((row) => row.content.length > 0) ? [{ type: 'table', content }] : [];
}

function fitInline(nodes: readonly AdfNode[]): readonly AdfNode[] {
  return nodes.flatMap((node): readonly AdfNode[] => {
    if (node.type === 'hardBreak') return [{ type: 'hardBreak' }];
    if (node.type !== 'text' || !node.text) return textNodes(node);
    const marks = fitMarks(node.marks ?? []);
    return [{ type: 'text', text: node.text, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

function fitMarks(marks: NonNullable<AdfNode['marks']>): NonNullable<AdfNode['marks']> {
  const isCode = marks.some(({ type }) => type === 'code');
  const known = marks.filter(({ type, attrs }) =>
    type === 'link' ? isHarmless(attrs?.href) : isCode ? type === 'code' : /^(em|strong|strike)$/.test(type),
  );
  return known.filter((mark, at) => known.findIndex(({ type }) => type === mark.type) === at);
}

function isHarmless(href: unknown): boolean {
  return typeof href === 'string' && URL.canParse(href) && ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
}

function linkTo(url: unknown, alt: unknown): AdfNode {
  const href = typeof url === 'string' ? url : '';
  return { type: 'text', text: typeof alt === 'string' && alt !== '' ? alt : href, marks: [{ type: 'link', attrs: { href } }] };
}

/** Everything that can be read in `node`, without its form. */
function textNodes(node: AdfNode): readonly AdfNode[] {
  const text = textIn(node).trim();
  return text === '' ? [] : [{ type: 'text', text }];
}

function textIn(node: AdfNode): string {
  return node.text ?? (node.content ?? []).map(textIn).join(' ');
}

function isInline({ type }: AdfNode): boolean {
  return type === 'text' || type === 'hardBreak';
}

function levelOf(node: AdfNode): number {
  const level = Number(node.attrs?.level);
  return level >= 1 && level <= 6 ? Math.floor(level) : 6;
}
