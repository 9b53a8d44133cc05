/**
 * How long reading postmortems takes from source, as a ratio to the bare Markdown parser on the same text. Runs alternate, so that
 * a busy machine slows both, and the median counts.
 */
import { readPostmortem } from '@closeout/core';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { variedTexts } from './document-shapes.ts';
import { median, printFigures } from './figure.ts';

const DOCUMENTS = 1_000;
const ROUNDS = 7;
const AIM = 1.5;

/** In milliseconds of the processor, collecting garbage included: a busy machine counts for less. */
function timed(run: () => void): number {
  const from = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e3;
}

const texts = [...variedTexts(DOCUMENTS)];
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
