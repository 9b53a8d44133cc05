import { toMdast } from 'hast-util-to-mdast';
import type { Break, ListItem, Nodes, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import type { HtmlPage } from './html-page.ts';

/**
 * The page as the nodes that a Markdown parser would have made of it, each with its line in the HTML: boxes stand as text, cells
 * hold texts only, and what is quoted begins with `>`, as {@link readBlocks} knows them.
 */
export function markdownNodes({ root }: Pick<HtmlPage, 'root'>): readonly RootContent[] {
  const tree = toMdast(root);
  return tree.type === 'root' ? tree.children.flatMap(asRead) : [];
}

function asRead(node: RootContent): readonly RootContent[] {
  switch (node.type) {
    case 'heading':
    case 'paragraph':
      return [placed({ ...node, children: phrasing(node.children) })];
    case 'list':
      return [placed({ ...node, children: node.children.map(entry) })];
    case 'table':
      return [table(node)];
    case 'blockquote':
      return node.children.flatMap(asRead).flatMap(quoted);
    default:
      return [node];
  }
}

function entry(item: ListItem): ListItem {
  const children = item.children.flatMap(asRead) as ListItem['children'];
  if (typeof item.checked !== 'boolean') return placed({ ...item, children });
  const box: PhrasingContent = { type: 'text', value: item.checked ? '[x] ' : '[ ] ' };
  const [first, ...others] = children;
  return placed(
    first?.type === 'paragraph'
      ? { ...item, children: [{ ...first, children: [box, ...first.children] }, ...others] }
      : { ...item, children: [{ type: 'paragraph', children: [box] }, ...children] },
  );
}

function table(node: Table): Table {
  const rows = node.children.map((row) =>
    placed({ ...row, children: row.children.map((cell) => ({ ...cell, children: texts(cell.children) })) }),
  );
  return placed({ ...node, children: rows });
}

/** Pages put paragraphs and lists into cells: one text below the other. */
function texts(nodes: readonly Nodes[]): PhrasingContent[] {
  const found = nodes.flatMap((node): readonly PhrasingContent[] => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'listItem')
      return [...texts(node.children), { type: 'break' }];
    if (node.type === 'list' || node.type === 'blockquote') return texts(node.children);
    return isPhrasing(node) ? [node] : [];
  });
  while (found.at(-1)?.type === 'break') found.pop();
  return phrasing(found);
}

function isPhrasing(node: Nodes): node is PhrasingContent {
  return ['text', 'inlineCode', 'strong', 'emphasis', 'delete', 'link', 'image', 'break', 'html'].includes(node.type);
}

/** A break ends where the next text begins: the parser of HTML says only where the element stands. */
function phrasing(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.map((node, index) => {
    if (node.type !== 'break') return node;
    const next = nodes.slice(index + 1, index + 3).find((each) => each.position !== undefined)?.position?.start;
    return next === undefined ? node : ({ type: 'break', position: { start: next, end: { ...next, column: 1 } } } satisfies Break);
  });
}

function quoted(node: RootContent): readonly RootContent[] {
  if (node.type === 'list') return node.children.flatMap((item) => item.children.flatMap(quoted));
  if (node.type !== 'paragraph') return [];
  const children = node.children.flatMap((child): readonly PhrasingContent[] => (child.type === 'break' ? [child, MARK] : [child]));
  return [{ ...node, children: [MARK, ...children] } satisfies Paragraph];
}

const MARK: PhrasingContent = { type: 'text', value: '> ' };

/** Elements that the page leaves out have no place of their own: they stand where what they hold begins. */
function placed<N extends Nodes>(node: N): N {
  if (node.position !== undefined || !('children' in node)) return node;
  const position = (node.children as readonly Nodes[]).find((child) => child.position !== undefined)?.position;
  return position === undefined ? node : { ...node, position };
}
