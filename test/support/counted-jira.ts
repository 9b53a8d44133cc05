import { type Clock, dayIn } from '@closeout/core';
import type { JiraTrackerOptions } from '@closeout/sync-jira';
import { type CountedSync, countedSync } from './counted-sync.ts';
import { type JiraWorld, type JiraWorldOptions, MARA, openJiraWorld, TOMAS } from './jira-world.ts';

/** Syncs with the emulated Jira, whose clock is moved by hand: what was asked, and a colleague's hands. */
export interface CountedJira extends CountedSync {
  readonly site: JiraWorld;
  /** `POST /search/jql` for each request since the last call, without query. */
  asked(): readonly string[];
  /** A colleague renames the issues of these numbers. */
  rename(numbers: readonly number[]): void;
  /** From now on with this configuration of the tracker. */
  configureAs(over: Partial<JiraTrackerOptions>): void;
  close(): Promise<void>;
}

/** `over` is of the tracker, `options` of the site. */
export async function openCountedJira(options: JiraWorldOptions = {}, over: Partial<JiraTrackerOptions> = {}): Promise<CountedJira> {
  const site = await openJiraWorld(options);
  const clock: Clock = { now: site.clock.now, today: (timeZone) => dayIn(timeZone, site.clock.now()) };
  const ownOf = ({ statuses = {}, resolutions = {}, priorities = {}, transitionFields = {}, fields = {} }: Partial<JiraTrackerOptions>) => {
    const mapping = { statuses, resolutions, priorities, transitionFields, fields };
    return { type: 'jira', host: site.jira.url, project: 'OPS', issueType: 'Task', token: { env: 'NONE' }, ...mapping };
  };
  const people = { maria: { jira: MARA }, raj: { jira: TOMAS } };
  const sync = await countedSync({ tracker: site.tracker({ clock, ...over }), own: ownOf(over), people, clock });
  return {
    ...sync,
    site,
    asked: () => {
      const lines = site.network.sent().map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);
      site.network.forget();
      return lines;
    },
    rename: (numbers) => {
      for (const n of numbers) site.jira.person.setSummary(`OPS-${n}`, `Renamed there, ${n}`);
    },
    configureAs: (next) => sync.configure(site.tracker({ clock, ...next }), ownOf(next)),
    close: () => site.jira.close(),
  };
}
