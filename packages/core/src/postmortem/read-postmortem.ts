import { digestOf } from '../model/id.ts';
import { anchored } from './anchored.ts';
import type { LineAnchor } from './annotation-spans.ts';
import type { Block } from './block.ts';
import { readBlocks } from './blocks.ts';
import type { Found } from './candidate.ts';
import { datesIn } from './civil-dates.ts';
import type { DocumentDraft, IncidentDraft, ItemDraft, Problem } from './draft.ts';
import { markDuplicates } from './duplicates.ts';
import { type FrontMatter, frontMatterValue } from './front-matter.ts';
import { readFacts } from './incident-facts.ts';
import { readTimes } from './incident-times.ts';
import { tellingTitle, titleIn } from './incident-title.ts';
import { itemDraftOf } from './item-draft.ts';
import { type ItemPlace, placesByLine } from './item-place.ts';
import { saysNone } from './no-promise.ts';
import { outlineOf, type Section } from './outline.ts';
import { candidatesIn } from './section-items.ts';
import type { SectionClass } from './section-words.ts';
import { type SourceLines, sourceLines } from './source-lines.ts';
import { type IncidentPart, splitIncidents } from './split-incidents.ts';
import { statedLines } from './stated-lines.ts';

/**
 * Reads a postmortem: its incidents, what it promises, and what about it was unclear, each with its line. Takes any text,
 * never throws, and takes time in proportion to the text's length. What the text does not say is `null`, never a guess.
 *
 * @example
 * const { incidents } = readPostmortem('# Outage\n\n## Action items\n\n- [ ] Add an alert (@maria)', { path: null, timeZone: 'UTC' });
 */
export function readPostmortem(markdown: string, options: ReadingOptions): DocumentDraft {
  return readPlaced(markdown, options).draft;
}

export interface ReadingOptions {
  readonly path: string | null;
  /** Of times that name no zone. */
  readonly timeZone: string;
}

/** A document, and where its items stand in its text. */
export interface PlacedDocument {
  readonly draft: DocumentDraft;
  /** By the line of an item. */
  readonly places: () => ReadonlyMap<number, ItemPlace>;
}

/** {@link readPostmortem} for whoever also writes into the document. */
export function readPlaced(markdown: string, options: ReadingOptions): PlacedDocument {
  const source = sourceLines(markdown);
  return readParsed({ ...source, blocks: readBlocks(source) }, options);
}

/** A document whose markup was taken apart. */
export interface ParsedDocument extends Pick<SourceLines, 'matter' | 'anchors' | 'own' | 'problems'> {
  readonly blocks: readonly Block[];
}

/** {@link readPlaced} for whatever the document was written in. */
export function readParsed({ blocks, ...source }: ParsedDocument, options: ReadingOptions): PlacedDocument {
  const { path } = options;
  const { matter, anchors } = source;
  const sections = outlineOf(blocks);
  const reads = splitIncidents(sections).map((part) => readIncident({ ...part, matter, anchors }, options));
  const problems = [...source.problems, ...reads.flatMap((read) => read.problems)];
  const draft = {
    path,
    id: frontMatterValue(matter, 'id', 'incident', 'incident_id', 'incident-id'),
    digest: digestOf(source.own),
    incidents: reads.flatMap(({ incident }) => incident ?? []),
    problems: problems.sort((a, b) => a.line - b.line || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)),
  };
  return { draft, places: () => placesByLine(sections) };
}

/** A text that says nothing of an incident is none: an empty file, a photo, a shopping list. */
function tellsIncident(incident: IncidentDraft, sections: readonly Section[]): boolean {
  if (incident.items.length > 0 || incident.startedAt !== null || incident.impact !== null) return true;
  if (incident.rootCause !== null || incident.timeline.length > 0) return true;
  return new Set(sections.flatMap(({ path }) => path.flatMap(({ says }) => (says !== null && TELLING.has(says) ? says : [])))).size > 1;
}

/** Two of these as headings make a postmortem, even an empty one. */
const TELLING: ReadonlySet<SectionClass> = new Set(['summary', 'impact', 'timeline', 'root-cause', 'resolution', 'detection', 'action']);

interface IncidentRead {
  /** `null` when the text tells of none. */
  readonly incident: IncidentDraft | null;
  readonly problems: readonly Problem[];
}

interface IncidentSource extends IncidentPart {
  readonly matter: FrontMatter;
  readonly anchors: readonly LineAnchor[];
}

function readIncident({ heading, above, sections, matter, anchors }: IncidentSource, options: ReadingOptions): IncidentRead {
  const lines = statedLines(sections);
  const title = heading?.text ?? titleIn(sections, matter);
  const times = readTimes({ lines, title, matter, timeZone: options.timeZone });
  const promising = [...above, ...sections];
  const found = candidatesIn(promising);
  const candidates = anchored(found.candidates, { sections: promising, anchors });
  const habits = { ...times.habits, since: times.date };
  const items = markDuplicates(candidates.map((candidate) => itemDraftOf(candidate, habits)));
  const { startedAt, endedAt, detectedAt, durationMinutes, timeZone } = times;
  const timeline = times.timeline.map(({ at, text }) => ({ at, text }));
  const named = tellingTitle(title, { date: times.date, path: options.path });
  const facts = readFacts(lines, matter);
  const incident = { title: named, startedAt, endedAt, detectedAt, durationMinutes, timeZone, ...facts, timeline, items, source: null };
  // What was told apart as an incident is one.
  const tells = heading !== null || tellsIncident(incident, sections);
  return {
    incident: tells ? incident : null,
    problems: [
      ...(tells ? times.problems : []),
      ...skippedProblems(found),
      ...items.flatMap(calledOffProblem),
      ...items.flatMap(dueProblem),
    ],
  };
}

/** Nothing within a section of promises is dropped silently, but that there is none. */
function skippedProblems(found: Found): readonly Problem[] {
  return found.skipped
    .filter(({ text }) => !saysNone(text))
    .map(({ line, code, text }) => ({ line, code, message: `not taken for an action item: ${excerpt(text)}` }));
}

/** What the document calls off is kept as a proposal, so that a person drops it with a reason or knows better. */
function calledOffProblem({ line, title, calledOff }: ItemDraft): readonly Problem[] {
  return calledOff ? [{ line, code: 'called-off', message: `called off by the document itself: ${excerpt(title)}` }] : [];
}

/** A due date that names no day is not guessed at, and not lost. */
function dueProblem({ line, dueOn, dueText, done, calledOff, recurrence }: ItemDraft): readonly Problem[] {
  if (dueText === null || dueOn !== null || done === true || calledOff) return [];
  if (recurrence !== null && dueText.toLowerCase().includes(recurrence.text)) return [];
  const which = datesIn(dueText).length === 0 ? 'is no day' : 'may be more than one day';
  return [{ line, code: 'due-without-day', message: `due ${excerpt(dueText)} ${which}: give one when you accept it` }];
}

function excerpt(text: string): string {
  return text === '' ? 'what stands here' : JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
