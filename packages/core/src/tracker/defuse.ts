import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Zero-width space: rendered as nothing, and neither a mention nor a reference nor a comment begins across it. */
const GAP = '\u200b';

/** Without one of these there is nothing to defuse. */
const SUSPECT = /[@#]|&(?:commat|num);|<!--|gh-\d|\/(?:issues|pull|discussions)\/\d/i;

/** What GFM makes a link of by itself: nobody is mentioned in it. It ends where the link may end, or earlier. */
const ADDRESS = /(?<=^|[\s*_~(<])https?:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:[/?#](?:(?<=\/)@|[A-Za-z0-9._~:%+=&/?#-])*)?/gi;
const THREAD = /(https?:\/\/|(?<![A-Za-z0-9.])www\.)([A-Za-z0-9.:-]+)(\/[\w.-]+\/[\w.-]+\/)(issues|pull|discussions)(?=\/\d)/gi;
/** After a letter `@` is an address of e-mail, unless one stands in the same word before it. */
const MENTION = /(?:(?<![A-Za-z0-9])|(?<=(?:@|&#0*64;|&#x0*40;|&commat;)[^\s@]{0,100}))(@|&#0*64;|&#x0*40;|&commat;)(?=[A-Za-z0-9_&])/gi;
/** An `&` behind a backslash begins no entity: the `#` after it is one that people see. */
const ESCAPED_ENTITY = /(?<!\\)((?:\\\\)*\\&#)(?=[0-9a-z])/gi;
const REFERENCE = /((?<!&)#|(?<=&)#(?!\d{1,7};|x[0-9a-f]{1,6};)|&#0*35;|&#x0*23;|&num;)(?=[0-9&])/gi;
const GH_REFERENCE = /(?<![A-Za-z0-9])(gh-)(?=[0-9&])/gi;

/**
 * `text` (Markdown) so that mirroring it pings nobody and refers to no issue: `@name`, `#12`, `owner/repo#12`,
 * `GH-12` and links to issues. Code keeps its letters, since nothing in it pings; no HTML comment opens anywhere.
 * It renders to the same letters, and applying it twice changes nothing more.
 */
export function defuseMarkdown(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const open = text.replaceAll('<!--', `<!${GAP}--`);
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of codeIn(open)) {
    parts.push(defuseProse(open.slice(at, start)), open.slice(start, end));
    at = end;
  }
  parts.push(defuseProse(open.slice(at)));
  return parts.join('');
}

function defuseProse(text: string): string {
  const prose = text.replace(THREAD, defuseThread);
  const parts: string[] = [];
  let at = 0;
  for (const { 0: address, index } of prose.matchAll(ADDRESS)) {
    parts.push(defuseWords(prose.slice(at, index)), address);
    at = index + address.length;
  }
  parts.push(defuseWords(prose.slice(at)));
  return parts.join('');
}

function defuseWords(text: string): string {
  return text
    .replace(ESCAPED_ENTITY, `$1${GAP}`)
    .replace(MENTION, `$1${GAP}`)
    .replace(REFERENCE, `$1${GAP}`)
    .replace(GH_REFERENCE, `$1${GAP}`);
}

/**
 * A link to an issue makes an entry in that history. `redirect.github.com` is GitHub's own way around that;
 * elsewhere the path gets an escaped letter, which names the same address (RFC 3986 §6.2.2.2).
 */
function defuseThread(link: string, scheme: string, host: string, repo: string, kind: string): string {
  if (/^(?:www\.)?github\.com$/i.test(host)) return `https://redirect.github.com${repo}${kind}`;
  if (/^redirect\.github\.com$/i.test(host)) return link;
  return `${scheme}${host}${repo}%${kind.charCodeAt(0).toString(16)}${kind.slice(1)}`;
}

/** Where code stands in `text`: start and end of each piece, in order. */
function codeIn(text: string): readonly (readonly [start: number, end: number])[] {
  if (!/[`~\t]| {4}/.test(text)) return [];
  const found: [number, number][] = [];
  const waiting: Nodes[] = [fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'code' || node.type === 'inlineCode') {
      const [start, end] = [node.position?.start.offset, node.position?.end.offset];
      if (start !== undefined && end !== undefined) found.push([start, end]);
    } else if ('children' in node) {
      for (const child of node.children.toReversed()) waiting.push(child);
    }
  }
  return found;
}
