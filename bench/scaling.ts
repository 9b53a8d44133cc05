/**
 * Whether reading takes time in proportion to a text's length, whatever the text: each of SHAPES from 100 kB, doubled up to 10 MB.
 * Behind it, as one likes, the largest size in megabytes and the names of the shapes to read: `1.6 "one long line"`.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readPostmortem } from '@closeout/core';
import { SHAPES, type Shape } from './document-shapes.ts';
import { type Figure, median, printFigures } from './figure.ts';

const SMALLEST = 100_000;
const LARGEST = 10_000_000;
/** A small text is read again until this much time has passed: one reading of it says little. */
const ENOUGH_MS = 500;
/** What a byte of the largest text may cost, as a ratio to one of the smallest. */
const AIM = 1.5;

interface Reading {
  readonly characters: number;
  /** Of the processor, collecting garbage included: a busy machine counts for less. */
  readonly ms: number;
}

interface Scaling {
  readonly readings: readonly Reading[];
  readonly peakBytes: number;
}

const ONE = '--one';
const asked = process.argv.slice(2);
const largest = asked.map((word) => Number(word) * 1e6).find((size) => size > SMALLEST) ?? LARGEST;
const named = asked.filter((word) => word !== ONE && Number.isNaN(Number(word)));
if (asked[0] === ONE) for (const name of named) process.stdout.write(JSON.stringify(scalingOf(name)));
else {
  const names = named.length > 0 ? named : Object.keys(SHAPES);
  const figures = names.map((name) => figureOf(name, inProcessOfItsOwn(name)));
  printFigures(`Reading one document of ${largest / 1e6} MB : of ${SMALLEST / 1e3} kB, time per character, from source`, figures);
}

/** No shape warms up another, and the peak of its memory is its own. */
function inProcessOfItsOwn(name: string): Scaling {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${name}` : '');
  const args = ['--conditions=@closeout/source', fileURLToPath(import.meta.url), ONE, name, String(largest / 1e6)];
  const scaling: Scaling = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  process.stderr.write(process.stderr.isTTY ? '\r\u001b[K' : '');
  return scaling;
}

function scalingOf(name: string): Scaling {
  const shape = SHAPES[name];
  if (shape === undefined) throw new RangeError(`no shape ${name}; there are ${Object.keys(SHAPES).join(', ')}`);
  readingOf(shape, SMALLEST);
  const readings = sizes().map((size) => readingOf(shape, size));
  return { readings, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

function sizes(): readonly number[] {
  const sizes: number[] = [];
  for (let size = SMALLEST; size < largest; size *= 2) sizes.push(size);
  return [...sizes, largest];
}

function readingOf(shape: Shape, size: number): Reading {
  const text = shape(size);
  const times: number[] = [];
  for (let spent = 0; spent < ENOUGH_MS && times.length < 50; spent += times.at(-1) ?? 0) {
    const from = process.cpuUsage();
    readPostmortem(text, { path: null, timeZone: 'UTC' });
    const { user, system } = process.cpuUsage(from);
    times.push((user + system) / 1e3);
  }
  return { characters: text.length, ms: median(times) };
}

function figureOf(name: string, { readings, peakBytes }: Scaling): Figure {
  const each = readings.map(({ characters, ms }) => ms / characters);
  const [first = 0, last = 0] = [each[0], each.at(-1)];
  const path = each.map((cost) => (cost / first).toFixed(1)).join(' ');
  const megabytes = Math.round(peakBytes / 1e6);
  return {
    name,
    ratio: last / first,
    aim: AIM,
    made: `grows with size^${exponentOf(readings).toFixed(2)}; ${path}; ${(first * 1e6).toFixed(0)} ns a character, peak ${megabytes} MB`,
  };
}

/** The slope of time over length where both are logarithms: 1 is linear, 2 quadratic. */
function exponentOf(readings: readonly Reading[]): number {
  const points = readings.map(({ characters, ms }) => ({ x: Math.log(characters), y: Math.log(ms) }));
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}
