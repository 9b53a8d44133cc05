import { SECRET_REMEDY } from './config-fields.ts';
import { type ConfigProblem, pathText } from './config-problem.ts';
import { nearest } from './nearest.ts';

type Rule = (written: Readonly<Record<string, unknown>>) => readonly ConfigProblem[];

/**
 * What a configuration must fulfil beyond the shape of each value. The rules look at what was written, so that
 * they speak up even when another part has a wrong shape.
 */
export const CONFIG_RULES: readonly Rule[] = [
  trackerNamesDiffer,
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
