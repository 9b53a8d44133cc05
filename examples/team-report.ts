import { type Config, type PlainDate, renderMarkdown, type Store, weeklyReport } from '@closeout/core';

/** Puts a message into a team's channel. */
export type Say = (team: string, markdown: string) => Promise<void>;

/** Sends each team its part of the weekly report, once: a second run for the same day sends nothing. Answers who got one. */
export async function sendTeamReports(
  store: Store,
  { asOf, config, say }: { asOf: PlainDate; config: Config; say: Say },
): Promise<readonly string[]> {
  const report = weeklyReport(await store.snapshot({ asOf, weeks: 13 }), { asOf, config });
  const sent: string[] = [];
  for (const { team } of report.teams) {
    const isNew = await store.once(`chat/${team}`, asOf, () => say(team, renderMarkdown(report, { team })));
    if (isNew) sent.push(team);
  }
  return sent;
}
