import type { ItemUid } from '../model/id.ts';
import type { Status } from '../model/item.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { safeUrl } from '../report/safe-url.ts';

/** What is to be said of an item in its document, and where the document held it when it was last read. */
export interface Annotation {
  readonly uid: ItemUid;
  /** `AI-7`. */
  readonly id: string;
  readonly status: Status;
  /** The status in words: `open`, `cancelled (wont-do)`. */
  readonly standing: string;
  readonly dueOn: PlainDate | null;
  readonly issues: readonly { readonly key: string; readonly url: string }[];
  readonly found: LastFound;
}

/** How an item was last found in its document. */
export interface LastFound {
  /** Another anchor than its uid, by which it was recognised: that of a workspace that is no more. */
  readonly anchor: string | null;
  /** False for what the document no longer promises: only its annotation may still be there. */
  readonly present: boolean;
  readonly line: number;
  readonly title: string;
  /** What the document said of its being done; `null` for nothing. */
  readonly done: boolean | null;
}

/**
 * The annotation as it stands in a document: two comments that nobody sees, and between them what everybody may read. It holds no
 * line's end, no cell's border and no comment but its own, whatever its parts are.
 */
export function annotationText({ uid, id, standing, dueOn, issues }: Annotation, form: 'markdown' | 'html'): string {
  const parts = [plain(id), plain(standing), ...(dueOn === null ? [] : [`due ${dueOn}`]), ...issues.map((issue) => link(issue, form))];
  return `<!-- closeout:${uid} --> (${parts.join(' · ')}) <!-- /closeout -->`;
}

function link({ key, url }: Annotation['issues'][number], form: 'markdown' | 'html'): string {
  const words = plain(/^\d+$/.test(key) ? `#${key}` : key);
  const safe = safeUrl(url);
  if (safe === null) return words;
  const address = safe.replace(/[()<>[\]{}\\|"'`*~\s]/g, percent).replaceAll('&', '&amp;');
  return form === 'html' ? `<a href="${address}">${words}</a>` : `[${words}](${address})`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** `text` as words that Markdown and HTML show as they are: whatever might be markup in either is written by its number. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .replace(/[^\p{L}\p{M}\p{N} ,()/#-]|#(?!\d+$)/gu, (character) => `&#${character.codePointAt(0)};`);
}
