import { digestOf } from '../model/id.ts';
import { readBlocks } from './blocks.ts';
import type { Found } from './candidate.ts';
import type { DocumentDraft, IncidentDraft, Problem } from './draft.ts';
import { markDuplicates } from './duplicates.ts';
import { type FrontMatter, frontMatterValue } from './front-matter.ts';
import { readFacts, tellingTitle, titleIn } from './incident-facts.ts';
import { readTimes } from './incident-times.ts';
import { itemDraftOf } from './item-draft.ts';
import { outlineOf, type Section } from './outline.ts';
import { candidatesIn } from './section-items.ts';
import { sourceLines } from './source-lines.ts';
import { splitIncidents } from './split-incidents.ts';
import { statedLines } from './stated-lines.ts';

/**
 * Reads a postmortem: its incidents, what it promises, and what about it was unclear, each with its line. Takes any text,
 * never throws, and takes time in proportion to the text's length. What the text does not say is `null`, never a guess.
 *
 * @example
 * const { incidents } = readPostmortem('# Outage\n\n## Action items\n\n- [ ] Add an alert (@maria)', { path: null, timeZone: 'UTC' });
 */
export function readPostmortem(markdown: string, options: { readonly path: string | null; readonly timeZone: string }): DocumentDraft {
  const { path } = options;
  const source = sourceLines(markdown);
  const { matter } = source;
  const sections = outlineOf(readBlocks(source));
  const problems: Problem[] = [...source.problems];
  const incidents = splitIncidents(sections).map((part) => {
    const read = readIncident(part, matter, options);
    problems.push(...read.problems);
    return read.incident;
  });
  return {
    path,
    id: frontMatterValue(matter, 'id', 'incident', 'incident_id', 'incident-id'),
    digest: digestOf(markdown),
    incidents: incidents.filter((incident) => incident.items.length > 0 || hasFacts(incident)),
    problems: problems.sort((a, b) => a.line - b.line || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)),
  };
}

/** A text that says nothing of an incident is none: an empty file, a photo, a shopping list. */
function hasFacts(incident: IncidentDraft): boolean {
  return incident.startedAt !== null || incident.impact !== null || incident.rootCause !== null || incident.timeline.length > 0;
}

interface IncidentRead {
  readonly incident: IncidentDraft;
  readonly problems: readonly Problem[];
}

function readIncident(
  sections: readonly Section[],
  matter: FrontMatter,
  options: { readonly path: string | null; readonly timeZone: string },
): IncidentRead {
  const lines = statedLines(sections);
  const title = titleIn(sections, matter);
  const times = readTimes({ lines, title, matter, timeZone: options.timeZone });
  const found = candidatesIn(sections);
  const items = markDuplicates(found.candidates.map((candidate) => itemDraftOf(candidate, times.habits)));
  const { startedAt, endedAt, detectedAt, durationMinutes, timeZone } = times;
  const timeline = times.timeline.map(({ at, text }) => ({ at, text }));
  const named = tellingTitle(title, { date: times.date, path: options.path });
  const facts = readFacts(lines, matter);
  const incident = { title: named, startedAt, endedAt, detectedAt, durationMinutes, timeZone, ...facts, timeline, items, source: null };
  return { incident, problems: [...(items.length > 0 || hasFacts(incident) ? times.problems : []), ...skippedProblems(found)] };
}

/** Nothing within a section of promises is dropped silently. */
function skippedProblems(found: Found): readonly Problem[] {
  return found.skipped.map(({ line, code, text }) => ({ line, code, message: `not taken for an action item: ${excerpt(text)}` }));
}

function excerpt(text: string): string {
  return text === '' ? 'what stands here' : JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
