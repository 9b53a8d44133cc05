import type { PlainDate } from '../model/plain-date.ts';
import { plainText } from './terminal-text.ts';

/** Markup that is safe to put into a page. Only {@link html} and {@link trustedHtml} make it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text and numbers are escaped, markup stays, lists are joined, `null` is nothing. */
export type HtmlPart = string | number | null | Html | readonly HtmlPart[];

/** Markup with everything between `${` and `}` escaped, in text and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(strings.map((string, index) => string + markupOf(parts[index] ?? null)).join(''));
}

/** Markup written by ourselves. Never for text from outside. */
export function trustedHtml(markup: string): Html {
  return new Html(markup);
}

/** Words from outside: on one line, and whatever their direction, what stands beside them keeps its own. */
export function outsideText(text: string): Html {
  return html`<bdi>${plainText(text)}</bdi>`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `30 Mar 2026`; without the year where it is that of `near`. */
export function dayText(date: PlainDate, near?: PlainDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const short = `${Number(day)} ${MONTHS[Number(month) - 1] ?? month}`;
  return near?.startsWith(year) ? short : `${short} ${year}`;
}

/** A date for people that machines can read too; a dash where there is none. */
export function dayHtml(date: PlainDate | null, near?: PlainDate): Html {
  return date === null ? html`–` : html`<time datetime="${date}">${dayText(date, near)}</time>`;
}

function markupOf(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string') return part.replace(/[&<>"'`]/g, entityOf);
  if (typeof part === 'number') return String(part);
  return part.map(markupOf).join('');
}

function entityOf(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}
