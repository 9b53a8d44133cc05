import { dayIn } from '../model/plain-date.ts';
import type { IncidentDraft } from '../postmortem/draft.ts';

const GENERIC =
  /^(?:(?:my|our|the|a|an)\s+)?(?:first\s+)?(?:incident|outage|service)?\s*(?:post[\s-]?mortem|report|rca|root cause analysis|incident|outage|review|retrospective)?(?:\s+(?:report|analysis|review|document|template))?[\s!?.:#*-]*$/i;

/** True for a title that would fit any incident: `Postmortem`, `My first postmortem`, `Incident report`. */
export function isGenericTitle(title: string): boolean {
  return GENERIC.test(title.trim().slice(0, 100)) && title.trim().length <= 60;
}

/** The title of an incident; one that says nothing has its day or the name of its file added. */
export function incidentTitle(
  { title, startedAt }: Pick<IncidentDraft, 'title' | 'startedAt'>,
  { path, timeZone }: { readonly path: string | null; readonly timeZone: string },
): string {
  const stated = title.trim();
  if (stated !== '' && !isGenericTitle(stated)) return stated;
  const file =
    path
      ?.split(/[\\/]/)
      .at(-1)
      ?.replace(/\.[a-z]{2,8}$/i, '') ?? '';
  const added = startedAt === null ? file : dayIn(timeZone, startedAt);
  return added === '' ? stated || 'Incident' : `${stated || 'Incident'} (${added})`;
}
