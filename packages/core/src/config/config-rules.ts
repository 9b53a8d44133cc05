import { SECRET_REMEDY } from './config-fields.ts';
import { type ConfigProblem, pathText } from './config-problem.ts';
import { nearest } from './nearest.ts';
import { githubTrackerName, jiraTrackerName } from './tracker-name.ts';
import { GITHUB_API } from './tracker-schema.ts';

type Rule = (written: Readonly<Record<string, unknown>>) => readonly ConfigProblem[];

/**
 * What a configuration must fulfil beyond the shape of each value. The rules look at what was written, so that
 * they speak up even when another part has a wrong shape.
 */
export const CONFIG_RULES: readonly Rule[] = [
  trackerNamesDiffer,
  trackersAreDifferentPlaces,
  githubTrackersHaveOneProof,
  routesNameTrackers,
  severalTrackersNeedRoutes,
];

function trackerNamesDiffer(written: Readonly<Record<string, unknown>>): readonly ConfigProblem[] {
  const names = trackerNames(written);
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (name === null || first === index) return [];
    return [
      {
        path: pathText(['trackers', index, 'name']),
        message: `${JSON.stringify(name)} is already the name of trackers[${first}]`,
        remedy: 'give each tracker a name of its own',
      },
    ];
  });
}

/** Two of one place would each take the other's issues for their own, and wait for each other. */
function trackersAreDifferentPlaces(written: Readonly<Record<string, unknown>>): readonly ConfigProblem[] {
  const places = listOf(written.trackers).map(placeOf);
  return places.flatMap((place, index) => {
    const first = places.findIndex((each) => each?.name === place?.name);
    if (place === null || first === index) return [];
    return [
      {
        path: pathText(['trackers', index, place.field]),
        message: `${JSON.stringify(place.value)} is already what trackers[${first}] mirrors to`,
        remedy: 'keep one of them; several routes may name it',
      },
    ];
  });
}

/** Where a tracker's issues are, by the name that links give it; `null` for what is no address of any. */
function placeOf(tracker: unknown): { readonly name: string; readonly field: string; readonly value: string } | null {
  const { repo, project, host, baseUrl = GITHUB_API } = Object(tracker) as Readonly<Record<string, unknown>>;
  switch (fieldOf(tracker, 'type')) {
    case 'github':
      if (typeof repo !== 'string' || typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) return null;
      return { name: githubTrackerName({ repo, baseUrl }), field: 'repo', value: repo };
    case 'jira':
      if (typeof project !== 'string' || typeof host !== 'string' || !URL.canParse(host)) return null;
      return { name: jiraTrackerName({ host, project }), field: 'project', value: project };
  }
  return null;
}

function githubTrackersHaveOneProof(written: Readonly<Record<string, unknown>>): readonly ConfigProblem[] {
  return listOf(written.trackers).flatMap((tracker, index) => {
    if (fieldOf(tracker, 'type') !== 'github') return [];
    const [token, app] = ['token', 'app'].map((field) => (fieldOf(tracker, field) ?? null) !== null);
    if (token !== app) return [];
    const path = pathText(['trackers', index, token ? 'app' : 'token']);
    if (token) return [{ path, message: 'stands beside a token', remedy: 'keep one of them: "token", or "app" for a GitHub App' }];
    return [{ path, message: 'is missing', remedy: `${SECRET_REMEDY}; or describe a GitHub App under "app"` }];
  });
}

function routesNameTrackers(written: Readonly<Record<string, unknown>>): readonly ConfigProblem[] {
  const names = trackerNames(written).filter((name) => name !== null);
  return listOf(written.routes).flatMap((route, index) => {
    const tracker = fieldOf(route, 'tracker');
    if (typeof tracker !== 'string' || names.includes(tracker)) return [];
    const meant = nearest(tracker, names);
    return [
      {
        path: pathText(['routes', index, 'tracker']),
        message: `no tracker is named ${JSON.stringify(tracker)}`,
        remedy:
          meant === null ? `name one of: ${names.join(', ') || '(no tracker is configured)'}` : `did you mean ${JSON.stringify(meant)}?`,
      },
    ];
  });
}

function severalTrackersNeedRoutes(written: Readonly<Record<string, unknown>>): readonly ConfigProblem[] {
  const trackers = listOf(written.trackers).length;
  if (trackers < 2 || listOf(written.routes).length > 0) return [];
  return [
    {
      path: 'routes',
      message: `nothing says which of the ${trackers} trackers gets an item`,
      remedy: 'add routes, the last one for everything else: { "match": {}, "tracker": "name" }',
    },
  ];
}

function trackerNames(written: Readonly<Record<string, unknown>>): readonly (string | null)[] {
  return listOf(written.trackers).map((tracker) => {
    const name = fieldOf(tracker, 'name');
    return typeof name === 'string' ? name : null;
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
