import { duePresets } from '../due/presets.ts';
import { plainDate, type Weekday } from '../model/plain-date.ts';
import type { ChannelConfig, Config, DuePolicy, TrackerConfig } from './config.ts';
import { WEEKDAY_NAMES, type WrittenConfig } from './config-schema.ts';

/** The whole configuration: what was written, its defaults, and what follows from both. */
export function completeConfig(written: WrittenConfig): Config {
  return {
    database: written.database,
    timeZone: written.timeZone,
    workweek: written.workweek.map((name) => (WEEKDAY_NAMES.indexOf(name) + 1) as Weekday).sort(),
    holidays: written.holidays.map(plainDate).sort(),
    idPrefix: written.idPrefix,
    people: written.people,
    ...(written.peopleFile === undefined ? {} : { peopleFile: written.peopleFile }),
    teams: written.teams,
    trackers: written.trackers.map(trackerConfig),
    routes: routes(written),
    sync: written.sync,
    duePolicies: written.duePolicies.map((policy) => (typeof policy === 'string' ? preset(policy) : policy)),
    channels: written.channels.map(channelConfig),
    jobs: definedOf(written.jobs),
  };
}

function trackerConfig(written: WrittenConfig['trackers'][number]): TrackerConfig {
  switch (written.type) {
    case 'github':
      return githubConfig({ ...written, baseUrl: withoutSlash(written.baseUrl) });
    case 'jira':
      return {
        ...written,
        host: withoutSlash(written.host),
        site: written.site === null ? null : withoutSlash(written.site),
        transitionFields: definedOf(written.transitionFields),
      };
    case 'custom':
      return written;
  }
}

function githubConfig({ token, app, ...repository }: Extract<WrittenConfig['trackers'][number], { type: 'github' }>): TrackerConfig {
  if (app !== null && token === null) return { ...repository, token, app };
  if (token !== null && app === null) return { ...repository, token, app };
  throw new RangeError(`tracker ${repository.name} has a token or an app, and not both`);
}

/** The only tracker gets everything unless routes say otherwise. */
function routes(written: WrittenConfig): Config['routes'] {
  const [only, ...others] = written.trackers;
  if (written.routes.length > 0 || only === undefined || others.length > 0) return written.routes;
  return [{ match: {}, tracker: only.name }];
}

function channelConfig(written: WrittenConfig['channels'][number]): ChannelConfig {
  switch (written.type) {
    case 'stdout':
    case 'file':
      return written;
    case 'slack':
    case 'email':
    case 'issue':
    case 'webhook':
      return { type: written.type, for: written.for, match: written.match };
  }
}

function preset(name: string): DuePolicy {
  const policy = duePresets[name];
  if (policy === undefined) throw new RangeError(`no due policy is named ${name}`);
  return policy;
}

function definedOf<Value>(record: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const entries = Object.entries(record).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
