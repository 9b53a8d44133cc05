import { issueLinks, titleHtml } from './html-item-table.ts';
import { dayHtml, dayText, type Html, html, outsideText } from './html-text.ts';
import {
  adherenceText,
  cancelledText,
  doneText,
  INVISIBLE_SHOWN,
  invisibleLists,
  issueText,
  occurrenceText,
  trackerText,
  troubleText,
  waitingText,
} from './report-words.ts';
import type { WeeklyReport } from './weekly-report.ts';

/** One section of the page; `null` when it would be empty. */
export type Section = { readonly id: string; readonly heading: string; readonly count: number | null; readonly body: Html } | null;

export function decisionsHtml({ decisions, asOf }: WeeklyReport): Section {
  if (decisions.items.length === 0) return null;
  const cards = decisions.items.map(
    (item) => html`<li class="card"><p class="what">${titleHtml(item)}</p>
<ul class="reasons">${item.reasons.map(({ text }) => html`<li>${outsideText(text)}</li>`)}</ul>
<p class="meta">${item.owner === null ? 'no owner' : outsideText(item.owner)}${item.team === null ? null : html` · ${outsideText(item.team)}`}${item.dueOn === null ? null : html` · due ${dayHtml(item.dueOn, asOf)}`}${item.links.length === 0 ? null : html` · ${issueLinks(item)}`}</p>
<dl class="ways">${item.ways.map(({ label, command }) => html`<div><dt>${label}</dt><dd><code>${command}</code></dd></div>`)}</dl></li>`,
  );
  const more = decisions.more === 0 ? null : html`<p class="note">${decisions.more} more have a reason to be decided.</p>`;
  return {
    id: 'decisions',
    heading: 'Needs a decision',
    count: decisions.items.length + decisions.more,
    body: html`<ol class="cards">${cards}</ol>${more}`,
  };
}

export function rehearsalsHtml({ rehearsals }: WeeklyReport): Section {
  const { missed, due, completed, skipped, upcoming, adherence } = rehearsals;
  const rows = [
    ...missed.map((item) => row(item, { tag: 'missed', text: occurrenceText(item, dayText) })),
    ...due.map((item) => row(item, { tag: 'due', text: occurrenceText(item, dayText) })),
    ...completed.map((item) => row(item, { tag: 'done', text: doneText(item, dayText) })),
    ...skipped.map((item) => row(item, { tag: 'skipped', text: cancelledText(item, dayText) })),
    ...upcoming.map((item) => row(item, { tag: 'later', text: occurrenceText(item, dayText) })),
  ];
  if (rows.length === 0 && adherence.scheduled === 0) return null;
  return {
    id: 'rehearsals',
    heading: 'Audits and drills',
    count: null,
    body: html`<p class="note">${adherenceText(adherence)}</p>${list(rows)}`,
  };
}

export function closedHtml({ closed }: WeeklyReport): Section {
  const rows = [
    ...closed.done.map((item) => row(item, { tag: 'done', text: doneText(item, dayText) })),
    ...closed.cancelled.map((item) => row(item, { tag: 'cancelled', text: cancelledText(item, dayText) })),
  ];
  const body = rows.length === 0 ? html`<p class="note">Nothing was closed.</p>` : html`${list(rows)}`;
  return { id: 'closed', heading: 'Closed this week', count: rows.length, body };
}

export function invisibleHtml({ invisible, figures }: WeeklyReport): Section {
  const waiting = waitingText(figures.waiting, dayText);
  const lists = invisibleLists(invisible);
  if (waiting === null && lists.length === 0) return null;
  const details = lists.map(({ label, rows }) => {
    const more = rows.length > INVISIBLE_SHOWN ? html`<li class="note">and ${rows.length - INVISIBLE_SHOWN} more</li>` : null;
    const shown = rows.slice(0, INVISIBLE_SHOWN).map((one) => html`<li>${titleHtml(one)}</li>`);
    return html`<details><summary>${label} <span class="count">${rows.length}</span></summary><ul class="rows">${shown}${more}</ul></details>`;
  });
  return {
    id: 'invisible',
    heading: 'Invisible work',
    count: null,
    body: html`${waiting === null ? null : html`<p class="note">${waiting}</p>`}${details}`,
  };
}

export function syncHtml({ sync }: WeeklyReport): Section {
  const trackers = sync.trackers.map((tracker) => html`<li>${outsideText(trackerText(tracker, dayText))}</li>`);
  const troubles = [
    ...sync.conflicts.map((trouble) => row(trouble, { tag: 'conflict', text: `${issueText(trouble.key)}: ${troubleText(trouble)}` })),
    ...sync.lostLinks.map((trouble) =>
      row(trouble, { tag: 'link', text: `${issueText(trouble.key)}: ${troubleText({ ...trouble, conflicts: [] })}` }),
    ),
  ];
  return {
    id: 'sync',
    heading: 'Sync',
    count: null,
    body: html`${trackers.length === 0 ? html`<p class="note">No tracker has been synced.</p>` : html`<ul class="rows">${trackers}</ul>`}${list(troubles)}`,
  };
}

function row(item: { readonly id: string; readonly title: string }, options: { readonly tag: string; readonly text: string }): Html {
  const { tag, text } = options;
  return html`<li><span class="tag ${tag}">${tag}</span><div>${titleHtml(item)}<span class="facts">${outsideText(text)}</span></div></li>`;
}

function list(rows: readonly Html[]): Html | null {
  return rows.length === 0 ? null : html`<ul class="rows tagged">${rows}</ul>`;
}
