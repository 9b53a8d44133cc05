import { dayIn, displayId, foreignDraft, parseInstant, parsePlainDate, planImport } from '@closeout/core';
import { loadConfig, openStore } from 'closeout';

/** A row of one's own incident database. */
export interface IncidentRow {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly began: string;
  readonly followUps: readonly { readonly id: string; readonly what: string; readonly owner?: string; readonly due?: string }[];
}

/** Takes the rows over as accepted items; running it again updates what came from them. Answers one line for each item. */
export async function importRows(rows: readonly IncidentRow[], cwd: string): Promise<readonly string[]> {
  const { config } = await loadConfig({ cwd });
  const store = await openStore(config);
  try {
    const incidents = rows.map(({ id, title, severity, began, followUps }) => ({
      source: { system: 'incident-database', id },
      title,
      severity,
      startedAt: parseInstant(began),
      items: followUps.map((followUp) => ({
        source: { system: 'incident-database', id: `${id}/${followUp.id}` },
        title: followUp.what,
        owner: followUp.owner ?? null,
        dueOn: parsePlainDate(followUp.due ?? ''),
      })),
    }));
    const snapshot = await store.snapshot();
    const today = dayIn(config.timeZone, snapshot.at);
    const { changes, review } = planImport(snapshot, [foreignDraft(incidents)], { config, today, accept: true });
    const { entities } = await store.commit(changes, { actor: 'incident-database', basedOn: snapshot.seq });
    const items = entities.filter((entity) => entity.type === 'item');
    return [
      ...review.problems.map(({ message }) => `problem: ${message}`),
      ...items.map((item) => `${displayId(config, item)} due ${item.due?.on}: ${item.title}`),
    ];
  } finally {
    await store.close();
  }
}
