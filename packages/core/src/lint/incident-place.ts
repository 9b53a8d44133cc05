import { readBlocks } from '../postmortem/blocks.ts';
import type { IncidentDraft } from '../postmortem/draft.ts';
import { type IncidentTimes, readTimes } from '../postmortem/incident-times.ts';
import { tellingTitle, titleIn } from '../postmortem/incident-title.ts';
import { outlineOf } from '../postmortem/outline.ts';
import type { SectionClass } from '../postmortem/section-words.ts';
import { sourceLines } from '../postmortem/source-lines.ts';
import { splitIncidents } from '../postmortem/split-incidents.ts';
import { type StatedLine, statedLines } from '../postmortem/stated-lines.ts';
import { zoneNamed, zoneOfPlace } from '../postmortem/zone.ts';
import type { Zone } from '../postmortem/zone-names.ts';

/** Where and in which words a document tells of one incident: what a draft no longer knows. */
export interface IncidentPlace {
  readonly title: string;
  /** Its title's line, or else its first. */
  readonly line: number;
  readonly lines: readonly StatedLine[];
  /** What the headings say stands below them. */
  readonly sections: ReadonlySet<SectionClass>;
  readonly times: IncidentTimes;
  /** Of times that name none. */
  readonly zone: Zone;
}

/** The places of all incidents that `text` tells of, read as the reader reads it. */
export function incidentPlaces(
  text: string,
  { path, timeZone }: { readonly path: string | null; readonly timeZone: string },
): readonly IncidentPlace[] {
  const source = sourceLines(text);
  const { matter } = source;
  return splitIncidents(outlineOf(readBlocks(source))).map(({ heading, sections }): IncidentPlace => {
    const lines = statedLines(sections);
    const title = heading?.text ?? titleIn(sections, matter);
    const times = readTimes({ lines, title, matter, timeZone });
    return {
      title: tellingTitle(title, { date: times.date, path }),
      line: heading?.line ?? sections.find((section) => section.path.length > 0)?.path[0]?.line ?? lines[0]?.line ?? 1,
      lines,
      sections: new Set(sections.flatMap((section) => section.path.flatMap(({ says }) => says ?? []))),
      times,
      zone: (times.timeZone === null ? null : zoneNamed(times.timeZone)) ?? zoneOfPlace(timeZone),
    };
  });
}

/** The place of each incident, in order: the reader leaves out parts that tell of none. */
export function placesOf(incidents: readonly IncidentDraft[], places: readonly IncidentPlace[]): readonly (IncidentPlace | null)[] {
  let at = 0;
  return incidents.map(({ title }) => {
    const found = places.findIndex((place, index) => index >= at && place.title === title);
    if (found < 0) return null;
    at = found + 1;
    return places[found] ?? null;
  });
}
