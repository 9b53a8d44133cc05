/**
 * How long reading postmortems takes from source, as a ratio to the bare Markdown parser on the same text. Runs alternate, so that
 * a busy machine slows both, and the median counts.
 */
import { readFileSync } from 'node:fs';
import { readPostmortem } from '@closeout/core';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { median, printFigures } from './figure.ts';

const DOCUMENTS = 1_000;
const ROUNDS = 7;
const AIM = 1.5;

const SHAPES = [
  '2026-02-03-checkout-outage',
  '2026-02-19-job-runner-backlog',
  '2026-03-05-ledger-double-entries',
  '2026-03-17-api-gateway-slow',
];

/** The sample documents in turn, each with names, days and numbers of its own. */
function documents(): readonly string[] {
  const shapes = SHAPES.map((name) => readFileSync(new URL(`../examples/postmortems/${name}.md`, import.meta.url), 'utf8'));
  return Array.from({ length: DOCUMENTS }, (_, index) =>
    (shapes[index % shapes.length] ?? '')
      .replaceAll('checkout', `checkout-${index}`)
      .replaceAll('certificate', `certificate ${index % 97}`)
      .replaceAll('2026-0', `20${10 + (index % 15)}-0`)
      .replaceAll(' 5, 2026', ` ${1 + (index % 28)}, 2026`),
  );
}

function timed(run: () => void): number {
  const from = performance.now();
  run();
  return performance.now() - from;
}

const texts = documents();
const kilobytes = texts.reduce((sum, text) => sum + text.length, 0) / 1_000;
const read = () => {
  for (const text of texts) readPostmortem(text, { path: null, timeZone: 'UTC' });
};
const parse = () => {
  for (const text of texts) fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
};
read();
parse();
const rounds = Array.from({ length: ROUNDS }, () => ({ read: timed(read), parse: timed(parse) }));
const [readMs, parseMs] = [median(rounds.map((round) => round.read)), median(rounds.map((round) => round.parse))];
printFigures(`Reading ${DOCUMENTS} documents (${Math.round(kilobytes)} kB), from source`, [
  {
    name: 'readPostmortem : bare Markdown parser',
    ratio: median(rounds.map((round) => round.read / round.parse)),
    aim: AIM,
    made: `${readMs.toFixed(0)} ms : ${parseMs.toFixed(0)} ms, ${(kilobytes / readMs).toFixed(1)} MB/s`,
  },
]);
