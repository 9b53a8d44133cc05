import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderHtml } from '../../packages/core/src/report/render-html.ts';
import { weeklyReport } from '../../packages/core/src/report/weekly-report.ts';
import { BUSY_QUARTER, MONDAY } from '../core/report/busy-quarter.ts';
import { HOSTILE_TITLES, HOSTILE_WORLD } from '../core/report/hostile-world.ts';
import { snapshotOf, type World } from '../core/report/recorded-world.ts';
import { findBrowser, launchBrowser, NO_BROWSER } from './browser.ts';
import { CHART_NAMES, FAINT_TEXTS, OVERFLOW, ROW_DISPLAY } from './page-probes.ts';

const executable = findBrowser();
let folder: string;
let browser: Browser | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'closeout-page-'));
  if (executable !== null) browser = await launchBrowser(executable);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => skip(executable === null, NO_BROWSER));

/** What a page did besides being shown. */
interface Shown {
  readonly page: Page;
  readonly said: readonly string[];
  readonly asked: readonly string[];
}

async function show(world: World, look: { readonly width: number; readonly colorScheme?: 'light' | 'dark' }): Promise<Shown> {
  if (browser === null) throw new Error(NO_BROWSER);
  const file = join(folder, 'report.html');
  await writeFile(file, renderHtml(weeklyReport(snapshotOf(world, MONDAY), { asOf: MONDAY })));
  const page = await browser.newPage({ viewport: { width: look.width, height: 900 }, colorScheme: look.colorScheme ?? 'light' });
  const address = pathToFileURL(file).href;
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('dialog', (dialog) => said.push(dialog.message()));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(address);
  return { page, said, asked: asked.filter((url) => url !== address && !url.startsWith('data:')) };
}

describe.each([
  ['a busy quarter', BUSY_QUARTER],
  ['hostile titles', HOSTILE_WORLD],
])('%s', (_, world) => {
  test.each([390, 1280])('fits %i pixels, asks nobody for anything and has nothing to complain about', async (width) => {
    const { page, said, asked } = await show(world, { width });
    expect(await page.evaluate<number>(OVERFLOW)).toBe(0);
    expect(said).toEqual([]);
    expect(asked).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
    const { page } = await show(world, { width: 1280, colorScheme });
    expect(await page.evaluate<readonly string[]>(FAINT_TEXTS)).toEqual([]);
    await page.close();
  });
});

test('whatever a title says, it is shown as its words and does nothing', async () => {
  const { page } = await show(HOSTILE_WORLD, { width: 1280 });
  expect(await page.title()).toBe('Overdue report, 2026-03-30');
  expect(await page.locator('script, img, iframe, form, h1 ~ h1, [onerror], [onmouseover], [onclick]').count()).toBe(0);
  const titles = await page.locator('#overdue ~ table .title').allInnerTexts();
  expect(titles).toHaveLength(HOSTILE_TITLES.length);
  expect(titles).toContain('<script>document.title = "owned"</script>');
  const links = await page.evaluate<readonly string[]>('[...document.links].map((link) => link.href)');
  expect([...new Set(links)]).toEqual(['https://ok.example.com/%22onclick=%22x']);
  await page.close();
});

test('overdue items are a table with a caption on a wide page, and cards on a phone', async () => {
  const { page } = await show(BUSY_QUARTER, { width: 1280 });
  const row = page.getByRole('table', { name: 'Overdue, payments' }).getByRole('row').nth(1);
  expect(await row.getByRole('cell').allInnerTexts()).toEqual([
    expect.stringContaining('Retry card charges'),
    'ada',
    expect.stringContaining('15 Feb'),
    expect.stringContaining('43 days'),
    '#1',
  ]);
  expect(await page.evaluate<string>(ROW_DISPLAY)).toBe('table-row');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate<string>(ROW_DISPLAY)).toBe('block');
  expect(await row.getByRole('cell').count()).toBe(5);
  await page.close();
});

test('the charts say what they show', async () => {
  const { page } = await show(BUSY_QUARTER, { width: 390 });
  const names = await page.evaluate<readonly string[]>(CHART_NAMES);
  expect(names).toEqual([
    '12 weeks until 2026-03-29: open from 3 to 13, overdue from 0 to 5; in the last week 1 opened and 5 closed',
    'Overdue by age: 1–7 days 2, 8–30 days 2, 31–90 days 0, over 90 days 1',
  ]);
  await page.close();
});
