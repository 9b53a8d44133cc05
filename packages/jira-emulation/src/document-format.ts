import { isList, isObject, type Json, type JsonObject } from './json.ts';

// What may stand in what: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
const INLINE = 'text hardBreak mention emoji date status inlineCard mediaInline inlineExtension placeholder';
const LISTS = 'bulletList orderedList';
const MEDIA = 'mediaSingle mediaGroup';
const IN_CELL = `paragraph panel blockquote ${LISTS} rule heading codeBlock ${MEDIA} decisionList taskList blockCard embedCard extension nestedExpand`;

const CONTENT: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    doc: `paragraph heading ${LISTS} taskList decisionList blockquote codeBlock panel rule table expand ${MEDIA} blockCard embedCard extension bodiedExtension layoutSection`,
    paragraph: INLINE,
    heading: INLINE,
    taskItem: INLINE,
    decisionItem: INLINE,
    codeBlock: 'text',
    bulletList: 'listItem',
    orderedList: 'listItem',
    listItem: `paragraph codeBlock ${LISTS} ${MEDIA} taskList extension`,
    taskList: 'taskItem taskList',
    decisionList: 'decisionItem',
    blockquote: `paragraph codeBlock ${LISTS} ${MEDIA} extension`,
    panel: `paragraph heading ${LISTS} blockCard codeBlock ${MEDIA} decisionList taskList rule extension`,
    expand: `${IN_CELL} table`,
    nestedExpand: `paragraph heading codeBlock ${LISTS} ${MEDIA} taskList decisionList rule panel blockquote extension`,
    table: 'tableRow',
    tableRow: 'tableCell tableHeader',
    tableCell: IN_CELL,
    tableHeader: IN_CELL,
    mediaSingle: 'media caption',
    mediaGroup: 'media',
    caption: INLINE,
    bodiedExtension: `${IN_CELL} table`,
    layoutSection: 'layoutColumn',
    layoutColumn: `${IN_CELL} table`,
  }).map(([type, children]) => [type, new Set(children.split(' '))]),
);
const LEAVES = new Set(`${INLINE} rule media blockCard embedCard extension`.split(' '));
const NOT_EMPTY = new Set(
  'bulletList orderedList listItem taskList blockquote panel expand nestedExpand table tableRow tableCell tableHeader'.split(' '),
);
const REQUIRED_ATTRS: Readonly<Record<string, readonly string[]>> = {
  heading: ['level'],
  taskList: ['localId'],
  taskItem: ['localId', 'state'],
  mention: ['id'],
  panel: ['panelType'],
  media: ['type'],
};
const MARKS = new Set(
  'em strong strike code link underline subsup textColor backgroundColor annotation border alignment indentation breakout'.split(' '),
);

const MOST_CHARACTERS = 32_767;

/** What is wrong with `value` as an Atlassian document, or `null` when nothing is. */
export function documentProblem(value: Json): string | null {
  if (!isObject(value) || value.type !== 'doc' || value.version !== 1 || !isList(value.content)) {
    return 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  }
  if (lengthOf(value) > MOST_CHARACTERS) return `CONTENT_LIMIT_EXCEEDED: the text exceeds ${MOST_CHARACTERS} characters`;
  return nodeProblem(value);
}

function lengthOf(node: JsonObject): number {
  const own = typeof node.text === 'string' ? node.text.length : 0;
  return (isList(node.content) ? node.content : []).reduce<number>((sum, child) => sum + (isObject(child) ? lengthOf(child) : 0), own);
}

function nodeProblem(node: JsonObject): string | null {
  const type = typeof node.type === 'string' ? node.type : '';
  const children = node.content === undefined ? [] : node.content;
  if (!isList(children)) return 'INVALID_INPUT: content is not a list';
  if (type === 'text' && (typeof node.text !== 'string' || node.text === '')) return 'INVALID_INPUT: an empty text node';
  const attrs = isObject(node.attrs) ? node.attrs : {};
  const missing = (REQUIRED_ATTRS[type] ?? []).find((name) => attrs[name] === undefined);
  if (missing) return `INVALID_INPUT: ${type} without ${missing}`;
  if (NOT_EMPTY.has(type) && children.length === 0) return `INVALID_INPUT: an empty ${type}`;
  return marksProblem(node) ?? childrenProblem(type, children);
}

function childrenProblem(type: string, children: readonly Json[]): string | null {
  const allowed = CONTENT[type];
  if (!allowed) return LEAVES.has(type) && children.length === 0 ? null : `INVALID_INPUT: unknown node ${type}`;
  for (const [place, child] of children.entries()) {
    if (!isObject(child) || typeof child.type !== 'string' || !allowed.has(child.type)) {
      return `INVALID_INPUT: ${isObject(child) ? child.type : 'no node'} in ${type}`;
    }
    const nested = child.type === 'bulletList' || child.type === 'orderedList' || child.type === 'taskList';
    if (type === 'listItem' && place === 0 && nested) return 'INVALID_INPUT: a list item that begins with a list';
    if (type === 'codeBlock' && child.marks !== undefined) return 'INVALID_INPUT: marks in a code block';
    const problem = nodeProblem(child);
    if (problem) return problem;
  }
  return null;
}

function marksProblem(node: JsonObject): string | null {
  if (node.marks === undefined) return null;
  if (!isList(node.marks)) return 'INVALID_INPUT: marks is not a list';
  const names = node.marks.map((mark) => (isObject(mark) && typeof mark.type === 'string' ? mark.type : ''));
  const unknown = names.find((name) => !MARKS.has(name));
  if (unknown !== undefined) return `INVALID_INPUT: unknown mark ${unknown}`;
  if (new Set(names).size < names.length) return 'INVALID_INPUT: the same mark twice';
  if (names.includes('code') && names.some((name) => name !== 'code' && name !== 'link' && name !== 'annotation')) {
    return 'INVALID_INPUT: code with other marks';
  }
  return null;
}

const LOCAL_IDS = new Set('paragraph heading bulletList orderedList listItem codeBlock blockquote panel expand table rule'.split(' '));

/** A document as Jira gives it back: neighbouring texts joined, blocks named by a `localId`. */
export function normalizedDocument(value: Json, localId: () => string): Json {
  if (!isObject(value)) return value;
  const attrs = isObject(value.attrs) ? value.attrs : {};
  const named = typeof value.type === 'string' && LOCAL_IDS.has(value.type) && attrs.localId === undefined;
  return {
    ...value,
    ...(named ? { attrs: { ...attrs, localId: localId() } } : {}),
    ...(isList(value.content) ? { content: joined(value.content).map((child) => normalizedDocument(child, localId)) } : {}),
  };
}

function joined(nodes: readonly Json[]): readonly Json[] {
  const out: Json[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (
      isObject(node) &&
      isObject(last) &&
      node.type === 'text' &&
      last.type === 'text' &&
      JSON.stringify(node.marks) === JSON.stringify(last.marks)
    ) {
      out[out.length - 1] = { ...last, text: `${last.text}${node.text}` };
    } else out.push(node);
  }
  return out;
}
