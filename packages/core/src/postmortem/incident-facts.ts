import type { FrontMatter } from './front-matter.ts';
import { frontMatterList, frontMatterValue } from './front-matter.ts';
import type { SectionClass } from './section-words.ts';
import { sentencesOf } from './sentences.ts';
import type { StatedLine } from './stated-lines.ts';

/** What a document says of an incident besides its times and items. */
export interface IncidentFacts {
  readonly impact: string | null;
  /** 0 to 1. */
  readonly affectedShare: number | null;
  readonly rootCause: string | null;
  readonly services: readonly string[];
  readonly severity: string | null;
  readonly team: string | null;
  readonly lead: string | null;
  readonly labels: readonly string[];
}

/** Longer texts are cut at a sentence: impact and root cause are for a list, the document is for reading. */
const LONGEST_FACT = 600;

export function readFacts(lines: readonly StatedLine[], matter: FrontMatter): IncidentFacts {
  const impact = factOf(lines, {
    names: /^(?:(?:user|customer|business|service|overall)?\s*impact|affected users|user experience|customers? affected)$/i,
    says: 'impact',
  });
  const rootCause = factOf(lines, { names: /^(?:(?:primary )?root causes?(?: explanation)?|causes?|trigger)$/i, says: 'root-cause' });
  return {
    impact,
    affectedShare: shareIn(lines),
    rootCause,
    services: servicesIn(lines, matter),
    severity: severityIn(lines, matter),
    team: frontMatterValue(matter, 'team') ?? named(lines, /^(?:owning |responsible )?team$/i),
    lead:
      frontMatterValue(matter, 'lead', 'incident_commander', 'commander') ??
      named(lines, /^(?:incident (?:commander|lead|manager)|lead|commander)$/i)?.replace(/^@/, '') ??
      null,
    labels: frontMatterList(matter, 'labels', 'tags'),
  };
}

function factOf(lines: readonly StatedLine[], about: { readonly names: RegExp; readonly says: SectionClass }): string | null {
  const byName = lines.find(
    (line) => line.form !== 'code' && about.names.test(line.name?.trim() ?? '') && line.text !== '' && !inItems(line),
  );
  if (byName) return shortened(byName.text);
  const parts: string[] = [];
  for (const line of lines) {
    const here = line.path.at(-1)?.says === about.says || line.within.some((name) => about.names.test(name));
    if (here && line.form !== 'code' && !inItems(line)) parts.push(line.whole);
    else if (parts.length > 0) break;
    if (parts.join(' ').length > LONGEST_FACT) break;
  }
  return parts.length === 0 ? null : shortened(parts.join(' '));
}

function inItems(line: StatedLine): boolean {
  return line.path.some((heading) => heading.says === 'action' || heading.says === 'timeline' || heading.says === 'lessons');
}

function shortened(text: string): string {
  if (text.length <= LONGEST_FACT) return text.trim();
  let kept = '';
  for (const sentence of sentencesOf(text)) {
    if (kept.length + sentence.length > LONGEST_FACT) break;
    kept = `${kept} ${sentence}`;
  }
  return kept.trim() || `${text.slice(0, LONGEST_FACT).trimEnd()}…`;
}

const USERS =
  '(?:(?:of|our|the|all|total|active|internal|external|affected|web|website|site)\\s+){0,4}(?:users?|user base|customers?|visitors|clients?|traffic|requests|transactions|orders|people|queries)';
const SHARE = new RegExp(
  `(\\d{1,3}(?:\\.\\d+)?)\\s?%\\s+(?:${USERS})|${USERS}[^.%]{0,40}?(\\d{1,3}(?:\\.\\d+)?)\\s?%|(\\d{1,3}(?:\\.\\d+)?)\\s?%\\s+(?:service disruption|outage|failure rate)`,
  'i',
);
const ALL =
  /\ball (?:of )?(?:our |the )?(?:users|customers|traffic|requests|payment transactions)\b|\bcompletely (?:unavailable|inaccessible|down|offline)\b/i;

/** The share of users affected: the first percentage of users, customers or requests in the facts. */
function shareIn(lines: readonly StatedLine[]): number | null {
  const facts = lines.filter((line) => !inItems(line) && line.form !== 'code').slice(0, 80);
  for (const line of facts) {
    const found = SHARE.exec(line.whole.slice(0, 2_000));
    const percent = Number(found?.[1] ?? found?.[2] ?? found?.[3] ?? Number.NaN);
    if (percent >= 0 && percent <= 100) return Math.round(percent * 10) / 1000;
  }
  return facts.some((line) => ALL.test(line.whole)) ? 1 : null;
}

function servicesIn(lines: readonly StatedLine[], matter: FrontMatter): readonly string[] {
  const told = frontMatterList(matter, 'services', 'service', 'affected_services');
  if (told.length > 0) return told;
  const text = named(lines, /^(?:(?:affected|impacted) )?(?:services?|systems?|components?)(?: (?:affected|impacted))?$/i);
  if (text === null) return [];
  return text
    .split(/\s*(?:,|;|\band\b)\s*/)
    .map((name) => name.replace(/[`*.]+/g, '').trim())
    .filter((name) => name !== '' && name.length <= 60);
}

function severityIn(lines: readonly StatedLine[], matter: FrontMatter): string | null {
  const text =
    frontMatterValue(matter, 'severity', 'sev') ??
    named(lines, /^(?:incident )?(?:severity(?: level)?|sev)$/i) ??
    headed(lines, /^severity\b/i);
  if (text === null) return null;
  return (
    /^(?:SEV-? ?\d|S\d|P\d)\b/i.exec(text)?.[0] ??
    text
      .split(/[|(,;–—]| - /, 1)[0]
      ?.trim()
      .slice(0, 40) ??
    null
  );
}

function named(lines: readonly StatedLine[], name: RegExp): string | null {
  const found = lines.find(
    (line) => line.form !== 'code' && name.test(line.name?.trim() ?? '') && line.text.trim() !== '' && !inItems(line),
  );
  return found === undefined || found.text.length > 200 ? null : found.text.trim();
}

function headed(lines: readonly StatedLine[], heading: RegExp): string | null {
  return lines.find((line) => heading.test(line.path.at(-1)?.text ?? ''))?.whole ?? null;
}
