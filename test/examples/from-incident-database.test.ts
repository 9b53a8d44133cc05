import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, openStore } from 'closeout';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IncidentRow, importRows } from '../../examples/from-incident-database.ts';

const rows: readonly IncidentRow[] = [
  {
    id: '4711',
    title: 'Checkout answered slowly',
    severity: 'SEV2',
    began: '2026-02-10T09:30:00+01:00',
    followUps: [
      { id: 'a', what: 'Put a limit on the retry queue', owner: 'ana', due: '2099-04-01' },
      { id: 'b', what: 'Show the queue length on the dashboard' },
    ],
  },
];

let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'closeout-example-'));
  writeFileSync(join(folder, 'closeout.config.json'), JSON.stringify({ timeZone: 'Europe/Berlin', people: { ana: {} } }));
  const { config } = await loadConfig({ cwd: folder });
  await (await openStore(config, { create: { sandbox: false } })).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('rows become items with ids and due dates; again nothing changes; an edited row changes its item', async () => {
  expect(await importRows(rows, folder)).toEqual([
    'AI-1 due 2099-04-01: Put a limit on the retry queue',
    expect.stringMatching(/^AI-2 due \d{4}-\d\d-\d\d: Show the queue length on the dashboard$/),
  ]);
  expect(await importRows(rows, folder)).toEqual([]);

  const edited = rows.map((row) => ({
    ...row,
    followUps: row.followUps.map((followUp) =>
      followUp.id === 'a' ? { ...followUp, what: 'Put a limit on both retry queues' } : followUp,
    ),
  }));
  expect(await importRows(edited, folder)).toEqual(['AI-1 due 2099-04-01: Put a limit on both retry queues']);
});

test('an owner whom the configuration does not know is a problem that is shown', async () => {
  const [first] = rows;
  const row = { ...first, followUps: [{ id: 'c', what: 'Write the runbook', owner: 'zoe', due: '2099-04-01' }] } as IncidentRow;
  expect(await importRows([row], folder)).toEqual([expect.stringMatching(/^problem: .*zoe/), 'AI-1 due 2099-04-01: Write the runbook']);
});
