import { posix } from 'node:path';
import type { SourceModule } from './source-module.ts';

/** One place that breaks a rule: `packages/core/src/plan/a.ts: reads Date.now`. */
export type Violation = string;

/** A package of the workspace, as far as imports are concerned. */
export interface WorkspacePackage {
  readonly name: string;
  /** `packages/core`. */
  readonly folder: string;
  /** Names it may import: dependencies of every kind. */
  readonly dependencies: readonly string[];
  /** `.` → `./src/index.ts`: what others may import, by subpath. */
  readonly sources: Readonly<Record<string, string>>;
}

const CORE = 'packages/core/src/';

/**
 * The flow inside core, first to last: a file imports from its own stage and from earlier ones.
 * The ports come early because they hold types only: planners name what a store or a tracker gives them.
 */
export const STAGES: readonly (readonly string[])[] = [
  ['model/'],
  ['postmortem/'],
  ['tracker/port.ts', 'store/port.ts'],
  // Presets are data that configurations name.
  ['config/', 'due/presets.ts'],
  ['due/', 'lint/', 'plan/'],
  ['store/'],
  ['sync/', 'tracker/'],
  ['report/'],
  ['annotate/'],
  ['run/'],
  ['index.ts', 'html.ts', 'sqlite.ts', 'sync.ts', 'scheduler.ts', 'contract.ts', 'contract/'],
];

const IMPURE = [
  'run/',
  'store/sqlite/',
  'store/contract',
  'tracker/contract',
  'contract/',
  'contract.ts',
  'sqlite.ts',
  'sync.ts',
  'scheduler.ts',
];
/** Not pure. */
const HEAVY = ['kysely', 'node-cron'];
/** Pure, but nothing that everybody who imports core shall load. */
const LARGE = [...HEAVY, 'hast-util-from-html', 'hast-util-to-mdast'];
const LAZY_IN_CLI = ['@closeout/sync-github', '@closeout/sync-jira', '@closeout/jira-emulation', '@octokit/rest', 'jira.js', 'emulate'];
const VAGUE_NAMES = /(^|-)(utils?|helpers?|common|manager|service|engine|handler|info|types)\.ts$/;

/** What draws cases by chance draws them from a seed. */
const SEEDED = 'test/support/property.ts';

/** Pure code takes clock, ids and chance as arguments. */
export function impureCore(modules: readonly SourceModule[]): readonly Violation[] {
  return modules
    .filter(isPure)
    .flatMap((module) => [
      ...module.effects.map((effect) => `${module.path}: reads ${effect}`),
      ...module.imports
        .filter(({ specifier }) => specifier.startsWith('node:') || HEAVY.includes(packageOf(specifier)))
        .map(({ specifier }) => `${module.path}: imports ${specifier}`),
    ]);
}

/** Folders of core follow the flow; nothing imports from a later stage, and every folder has a stage. */
export function againstTheFlow(modules: readonly SourceModule[]): readonly Violation[] {
  return modules
    .filter(({ path }) => path.startsWith(CORE))
    .flatMap((module) => {
      const stage = stageOf(module.path);
      if (stage === -1) return [`${module.path}: belongs to no stage of the flow`];
      return relativeImports(module)
        .filter((target) => stageOf(target) > stage)
        .map((target) => `${module.path}: imports ${target}, which comes later in the flow`);
    });
}

/** What is said once for every file: names, exports, date-fns function by function, chance by a seed. */
export function carelessModules(modules: readonly SourceModule[]): readonly Violation[] {
  return modules.flatMap((module) => {
    const file = posix.basename(module.path);
    const found: Violation[] = [];
    if (module.exportsAll) found.push(`${module.path}: export *`);
    if (module.exportsDefault && !file.endsWith('.config.ts')) found.push(`${module.path}: default export`);
    if (module.imports.some(({ specifier }) => specifier === 'date-fns')) found.push(`${module.path}: imports the date-fns index`);
    if (module.path !== SEEDED && module.imports.some(({ specifier }) => specifier === 'fast-check'))
      found.push(`${module.path}: imports fast-check without a seed, not ${SEEDED}`);
    if (!/^[a-z0-9]+([.-][a-z0-9]+)*\.ts$/.test(file)) found.push(`${module.path}: not kebab-case`);
    if (VAGUE_NAMES.test(file)) found.push(`${module.path}: a name that says nothing`);
    return found;
  });
}

/** Packages reach each other by name, through what is exported, and only if they say so in their package.json. */
export function borderCrossings(modules: readonly SourceModule[], packages: readonly WorkspacePackage[]): readonly Violation[] {
  return modules.flatMap((module) => {
    const home = packages.find(({ folder }) => module.path.startsWith(`${folder}/`));
    if (home === undefined) return [];
    const strays = relativeImports(module).filter((target) => !target.startsWith(`${home.folder}/`));
    const bare = module.imports.map(({ specifier }) => specifier).filter((specifier) => !/^(\.|node:)/.test(specifier));
    return [
      ...strays.map((target) => `${module.path}: reaches into ${target}`),
      ...bare
        .filter((specifier) => ![packageOf(specifier), `@types/${packageOf(specifier)}`].some((name) => home.dependencies.includes(name)))
        .map((specifier) => `${module.path}: ${home.folder}/package.json does not name ${packageOf(specifier)}`),
      ...bare
        .filter((specifier) => sourceOf(specifier, packages) === null)
        .map((specifier) => `${module.path}: ${specifier} is not exported`),
    ];
  });
}

/** Nobody installs what nobody imports. */
export function idleDependencies(modules: readonly SourceModule[], packages: readonly WorkspacePackage[]): readonly Violation[] {
  return packages.flatMap(({ folder, dependencies }) => {
    const own = modules.filter(({ path }) => path.startsWith(`${folder}/`)).flatMap(({ imports }) => imports);
    const used = new Set(own.map(({ specifier }) => packageOf(specifier)));
    return dependencies
      .filter((name) => !used.has(name.replace(/^@types\//, '')))
      .map((name) => `${folder}/package.json: ${name} is not imported`);
  });
}

/** The index of core never loads a database, a scheduler or a test suite. */
export function heavyIndex(modules: readonly SourceModule[], packages: readonly WorkspacePackage[]): readonly Violation[] {
  return loadedBy(`${CORE}index.ts`, modules, packages)
    .filter((name) => LARGE.includes(packageOf(name)) || (name.startsWith(CORE) && IMPURE.some((place) => name.startsWith(CORE + place))))
    .map((name) => `${CORE}index.ts: loads ${name}`);
}

/** The command line loads an adapter only when a command needs it. */
export function eagerAdapters(modules: readonly SourceModule[], packages: readonly WorkspacePackage[]): readonly Violation[] {
  const cli = packages.find(({ name }) => name === 'closeout');
  if (cli === undefined) return [];
  const folders = packages.filter(({ name }) => LAZY_IN_CLI.includes(name)).map(({ folder }) => `${folder}/`);
  return ['main.ts', 'index.ts'].flatMap((entry) => {
    const path = `${cli.folder}/src/${entry}`;
    return loadedBy(path, modules, packages)
      .filter((name) => LAZY_IN_CLI.includes(packageOf(name)) || folders.some((folder) => name.startsWith(folder)))
      .map((name) => `${path}: loads ${name} at once`);
  });
}

/** Everything that evaluating `entry` loads: paths of modules and names of packages from outside, sorted. */
export function loadedBy(entry: string, modules: readonly SourceModule[], packages: readonly WorkspacePackage[]): readonly string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const seen = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { specifier, typeOnly, lazy } of byPath.get(path)?.imports ?? []) {
      if (typeOnly || lazy) continue;
      waiting.push(specifier.startsWith('.') ? resolve(path, specifier) : (sourceOf(specifier, packages) ?? specifier));
    }
  }
  seen.delete(entry);
  return [...seen].sort();
}

function isPure({ path }: SourceModule): boolean {
  return path.startsWith(CORE) && !IMPURE.some((place) => path.startsWith(CORE + place));
}

/** The most specific stage: `store/port.ts` is a port, `store/fold.ts` is not. */
function stageOf(path: string): number {
  const inside = path.slice(CORE.length);
  const exact = STAGES.findIndex((stage) => stage.includes(inside));
  return exact !== -1 ? exact : STAGES.findIndex((stage) => stage.some((place) => place.endsWith('/') && inside.startsWith(place)));
}

function relativeImports(module: SourceModule): readonly string[] {
  return module.imports.filter(({ specifier }) => specifier.startsWith('.')).map(({ specifier }) => resolve(module.path, specifier));
}

function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}

/** `@scope/name/sub` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The source file behind a workspace import; the specifier itself for packages from outside; `null` when it is not exported. */
function sourceOf(specifier: string, packages: readonly WorkspacePackage[]): string | null {
  const owner = packages.find(({ name }) => name === packageOf(specifier));
  if (owner === undefined) return specifier;
  const source = owner.sources[`.${specifier.slice(owner.name.length)}`];
  return source === undefined ? null : posix.join(owner.folder, source);
}
