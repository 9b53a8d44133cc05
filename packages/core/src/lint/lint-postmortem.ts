import type { Config } from '../config/config.ts';
import type { PlainDate } from '../model/plain-date.ts';
import { directoryOf } from '../plan/people.ts';
import type { DocumentDraft, ItemDraft } from '../postmortem/draft.ts';
import { incidentPlaces, placesOf } from './incident-place.ts';
import type { LintFinding } from './lint-finding.ts';
import type { KnownPeople, LintedIncident, LintSubject } from './lint-rule.ts';
import { LINT_RULES } from './lint-rules.ts';
import { switchedOff } from './switched-off.ts';

/** What besides the draft is known. */
export interface LintOptions {
  /**
   * The document itself. Without it nothing is said of its sections and of times that the reader could not use, and its
   * comments switch nothing off.
   */
  readonly text?: string;
  /** IANA name, for times that name no zone. Default: UTC. */
  readonly timeZone?: string;
  /** Who may own a promise. Without people nobody is unknown. */
  readonly people?: Config['people'];
  readonly teams?: Config['teams'];
  /** Without it nothing is too late and nothing is in the future. */
  readonly today?: PlainDate;
  /** Codes of rules that shall not be asked. */
  readonly disabled?: readonly string[];
}

/**
 * What a writer should look at before others rely on the document, in the order of its lines. Never throws; takes time in
 * proportion to the text's length.
 *
 * @example
 * const text = '# Outage\n\n## Action items\n\n- Improve monitoring';
 * const findings = lintPostmortem(readPostmortem(text, { path: null, timeZone: 'UTC' }), { text });
 */
export function lintPostmortem(draft: DocumentDraft, options: LintOptions = {}): readonly LintFinding[] {
  const off = switchedOff(options.text ?? '');
  if (off.all) return [];
  const disabled = new Set([...(options.disabled ?? []), ...off.stated.map(({ code }) => code)]);
  const subject = { ...subjectOf(draft, options), switchedOff: off.stated };
  return LINT_RULES.filter(({ code }) => !disabled.has(code))
    .flatMap(({ code, severity, remedy, find }) =>
      [...find(subject)].map(({ line, message }) => ({ code, severity, line, message, remedy })),
    )
    .sort((a, b) => a.line - b.line);
}

function subjectOf(
  draft: DocumentDraft,
  { text, timeZone = 'UTC', people = {}, teams = {}, today }: LintOptions,
): Omit<LintSubject, 'switchedOff'> {
  const places = text === undefined ? [] : incidentPlaces(text, { path: draft.path, timeZone });
  const own = placesOf(draft.incidents, places);
  const incidents = draft.incidents.map(
    (incident, index): LintedIncident => ({ incident, alike: alikeIn(incident.items), place: own[index] ?? null }),
  );
  return { draft, incidents, people: knownPeople({ people, teams }), today: today ?? null };
}

function knownPeople(config: Pick<Config, 'people' | 'teams'>): KnownPeople | null {
  const names = [...Object.keys(config.people), ...Object.keys(config.teams)];
  return Object.keys(config.people).length === 0 ? null : { directory: directoryOf(config), names };
}

function alikeIn(items: readonly ItemDraft[]): ReadonlyMap<ItemDraft, readonly ItemDraft[]> {
  const alike = new Map<ItemDraft, ItemDraft[]>();
  const learn = (item: ItemDraft, other: ItemDraft) => {
    const known = alike.get(item);
    if (known === undefined) alike.set(item, [item, other]);
    else known.push(other);
  };
  for (const item of items) {
    const earlier = item.duplicateOf === null ? undefined : items[item.duplicateOf];
    if (earlier === undefined) continue;
    learn(item, earlier);
    learn(earlier, item);
  }
  return alike;
}
