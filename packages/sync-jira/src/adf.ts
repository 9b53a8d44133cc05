import { cut } from '@closeout/core';
import { markdownToAdf } from 'marklassian';
import { type AdfNode, fitted, isForeign, plainParagraphs } from './adf-fit.ts';
import { markdownOf } from './adf-text.ts';

/** A description in the Atlassian Document Format. */
export interface AdfDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

/**
 * The title of the expand node that is ours: how the managed block is recognised, and what tells people not to
 * write into it. It stands in every issue ever made, so it never changes.
 */
export const BLOCK_TITLE = 'closeout · edits in here are overwritten';

/** Jira takes 32,767 characters of description; this much is left to the details, the rest to what people write around them. */
export const DETAILS_LIMIT = 20_000;

/** Stands for `<` while Markdown is read: HTML is text here, and marklassian's `<adf>` tag is not for people's text. */
const ANGLE = '\uE000';

/** A description that holds the managed block and nothing else. */
export function newDescription(details: string): AdfDocument {
  return { type: 'doc', version: 1, content: [blockOf(details)] };
}

/**
 * `description` with its managed block rewritten, or with one at its end when it had none; every other node is the very
 * same. What a person put into the block and no text can say, a picture or a panel, moves out below it as it is. `null` when nobody can tell which part is ours (not a document, or two blocks): then it is left alone.
 */
export function rewriteDescription(description: unknown, details: string): AdfDocument | null {
  if (description === null || description === undefined) return newDescription(details);
  const document = documentOf(description);
  if (document === null) return null;
  const [block, second] = document.content.filter(isBlock);
  if (second !== undefined) return null;
  if (block === undefined) return { ...document, content: [...document.content, blockOf(details)] };
  const next = { ...block, ...contentOf(details) };
  const kept = (block.content ?? []).filter(isForeign).map(outside);
  return { ...document, content: document.content.flatMap((node) => (node === block ? [next, ...kept] : [node])) };
}

/** What the managed block says, as Markdown; `null` when there is no block. Of two, the first. */
export function detailsOf(description: unknown): string | null {
  const block = documentOf(description)?.content.find(isBlock);
  return block === undefined ? null : markdownOf(block.content ?? []);
}

/** An expand in an expand has a name of its own. */
function outside(node: AdfNode): AdfNode {
  return node.type === 'nestedExpand' ? { ...node, type: 'expand' } : node;
}

function blockOf(details: string): AdfNode {
  return { type: 'expand', attrs: { title: BLOCK_TITLE }, ...contentOf(details) };
}

function contentOf(details: string): { readonly content: readonly AdfNode[] } {
  const nodes = nodesOf(cut(details, DETAILS_LIMIT));
  return { content: nodes.length > 0 ? nodes : [{ type: 'paragraph', content: [] }] };
}

/** Markdown that no parser gets through (nested too deep) becomes plain text. */
function nodesOf(markdown: string): readonly AdfNode[] {
  const guarded = markdown.replaceAll(ANGLE, '').replaceAll('<', ANGLE);
  try {
    const nodes: readonly AdfNode[] = JSON.parse(JSON.stringify(markdownToAdf(guarded).content).replaceAll(ANGLE, '<'));
    return fitted(nodes);
  } catch {
    return plainParagraphs(markdown);
  }
}

function isBlock(node: AdfNode): boolean {
  return node.type === 'expand' && node.attrs?.title === BLOCK_TITLE;
}

function documentOf(value: unknown): AdfDocument | null {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('content' in value)) return null;
  if (value.type !== 'doc' || !Array.isArray(value.content)) return null;
  return value.content.every((node) => typeof node === 'object' && node !== null)
    ? { ...value, type: 'doc', version: 1, content: value.content }
    : null;
}
