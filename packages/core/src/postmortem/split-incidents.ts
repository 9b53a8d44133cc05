import type { Heading } from './headings.ts';
import { incidentKeyIn, namesIncident, namesPart } from './incident-names.ts';
import type { Section } from './outline.ts';
import type { SectionClass } from './section-words.ts';
import { statedLines } from './stated-lines.ts';
import { DATE, DETECTED, END, START } from './time-words.ts';

/** What a document says of one of its incidents. */
export interface IncidentPart {
  /** The heading that it stands below; `null` where the document tells of one incident. */
  readonly heading: Heading | null;
  readonly sections: readonly Section[];
  /** What stands above all incidents. It tells of none, so only what it promises is taken, for the first. */
  readonly above: readonly Section[];
}

/**
 * The parts of a document that each tell of one incident: two or more headings of one level that each have below them what
 * happened, as a section or as stated times, and what is to be done. Where nothing is promised elsewhere, headings that name
 * an incident need no promises: `INC-101: …` over a `Start:`. Any other document is one incident, also when it tells it in parts.
 */
export function splitIncidents(sections: readonly Section[]): readonly IncidentPart[] {
  const timesOf = timesReader();
  for (const level of [1, 2, 3]) {
    const all = tellings(sections, level);
    const starts = all.length < 2 ? [] : startsOf(withTimes(all, sections, timesOf), sections);
    if (starts.length < 2) continue;
    const above = sections.slice(0, starts[0]?.at);
    return starts.map(({ at, heading }, index) => ({
      heading,
      sections: sections.slice(at, starts[index + 1]?.at),
      above: index === 0 ? above : [],
    }));
  }
  return [{ heading: null, sections, above: [] }];
}

/** A heading that may be an incident's. */
interface Telling {
  readonly at: number;
  /** Index of the first section behind what stands below it. */
  to: number;
  readonly heading: Heading;
  readonly key: string | null;
  /** A section below it says what happened. */
  told: boolean;
  /** A line below it states when. */
  timed: boolean;
  promised: boolean;
}

/** The deepest level of headings that need no number to be an incident's: further down they name the parts of one. */
const DEEPEST_UNNUMBERED = 2;

function tellings(sections: readonly Section[], level: number): readonly Telling[] {
  const all: Telling[] = [];
  let open: Telling | null = null;
  for (const [at, { path }] of sections.entries()) {
    const heading = path.at(-1);
    if (heading === undefined) continue;
    if (open !== null && heading.level <= level) {
      open.to = at;
      open = null;
    }
    if (heading.level === level) {
      const key = incidentKeyIn(heading.text);
      if (key !== null || (heading.says === null && level <= DEEPEST_UNNUMBERED)) {
        open = { at, to: sections.length, heading, key, told: false, timed: false, promised: false };
        all.push(open);
      }
    }
    if (open === null) continue;
    open.told ||= heading.says !== null && TELLS.has(heading.says);
    open.promised ||= heading.says === 'action';
  }
  return all;
}

const TELLS: ReadonlySet<SectionClass> = new Set(['summary', 'impact', 'timeline', 'root-cause']);

/** Parts of an incident whose times stand above them are no incidents. */
function withTimes(all: readonly Telling[], sections: readonly Section[], timesOf: TimesOf): readonly Telling[] {
  const spanned = new Set(sections.flatMap((section) => (timesOf(section) === 'span' ? (section.path.at(-1) ?? []) : [])));
  return all
    .filter(({ at }) => sections[at]?.path.slice(0, -1).every((heading) => !spanned.has(heading)))
    .map((each) => ({
      ...each,
      timed: !namesPart(each.heading.text) && sections.slice(each.at, each.to).some((section) => timesOf(section) !== null),
    }));
}

/** What a section's lines state under the name of a time: when an incident began or ended, or else its day or detection. */
type TimesOf = (section: Section) => 'span' | 'day' | null;

function timesReader(): TimesOf {
  const known = new Map<Section, ReturnType<TimesOf>>();
  const read: TimesOf = (section) => {
    const names = statedLines([section]).flatMap(({ name, text }) => (name !== null && /\d/.test(text) ? name.trim() : []));
    if (names.some((name) => START.test(name) || END.test(name))) return 'span';
    return names.some((name) => DETECTED.test(name) || DATE.test(name)) ? 'day' : null;
  };
  return (section) => {
    const times = known.has(section) ? (known.get(section) ?? null) : read(section);
    known.set(section, times);
    return times;
  };
}

function startsOf(all: readonly Telling[], sections: readonly Section[]): readonly Telling[] {
  const keys = new Set<string>();
  const told = all.filter(({ told, timed, key }) => {
    // `INC-101: what happened`, `INC-101: what we do` are two headings of one incident.
    const isFirst = key === null || !keys.has(key);
    if (key !== null) keys.add(key);
    return isFirst && (told || timed);
  });
  const full = told.filter(({ promised }) => promised);
  const named = told.filter(({ promised, timed, key, heading }) => promised || (timed && (key !== null || isNamed(heading))));
  const isPromisedElsewhere = sections.some(
    ({ path }, at) => path.at(-1)?.says === 'action' && !named.some((each) => at >= each.at && at < each.to),
  );
  return isPromisedElsewhere ? full : named;
}

function isNamed({ level, text }: Heading): boolean {
  return level === 1 && namesIncident(text);
}
