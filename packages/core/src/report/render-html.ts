import { ageingChart } from './ageing-chart.ts';
import { forTeam } from './for-team.ts';
import { headlineRows } from './headline-rows.ts';
import { htmlItemTable } from './html-item-table.ts';
import { closedHtml, decisionsHtml, invisibleHtml, rehearsalsHtml, type Section, syncHtml } from './html-lists.ts';
import { HTML_STYLE } from './html-style.ts';
import { dayHtml, dayText, type Html, html, outsideText, trustedHtml } from './html-text.ts';
import type { ReportItem } from './report-item.ts';
import { sourceText } from './report-words.ts';
import { trendChart } from './trend-chart.ts';
import type { WeeklyReport } from './weekly-report.ts';

/** It asks nobody for anything: no script, no picture, no font, no form. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** A report as one page that needs nothing else, for screen (light and dark), phone and paper. */
export function renderHtml(report: WeeklyReport, options: { readonly team?: string } = {}): string {
  const shown = options.team === undefined ? report : forTeam(report, options.team);
  const { coming, asOf, week, team } = shown;
  const sections: readonly Section[] = [
    decisionsHtml(shown),
    overdueHtml(shown),
    itemsHtml('due-soon', { heading: 'Due in the next 7 days', items: coming.dueSoon, asOf }),
    itemsHtml('at-risk', { heading: 'At risk later', items: coming.atRisk, asOf }),
    rehearsalsHtml(shown),
    closedHtml(shown),
    invisibleHtml(shown),
    syncHtml(shown),
  ];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>Overdue report, ${asOf}${team === null ? '' : `, ${team}`}</title>
<style>${trustedHtml(HTML_STYLE)}</style>
</head>
<body>
<header>
<p class="eyebrow">Overdue report${team === null ? null : html` · ${outsideText(team)}`}</p>
<h1>${dayText(week.from, week.to)} – ${dayText(week.to)}</h1>
<p class="lede">${shown.summary}</p>
<p class="meta">As of ${dayHtml(asOf)}, ${shown.timeZone}</p>
</header>
<main>
${headlineHtml(shown)}
${chartsHtml(shown)}
${sections.map(sectionHtml)}
</main>
<footer>
<h2>Where the numbers come from</h2>
<p>${sourceText(shown)}</p>
<dl class="terms">${shown.definitions.map(({ term, meaning }) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>`)}</dl>
</footer>
</body>
</html>
`;
  return page.markup;
}

function headlineHtml({ figures }: WeeklyReport): Html {
  const rows = headlineRows(figures.headline).map(
    ({ label, value, change, verdict, note }) => html`<div><dt>${label}</dt><dd><span class="value">${value}</span>
<span class="change ${verdict}">${change}</span><span class="hint">${note}</span></dd></div>`,
  );
  return html`<section aria-label="Headline"><dl class="headline">${rows}</dl>
<p class="note">The smaller figure is the change against the week before.</p></section>`;
}

function chartsHtml({ figures }: WeeklyReport): Html {
  const weeks = figures.trend.map(
    (week) =>
      html`<tr><th scope="row">${dayHtml(week.to)}</th><td>${week.opened}</td><td>${week.closed}</td><td>${week.open}</td><td>${week.overdue}</td></tr>`,
  );
  return html`<div class="charts">
<section aria-labelledby="trend"><h2 id="trend">Twelve weeks</h2>
<p class="legend"><span class="open-key">open</span> <span class="overdue-key">overdue</span> <span class="opened-key">opened</span> <span class="closed-key">closed</span></p>
${trendChart(figures.trend)}
<details><summary>The same as numbers</summary><table class="weeks"><caption>Twelve weeks by their last day</caption>
<thead><tr><th scope="col">Until</th><th scope="col">Opened</th><th scope="col">Closed</th><th scope="col">Open</th><th scope="col">Overdue</th></tr></thead>
<tbody>${weeks}</tbody></table></details></section>
<section aria-labelledby="ages"><h2 id="ages">Overdue by age</h2><p class="legend">days since the first due date</p>${ageingChart(figures.ageing)}</section>
</div>`;
}

function overdueHtml({ overdue, figures, asOf }: WeeklyReport): Section {
  const teams = overdue.map(
    ({ team, count, owners }) => html`<h3>${team === null ? 'No team' : outsideText(team)} <span class="count">${count}</span></h3>
${htmlItemTable(
  owners.flatMap(({ items }) => items),
  { caption: `Overdue, ${team ?? 'no team'}`, state: 'Late', asOf },
)}`,
  );
  const body = teams.length === 0 ? html`<p class="note">Nothing is overdue.</p>` : html`${teams}`;
  return { id: 'overdue', heading: 'Overdue', count: figures.headline.overdue.now, body };
}

function itemsHtml(
  id: string,
  options: { readonly heading: string; readonly items: readonly ReportItem[]; readonly asOf: WeeklyReport['asOf'] },
): Section {
  const { heading, items, asOf } = options;
  return items.length === 0
    ? null
    : { id, heading, count: items.length, body: htmlItemTable(items, { caption: heading, state: 'State', asOf }) };
}

function sectionHtml(section: Section): Html | null {
  if (section === null) return null;
  const { id, heading, count, body } = section;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}${count === null ? null : html` <span class="count">${count}</span>`}</h2>
${body}</section>
`;
}
