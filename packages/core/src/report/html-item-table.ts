import type { PlainDate } from '../model/plain-date.ts';
import { cutToWidth } from './display-width.ts';
import { dayHtml, type Html, html, outsideText } from './html-text.ts';
import { lateText, slipText } from './item-table.ts';
import type { ReportItem } from './report-item.ts';
import { issueText, MOST_TITLE } from './report-words.ts';
import { safeUrl } from './safe-url.ts';

/** Items as a table that becomes a row of cards on a phone. The caption is read aloud, not shown. */
export function htmlItemTable(
  items: readonly ReportItem[],
  options: { readonly caption: string; readonly state: string; readonly asOf: PlainDate },
): Html {
  const { caption, state, asOf } = options;
  const headings = ['Item', 'Owner', 'Due', state, 'Issue'];
  return html`<table class="items" role="table"><caption><bdi>${caption}</bdi></caption>
<thead role="rowgroup"><tr role="row">${headings.map((heading) => html`<th scope="col" role="columnheader">${heading}</th>`)}</tr></thead>
<tbody role="rowgroup">${items.map((item) => itemRow(item, { state, asOf }))}</tbody></table>`;
}

/** The id and title of an item or incident. */
export function titleHtml(row: { readonly id: string; readonly title: string }): Html {
  return html`<span class="id">${row.id}</span> <span class="title">${outsideText(cutToWidth(row.title, MOST_TITLE))}</span>`;
}

/** The issues of an item, as links where their addresses are safe. */
export function issueLinks(item: Pick<ReportItem, 'links'>): Html {
  return html`${item.links.map(({ key, url, tracker }, index) => {
    const href = safeUrl(url);
    const words = outsideText(cutToWidth(issueText(key), 24));
    const link = href === null ? words : html`<a href="${href}" rel="noreferrer" title="${tracker}">${words}</a>`;
    return index === 0 ? link : html`, ${link}`;
  })}`;
}

function itemRow(item: ReportItem, { state, asOf }: { readonly state: string; readonly asOf: PlainDate }): Html {
  const { dueOn, originalDueOn } = item;
  const moved =
    originalDueOn === null || originalDueOn === dueOn ? null : html` <span class="first">first ${dayHtml(originalDueOn, asOf)}</span>`;
  const slips = item.slips === 0 ? null : html`<span class="first">${slipText(item)}</span>`;
  const late = item.lateness === 'on-track' && slips === null ? null : html`<span>${lateText(item)}</span>${slips}`;
  const facts = [item.severity, item.priority, item.incident, item.series].filter((fact) => fact !== null);
  const rest =
    facts.length === 0
      ? null
      : html`<span class="facts">${facts.map((fact) => html`<span>${outsideText(cutToWidth(fact, 24))}</span>`)}</span>`;
  return html`<tr role="row" id="${`item-${item.id}`}">
<td role="cell" class="what">${titleHtml(item)}${rest}</td>
<td role="cell" data-label="Owner">${item.owner === null ? html`<span class="none">no owner</span>` : outsideText(cutToWidth(item.owner, 40))}</td>
<td role="cell" data-label="Due" class="when">${dayHtml(dueOn, asOf)}${moved}</td>
<td role="cell" data-label="${state}" class="late ${lateClass(item)}">${late}</td>
<td role="cell" data-label="Issue">${item.links.length === 0 ? html`<span class="none">none</span>` : issueLinks(item)}</td>
</tr>
`;
}

function lateClass({ ageDays, lateness }: ReportItem): string {
  if (lateness !== 'overdue') return lateness;
  return ageDays > 90 ? 'age-4' : ageDays > 30 ? 'age-3' : ageDays > 7 ? 'age-2' : 'age-1';
}
