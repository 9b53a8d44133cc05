import type { Element, ElementContent, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { classesOf, isTask, taskContent, textInstead, textNode, textOf } from './html-task.ts';
import { seenText } from './source-lines.ts';

/** Pages of wikis are nested some forty deep; what follows walks the tree by calling itself. */
const DEEPEST = 400;

/** What of an HTML page somebody has written, as a tree. */
export interface HtmlPage {
  readonly root: Root;
  /** From its head. */
  readonly title: string | null;
}

/**
 * The tree of a page without what the wiki put around it (navigation, table of contents, who changed it when), with the boxes of
 * task lists as boxes. `null` for a page whose elements are nested deeper than anybody writes.
 */
export function htmlPage(html: string): HtmlPage | null {
  if (isTooDeep(html)) return null;
  const root = fromHtml(html);
  let title: string | null = null;
  const clean = (nodes: readonly RootContent[]): readonly RootContent[] =>
    nodes.flatMap((node): readonly RootContent[] => {
      if (node.type === 'text') return [{ ...node, value: node.value.replace(/[^\r\n]+/g, seenText) }];
      if (node.type !== 'element') return [node];
      if (isAround(node)) return [];
      if (node.tagName === 'title') {
        title ??= seenText(textOf(node)).replace(/\s+/g, ' ').trim() || null;
        return [];
      }
      const instead = textInstead(node);
      if (instead !== null) return [textNode(instead, node)];
      const children = clean(isTask(node) ? taskContent(node) : node.children) as readonly ElementContent[];
      return [{ ...node, children: [...children] }];
    });
  const children = [...clean(root.children)];
  return { root: { ...root, children }, title };
}

/** Elements without content, and those that the next one of their kind closes. */
const NEVER_DEEP = new Set(
  'area base br col embed hr img input link meta source track wbr p li dt dd tr td th tbody thead tfoot option optgroup rp rt'.split(' '),
);

function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]{0,30})/gi)) {
    if (NEVER_DEEP.has(name.toLowerCase())) continue;
    depth = Math.max(0, depth + (slash === '' ? 1 : -1));
    if (depth > DEEPEST) return true;
  }
  return false;
}

const AROUND = {
  /** Exports of Confluence and MediaWiki. */
  ids: new Set(['breadcrumb-section', 'breadcrumbs', 'footer', 'toc', 'catlinks', 'mw-navigation', 'siteSub', 'jump-to-nav']),
  classes: new Set([
    'page-metadata',
    'pageSectionHeader',
    'greybox',
    'toc-macro',
    'toc',
    'mw-editsection',
    'printfooter',
    'noprint',
    'headerlink',
  ]),
  names: new Set(['nav', 'script', 'style', 'template', 'noscript', 'svg', 'button']),
} as const;

function isAround({ tagName, properties }: Element): boolean {
  return (
    AROUND.names.has(tagName) || AROUND.ids.has(String(properties.id)) || classesOf(properties).some((name) => AROUND.classes.has(name))
  );
}
