import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { afterEach, describe, expect, test } from 'vitest';
import { displayWidth } from '../../../packages/core/src/report/display-width.ts';
import { renderCsv } from '../../../packages/core/src/report/render-csv.ts';
import { renderHtml } from '../../../packages/core/src/report/render-html.ts';
import { renderJson } from '../../../packages/core/src/report/render-json.ts';
import { renderMarkdown } from '../../../packages/core/src/report/render-markdown.ts';
import { renderText } from '../../../packages/core/src/report/render-text.ts';
import { type WeeklyReport, weeklyReport } from '../../../packages/core/src/report/weekly-report.ts';
import { BUSY_QUARTER, MONDAY } from './busy-quarter.ts';
import { HOSTILE_TITLES, HOSTILE_WORLD } from './hostile-world.ts';
import { readCsv } from './read-csv.ts';
import { snapshotOf, type World } from './recorded-world.ts';

function report(world: World): WeeklyReport {
  return weeklyReport(snapshotOf(world, MONDAY), { asOf: MONDAY });
}

const busy = report(BUSY_QUARTER);
const hostile = report(HOSTILE_WORLD);
const late = busy.overdue.flatMap(({ owners }) => owners.flatMap(({ items }) => items));

/** The part of `text` from `heading` to what begins like the next one. */
function part(text: string, from: RegExp, to: RegExp): string {
  const start = text.search(from);
  expect(start).toBeGreaterThan(-1);
  const rest = text.slice(start + 1);
  const end = rest.search(to);
  return end === -1 ? rest : rest.slice(0, end);
}

function count(text: string, piece: string): number {
  return text.split(piece).length - 1;
}

describe('every overdue item stands exactly once', () => {
  test.each(late.map(({ id, title }) => [id, title]))('%s', (id, title) => {
    const text = part(renderText(busy), /^OVERDUE \(/m, /^DUE IN/m);
    expect(text.match(new RegExp(`^ +${id} `, 'gm'))?.length).toBe(1);
    const markdown = part(renderMarkdown(busy), /^## Overdue/m, /^## Due/m);
    expect(count(markdown, `| ${id} | ${title} |`)).toBe(1);
    const page = part(renderHtml(busy), /id="overdue"/, /id="due-soon"/);
    expect(count(page, `<span class="id">${id}</span>`)).toBe(1);
    expect(readCsv(renderCsv(busy)).filter((row) => row.id === id)).toHaveLength(1);
    const json: WeeklyReport = JSON.parse(renderJson(busy));
    expect(json.overdue.flatMap(({ owners }) => owners.flatMap(({ items }) => items)).filter((item) => item.id === id)).toHaveLength(1);
  });
});

describe('a team gets what is its own', () => {
  test.each([
    ['text', renderText],
    ['markdown', renderMarkdown],
    ['html', renderHtml],
    ['json', renderJson],
    ['csv', renderCsv],
  ] as const)('%s', (_, render) => {
    const search = render(busy, { team: 'search' });
    expect(search).toContain('Alert when the index lags');
    expect(search).not.toContain('Retry card charges');
    expect(render(busy, { team: 'nobody' })).not.toMatch(/AI-\d/);
  });
});

test('json is the value itself, version first', () => {
  expect(JSON.parse(renderJson(busy))).toEqual(busy);
  expect(renderJson(busy)).toMatch(/^\{\n {2}"version": 1,/);
});

test.each([60, 80, 120])('text fits a terminal of %i columns, save for commands to copy', (width) => {
  for (const shown of [busy, hostile]) {
    const long = renderText(shown, { width })
      .split('\n')
      .filter((line) => displayWidth(line) > width && !line.includes('closeout '));
    expect(long).toEqual([]);
  }
});

describe('whatever a title says, it is words', () => {
  test('the hostile titles are all in the report', () => {
    expect(hostile.figures.headline.overdue.now).toBe(HOSTILE_TITLES.length);
  });

  test('text holds no control character but line feeds, and nothing that turns direction', () => {
    expect(renderText(hostile)).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
  });

  test('html has only the elements and attributes that the page is made of', () => {
    const page = renderHtml(hostile);
    const tags = new Set([...page.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag));
    expect([...tags].filter((tag) => /script|img|iframe|object|form|input|base/i.test(tag ?? ''))).toEqual([]);
    expect(page).not.toMatch(/<[a-z](?:[^>"]|"[^"]*")*\son\w+=/i);
    expect(page).not.toMatch(/href="(?!https:\/\/|http:\/\/(?:localhost|127\.)|data:,")/);
    expect(page).not.toMatch(/<[^>]*\s(?:src|srcset|action|style)=/i);
  });

  test('markdown renders to the same structure as with tame titles, without links, html or mentions', () => {
    const tame = report({
      ...HOSTILE_WORLD,
      items: HOSTILE_WORLD.items.map((told) => told.map(([on, facts]) => [on, { ...facts, title: 'Tame' }] as const)),
    });
    const structure = (shown: WeeklyReport) => kindsIn(renderMarkdown(shown));
    expect(structure(hostile)).toEqual(structure(tame));
    const words = renderMarkdown(hostile).replaceAll('](<https://ok.example.com/%22onclick=%22x>)', '');
    expect(words).not.toMatch(/@[a-z0-9]|#\d|GH-\d|:\/\/|www\./i);
  });

  test('csv reads back as one row per item, and no cell begins a formula', () => {
    const rows = readCsv(renderCsv(hostile));
    expect(rows).toHaveLength(HOSTILE_TITLES.length);
    const isThere = (title: string) => rows.some((row) => row.title === title || row.title === `'${title}`);
    expect(HOSTILE_TITLES.filter((title) => !isThere(title))).toEqual([]);
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
  });
});

describe('no machine’s zone changes a report', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each([
    ['Pacific/Kiritimati', -840],
    ['America/Los_Angeles', 480],
    ['Asia/Kolkata', -330],
  ])('%s', (name, offset) => {
    process.env.TZ = name;
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offset);
    expect(renderJson(report(BUSY_QUARTER))).toBe(renderJson(busy));
    expect(renderHtml(report(BUSY_QUARTER))).toBe(renderHtml(busy));
  });
});

/** The kinds of all nodes but text, in order. */
function kindsIn(markdown: string): readonly string[] {
  const waiting: { readonly type: string; readonly children?: readonly { readonly type: string }[] }[] = [
    fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  ];
  const kinds: string[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type !== 'text') kinds.push(node.type);
    waiting.push(...(node.children ?? []));
  }
  return kinds;
}
