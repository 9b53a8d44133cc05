import { type FrontMatter, frontMatterValue } from './front-matter.ts';
import type { Section } from './outline.ts';
import { bareHeading, isSectionName, sectionClassOf } from './section-class.ts';

/** Titles that name no incident: they are told apart by a date or a file name. */
const GENERIC =
  /^(?:(?:my |the |an? |our |example |first |blameless )*(?:post-?mortem|incident|outage|issue|root cause|rca|pir)(?: (?:report|review|analysis|summary|document|template|title))*)$/i;

/** The document's own title: front matter, the first heading that names no section, or a first line that looks like one. */
export function titleIn(sections: readonly Section[], matter: FrontMatter): string | null {
  const told = frontMatterValue(matter, 'title');
  if (told !== null) return told;
  for (const { path } of sections) {
    const heading = path.at(-1);
    if (heading === undefined || heading.level > 7) continue;
    if (heading.level <= 6 && path.length === 1 && !namesSection(heading.text)) return heading.text;
    if (heading.level <= 6) break;
  }
  const above = sections[0]?.path.length === 0 ? sections[0].blocks : [];
  const lines = above.slice(0, 6).flatMap((block) => (block.type === 'paragraph' ? block.lines.slice(0, 4).map((line) => line.text) : []));
  const [first = ''] = lines;
  // Above the title there may be a name, a link, the name of the exercise.
  const text = isAboveTitle(first) ? (lines.slice(0, 6).find(namesIncident) ?? first) : first;
  if (isTitleLine(text)) return bareHeading(text);
  const label = sections.find((section) => section.path.length > 0)?.path[0];
  return label !== undefined && label.level > 6 && label.says === null ? label.text : null;
}

const LINK = /^<?https?:\/\/\S+$/i;
/** `https://…`, `0x19-postmortem`, `Ada Byron`, but not `Service Unavailable`. */
function isAboveTitle(line: string): boolean {
  if (LINK.test(line) || /^0x\d\w*[\s._-]*post-?mortem$/i.test(line)) return true;
  return /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,2}$/u.test(line) && !TELLS_OF_TROUBLE.test(line);
}

const TELLS_OF_TROUBLE = /unavailab|unreachab|outage|incident|down|fail|error|crash|slow|degrad|issue|disrupt|post-?mortem/i;

/** `Post-mortem: the lost cache`, `Outage of the shop`. */
function namesIncident(line: string): boolean {
  return /\b(?:post-?mortem|incident|outage|downtime)\b/i.test(line) && line.split(/\s+/, 3).length > 2 && isTitleLine(line);
}

function isTitleLine(text: string): boolean {
  const isShort = text !== '' && text.split(/\s+/, 16).length <= 15 && text.length <= 120;
  return isShort && !/[.:;!?]$/.test(text) && !LINK.test(text) && !isSectionName(text);
}

function namesSection(heading: string): boolean {
  if (isSectionName(heading)) return true;
  return sectionClassOf(heading) !== null && heading.split(/\s+/).length <= 3 && !/post-?mortem|incident|outage/i.test(heading);
}

/** A title that tells incidents apart: a generic one gets the date or the file's name. */
export function tellingTitle(title: string | null, known: { readonly date: string | null; readonly path: string | null }): string {
  if (title !== null && !GENERIC.test(title.trim())) return title.trim();
  const file =
    known.path
      ?.split(/[\\/]/)
      .at(-1)
      ?.replace(/\.[a-z]+$/i, '') ?? null;
  const by = known.date ?? file;
  return [title?.trim() || 'Incident', by].filter((part) => part !== null).join(' ');
}
