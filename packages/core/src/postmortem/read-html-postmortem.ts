import { blocksIn } from './blocks.ts';
import type { DocumentDraft } from './draft.ts';
import { markdownNodes } from './html-nodes.ts';
import { htmlPage } from './html-page.ts';
import { type ReadingOptions, readParsed } from './read-postmortem.ts';

/**
 * Reads a postmortem from a page of HTML, as Confluence, Notion, MediaWiki or Google Docs export it: what
 * {@link readPostmortem} answers for Markdown, with the lines of the HTML. Takes any text and never throws.
 *
 * @example
 * const { incidents } = readHtmlPostmortem('<h1>Outage</h1><h2>Action items</h2><ul><li>Add an alert</li></ul>', { path: null, timeZone: 'UTC' });
 */
export function readHtmlPostmortem(html: string, options: ReadingOptions): DocumentDraft {
  const page = htmlPage(html);
  const blocks = page === null ? [] : blocksIn(markdownNodes(page));
  const isTitled = blocks.some((block) => block.type === 'heading' && block.level === 1);
  const source = {
    blocks: page === null || page.title === null || isTitled ? blocks : [titleBlock(page.title), ...blocks],
    matter: NO_MATTER,
    anchors: [],
    own: html,
    problems: page === null ? [{ line: 1, code: 'nested-too-deep', message: 'its elements are nested too deep to be read' }] : [],
  };
  return readParsed(source, options).draft;
}

const NO_MATTER = { values: new Map<string, readonly string[]>(), lines: 0 };

function titleBlock(text: string) {
  const line = { text, line: 1, lead: null, stressed: null, urls: [], anchor: null, struck: false, opensEntry: null, broken: false };
  return { type: 'heading', level: 1, lines: [line] } as const;
}
