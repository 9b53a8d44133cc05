import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { addDays, type ChannelConfig, type PlainDate, plainText, type WeeklyReport, weekdayOf } from '@closeout/core';
import { refused } from './failure.ts';
import { failureReport } from './failure-report.ts';
import { assertMaySend } from './may-send.ts';
import { rendered, reportOf } from './report-of.ts';
import type { Session } from './session.ts';

/** What became of the report in one channel. */
export interface Delivery {
  /** For people: `stdout`, `file reports/2026-03-30.html`. */
  readonly channel: string;
  readonly outcome: 'sent' | 'already-sent' | 'failed';
  readonly message: string | null;
  /** What went to standard output, kept back while that has to be one JSON document. */
  readonly text: string | null;
}

/**
 * Delivers the weekly report through every channel that is for reports, once per week and channel unless `resend`.
 * One failing channel keeps no other from being served.
 */
export async function deliverReport(
  session: Session,
  { asOf, resend }: { readonly asOf: PlainDate; readonly resend: boolean },
): Promise<readonly Delivery[]> {
  await assertMaySend(session);
  const config = await session.config();
  const channels = config.channels.filter((channel) => channel.for.includes('report'));
  const report = await reportOf(session, asOf);
  const deliveries: Delivery[] = [];
  for (const channel of channels) deliveries.push(await deliver(session, { channel, report, resend }));
  return deliveries;
}

async function deliver(
  session: Session,
  { channel, report, resend }: { readonly channel: ChannelConfig; readonly report: WeeklyReport; readonly resend: boolean },
): Promise<Delivery> {
  const store = await session.store();
  const place = await placeOf(session, channel, report.asOf);
  let text: string | null = null;
  const send = async () => {
    text = await sendThrough(session, { channel, report, path: place.path });
  };
  try {
    const isFirst = await store.once(place.ledger, `report/${mondayOf(report.asOf)}`, send);
    if (!isFirst && resend) await send();
    return { channel: place.name, outcome: isFirst || resend ? 'sent' : 'already-sent', message: null, text };
  } catch (error) {
    return { channel: place.name, outcome: 'failed', message: failureReport(error).message, text: null };
  }
}

interface Place {
  readonly name: string;
  /** What the store remembers it by. */
  readonly ledger: string;
  readonly path: string;
}

async function placeOf(session: Session, channel: ChannelConfig, asOf: PlainDate): Promise<Place> {
  const team = channel.match?.team === undefined ? '' : ` (${channel.match.team})`;
  if (channel.type !== 'file') return { name: `${channel.type}${team}`, ledger: `${channel.type}${team}`, path: '' };
  const { file } = await session.loaded();
  const name = channel.path.replaceAll('{week}', asOf);
  const path = resolve(file === null ? session.io.cwd : dirname(file), name);
  return { name: `file ${name}${team}`, ledger: `file ${channel.path}${team}`, path };
}

/** Answers what was to go to standard output while that is kept for JSON. */
async function sendThrough(
  session: Session,
  { channel, report, path }: { readonly channel: ChannelConfig; readonly report: WeeklyReport; readonly path: string },
): Promise<string | null> {
  const team = channel.match?.team;
  switch (channel.type) {
    case 'stdout': {
      const text = rendered(report, { format: 'text', team, width: session.io.columns });
      if (session.globals.json) return text;
      session.write(text);
      return null;
    }
    case 'file':
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, rendered(report, { format: channel.format, team, width: 80 }));
      return null;
    case 'slack':
    case 'email':
    case 'issue':
    case 'webhook':
      throw refused({
        code: 'channel-unsupported',
        message: `this version cannot deliver through ${channel.type} yet`,
        remedy: 'use a channel of type stdout or file',
      });
  }
}

export function deliveryJson(asOf: PlainDate, deliveries: readonly Delivery[]): unknown {
  return { version: 1, asOf, deliveries };
}

/** A line a channel; nothing for what went to standard output just now. */
export function deliveryText(deliveries: readonly Delivery[]): string {
  if (deliveries.length === 0) return 'No channel is configured for reports.';
  return deliveries
    .filter(({ channel, outcome }) => !(channel.startsWith('stdout') && outcome === 'sent'))
    .map(({ channel, outcome, message }) => plainText(`${channel}: ${OUTCOMES[outcome]}${message === null ? '' : `: ${message}`}`))
    .join('\n');
}

const OUTCOMES: Readonly<Record<Delivery['outcome'], string>> = {
  sent: 'delivered',
  'already-sent': 'delivered before, this week (again with --resend)',
  failed: 'failed',
};

/** The week of a day, by its Monday. */
function mondayOf(day: PlainDate): PlainDate {
  return addDays(day, 1 - weekdayOf(day));
}
