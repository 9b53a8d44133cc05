import type { Section } from './outline.ts';

/**
 * The parts of a document that each tell of one incident: two or more headings of one level that name no known section and
 * each have known sections below them. A document with one such heading, or none, is one incident.
 */
export function splitIncidents(sections: readonly Section[]): readonly (readonly Section[])[] {
  for (const level of [1, 2]) {
    const starts = sections.flatMap(({ path }, at) => {
      const heading = path.at(-1);
      return heading?.level === level && heading.says === null && tellsIncident(sections, at, level) ? [at] : [];
    });
    if (starts.length < 2) continue;
    return starts.map((start, index) => sections.slice(index === 0 ? 0 : start, starts[index + 1]));
  }
  return [sections];
}

/** Below it, and above the next heading of its level, stand what happened and what is to be done. */
function tellsIncident(sections: readonly Section[], at: number, level: number): boolean {
  const end = sections.findIndex((section, index) => index > at && (section.path.at(-1)?.level ?? 0) <= level);
  const below = sections.slice(at + 1, end < 0 ? undefined : end).map((section) => section.path.at(-1)?.says ?? null);
  const told = below.some((says) => says === 'summary' || says === 'impact' || says === 'timeline' || says === 'root-cause');
  return told && below.some((says) => says === 'action');
}
