import type { Section } from './outline.ts';

/**
 * The parts of a document that each tell of one incident: two or more headings of one level that name no known section and
 * each have below them what happened and what is to be done. Any other document is one incident.
 */
export function splitIncidents(sections: readonly Section[]): readonly (readonly Section[])[] {
  for (const level of [1, 2]) {
    const starts = tellingHeadings(sections, level);
    if (starts.length > 1) return starts.map((start, index) => sections.slice(index === 0 ? 0 : start, starts[index + 1]));
  }
  return [sections];
}

/** Where headings of `level` stand that tell of an incident each. */
function tellingHeadings(sections: readonly Section[], level: number): readonly number[] {
  const starts: number[] = [];
  let open: { readonly at: number; told: boolean; promised: boolean } | null = null;
  const close = () => {
    if (open?.told && open.promised) starts.push(open.at);
    open = null;
  };
  for (const [at, { path }] of sections.entries()) {
    const heading = path.at(-1);
    if (heading === undefined) continue;
    if (heading.level <= level) close();
    if (heading.level === level && heading.says === null) open = { at, told: false, promised: false };
    if (open === null) continue;
    open.told ||= heading.says === 'summary' || heading.says === 'impact' || heading.says === 'timeline' || heading.says === 'root-cause';
    open.promised ||= heading.says === 'action';
  }
  close();
  return starts;
}
