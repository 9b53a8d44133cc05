import { readFileSync } from 'node:fs';

/** Makes a text of about `size` characters. */
export type Shape = (size: number) => string;

const SAMPLES = [
  '2026-02-03-checkout-outage',
  '2026-02-19-job-runner-backlog',
  '2026-03-05-ledger-double-entries',
  '2026-03-17-api-gateway-slow',
];

const VERBS = ['Add', 'Write', 'Remove', 'Document', 'Review', 'Test', 'Automate', 'Replace'];
const THINGS = ['alert', 'runbook', 'dashboard', 'probe', 'limit', 'backup', 'queue', 'cache', 'retry', 'quota'];
const PLACES = ['checkout', 'billing', 'search', 'ledger', 'gateway', 'mobile', 'login'];

/** The sample documents. */
export function sampleTexts(): readonly string[] {
  return SAMPLES.map((name) => readFileSync(new URL(`../examples/postmortems/${name}.md`, import.meta.url), 'utf8'));
}

/** The sample documents in turn, each with names, days and numbers of its own. */
export function* variedTexts(count: number): Generator<string> {
  const samples = sampleTexts();
  for (let index = 0; index < count; index += 1) {
    yield (samples[index % samples.length] ?? '')
      .replaceAll('checkout', `checkout-${index}`)
      .replaceAll('certificate', `certificate ${index % 97}`)
      .replaceAll('2026-0', `20${10 + (index % 15)}-0`)
      .replaceAll(' 5, 2026', ` ${1 + (index % 28)}, 2026`);
  }
}

/** What people write, at any length, and what nobody should: nesting, openings without end, one line, one table. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  'sample documents': repeated(`${sampleTexts().join('\n\n')}\n\n`),
  'one list of items': below('# Action items\n\n', (at) => `- ${promise(at)}\n`),
  'one list, all the same': below('# Action items\n\n', () => '- Add an alert to the dashboard\n'),
  'one table of items': below('# Action items\n\n| Action | Owner |\n| - | - |\n', (at) => `| ${promise(at)} | @p${at % 23} |\n`),
  'one long line': repeated('We will add an alert. '),
  'one long paragraph': repeated('The queue was full and nobody knew.\n'),
  'short paragraphs': repeated('The queue was full.\n\n'),
  'a timeline': below('# Timeline\n\n', (at) => `- ${String(at % 24).padStart(2, '0')}:00 it broke\n`),
  'headings over promises': repeated('## Action items\n\nAdd a probe\n\n'),
  'items in numbered items': below('# Action items\n\n', (at) => (at % 50 === 0 ? `${at}. Storage:\n` : `   - ${promise(at)}\n`)),
  'all in one item': below('# Action items\n\n- Storage\n', (at) => `  - ${promise(at)}\n`),
  'lists 24 deep': below('# Action items\n\n', (at) => `${'  '.repeat(at % 24)}- a\n`),
  'a list ever deeper on one line': (size) => '- '.repeat(size / 2),
  'quotes 11 deep': repeated(`${'> '.repeat(11)}- a\n`),
  'quotes that go on lazily': repeated('> > > > - - a\nb\n'),
  'emphasis without end': repeated('*a **a _a\n'),
  'brackets without end': repeated('[a\n'),
  'links without end': repeated('[a](b\n'),
  'backticks without end': below('', (at) => `a ${'`'.repeat(1 + (at % 60))}\n`),
  'comments without end': repeated('a <!-- b\n'),
  'HTML in blocks': repeated('<table>\n<tr>\n\n'),
  'HTML without end': below('<script>\n', () => 'let a = 1;\n\n'),
  fences: repeated('```\na\n'),
  'one fence without end': below('```\n', () => 'let a = 1;\n'),
  definitions: below('', (at) => `[a${at}]: https://example.com/${at}\n`),
  references: below('[a]: https://example.com\n\n', () => '[a] and [b]\n\n'),
  'rows of dashes': repeated('a\n---\n'),
  'carriage returns': repeated('\r'),
};

function repeated(text: string): Shape {
  return (size) => text.repeat(Math.ceil(size / text.length));
}

function below(head: string, lineAt: (at: number) => string): Shape {
  return (size) => {
    const lines = [head];
    for (let at = 0, length = head.length; length < size; at += 1) {
      const line = lineAt(at);
      lines.push(line);
      length += line.length;
    }
    return lines.join('');
  };
}

function promise(at: number): string {
  return `${VERBS[at % VERBS.length]} the ${THINGS[at % THINGS.length]} ${at} of ${PLACES[at % PLACES.length]}`;
}
