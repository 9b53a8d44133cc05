import type { AdfNode } from './adf-fit.ts';

/** Nobody nests deeper by hand; what lies deeper is not read. */
const DEPTH = 50;

/**
 * What `nodes` say, as Markdown. Good enough to be read and compared, and the same before and after Jira normalised it;
 * not meant to be turned back into nodes.
 */
export function markdownOf(nodes: readonly AdfNode[]): string {
  return blocks(nodes, 0).trim();
}

function blocks(nodes: readonly AdfNode[], depth: number): string {
  if (depth > DEPTH) return '';
  return nodes
    .map((node) => block(node, depth))
    .filter((text) => text !== '')
    .join('\n\n');
}

function block(node: AdfNode, depth: number): string {
  const children = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
    case 'taskItem':
    case 'decisionItem':
      return inline(children).trim();
    case 'heading':
      return `${'#'.repeat(Math.min(6, Math.max(1, Number(node.attrs?.level) || 1)))} ${inline(children).trim()}`;
    case 'bulletList':
    case 'taskList':
    case 'decisionList':
      return children.map((item) => listed('- ', item, depth)).join('\n');
    case 'orderedList': {
      const first = Number(node.attrs?.order) || 1;
      return children.map((item, at) => listed(`${first + at}. `, item, depth)).join('\n');
    }
    case 'codeBlock':
      return `\`\`\`\n${children.map(({ text }) => text ?? '').join('')}\n\`\`\``;
    case 'blockquote':
      return blocks(children, depth + 1)
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n');
    case 'rule':
      return '---';
    case 'table':
      return children
        .map((row) => `| ${(row.content ?? []).map((cell) => blocks(cell.content ?? [], depth + 1).replaceAll('\n', ' ')).join(' | ')} |`)
        .join('\n');
  }
  return children.length > 0 ? blocks(children, depth + 1) : named(node);
}

function listed(bullet: string, item: AdfNode, depth: number): string {
  const text = item.type === 'listItem' ? tight(item.content ?? [], depth + 1) : block(item, depth + 1);
  return `${bullet}${text.replaceAll('\n', `\n${' '.repeat(bullet.length)}`)}`;
}

/** The blocks of a list item, without blank lines between them. */
function tight(nodes: readonly AdfNode[], depth: number): string {
  return depth > DEPTH ? '' : nodes.map((node) => block(node, depth)).join('\n');
}

function inline(nodes: readonly AdfNode[]): string {
  return joined(nodes).map(run).join('');
}

/** Neighbouring texts with the same marks as one: Jira joins them too. */
function joined(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const out: AdfNode[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? [])) {
      out[out.length - 1] = { ...last, text: `${last.text ?? ''}${node.text ?? ''}` };
    } else out.push(node);
  }
  return out;
}

/** From the inside to the outside, whatever order the marks are in. */
const WRAPPED = [
  ['code', '`'],
  ['em', '*'],
  ['strong', '**'],
  ['strike', '~~'],
] as const;

function run(node: AdfNode): string {
  if (node.type === 'hardBreak') return '\n';
  if (node.type !== 'text') return named(node);
  const marks = node.marks ?? [];
  const text = WRAPPED.filter(([type]) => marks.some((mark) => mark.type === type)).reduce(
    (inner, [, sign]) => sign + inner + sign,
    node.text ?? '',
  );
  const href = marks.find(({ type }) => type === 'link')?.attrs?.href;
  return typeof href !== 'string' || href === node.text ? text : `[${text}](${href})`;
}

/** Mentions, emoji, dates, cards: what a person put into our block. What has no words, a picture for one, is named by its kind. */
function named({ type, attrs }: AdfNode): string {
  const shown = attrs?.text ?? attrs?.shortName ?? attrs?.url ?? attrs?.timestamp ?? '';
  const words = typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
  if (words !== '') return words;
  return typeof attrs?.alt === 'string' && attrs.alt !== '' ? `[${type}: ${attrs.alt}]` : `[${type}]`;
}
