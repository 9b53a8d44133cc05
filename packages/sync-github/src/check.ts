import { type Check, checkClock, PRIORITIES, TrackerError } from '@closeout/core';
import * as z from 'zod';
import { accountAsker } from './account.ts';
import { type Client, githubClient } from './client.ts';
import type { Answer } from './failure.ts';
import { hasLabel, labelWords } from './issue.ts';
import { refuseUnsafe } from './safety.ts';
import type { GithubTrackerOptions } from './tracker.ts';
import { githubTrackerName } from './tracker-name.ts';

export interface CheckGithubOptions
  extends Pick<GithubTrackerOptions, 'repo' | 'baseUrl' | 'token' | 'labelPrefix' | 'clock' | 'fetch' | 'timeoutMs'> {
  /** Logins by the names of their people. */
  readonly people: Readonly<Record<string, string>>;
}

const repository = z.object({
  full_name: z.string(),
  has_issues: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  private: z.boolean().nullish(),
  /** Absent for tokens that are no user's. */
  permissions: z.object({ push: z.boolean().nullish(), triage: z.boolean().nullish() }).nullish(),
});
type Repository = z.infer<typeof repository>;

/**
 * Looks at everything that a repository has to have for the configuration to work, and says what is wrong and how to mend
 * it. Only reads. Never throws for an answer.
 */
export async function checkGithub(options: CheckGithubOptions): Promise<readonly Check[]> {
  const tracker = githubTrackerName(options);
  try {
    refuseUnsafe(tracker, options);
    const client = githubClient({ ...options, tracker, timeoutMs: options.timeoutMs ?? 30_000, fetch: options.fetch ?? fetch });
    return await checkRepository(client, options);
  } catch (cause) {
    if (!(cause instanceof TrackerError)) throw cause;
    const remedy = cause.code === 'limited' ? 'try again when the limit has passed' : 'see above; nothing else could be looked at';
    return [{ state: 'wrong', code: 'connection', message: cause.message, remedy }];
  }
}

async function checkRepository(client: Client, options: CheckGithubOptions): Promise<readonly Check[]> {
  const path = `/repos/${options.repo.split('/').map(encodeURIComponent).join('/')}`;
  const account = await accountAsker(client)();
  const answer = await client.ask('looking at the repository', `GET ${path}`, { ok: [200, 301, 302, 307, 308, 404] });
  const first: readonly Check[] = [
    { state: 'fine', code: 'account', message: account === null ? 'signed in, as no user in particular' : `signed in as ${account}` },
    checkClock({ ours: options.clock.now(), theirs: client.at(answer), tracker: new URL(options.baseUrl).host }),
  ];
  if (answer.status !== 200) return [...first, noRepository(answer, options.repo)];
  const found = repository.safeParse(answer.data);
  if (!found.success) throw client.failure('looking at the repository', answer);
  return [
    ...first,
    ...checkState(found.data),
    ...checkScopes(answer, found.data),
    ...(await checkAccess(client, { path, found: found.data, labelPrefix: options.labelPrefix })),
    ...(await checkPeople(client, { path, options })),
  ];
}

function noRepository({ status }: Answer, repo: string): Check {
  const wrong = (message: string, remedy: string): Check => ({ state: 'wrong', code: 'repository', message, remedy });
  if (status === 404) {
    return wrong(
      `the repository ${repo} is not there, or hidden from the token`,
      'correct "repo", or give the token access to the repository (a fine-grained token names its repositories)',
    );
  }
  return wrong(`the repository ${repo} was renamed or transferred`, 'write its present name as "repo"');
}

function checkState({ full_name: name, has_issues: hasIssues, archived }: Repository): readonly Check[] {
  const checks: Check[] = [];
  if (hasIssues === false) {
    const remedy = 'switch issues on in its settings (General, Features), or choose another repository';
    checks.push({ state: 'wrong', code: 'issues-off', message: `issues are switched off in ${name}`, remedy });
  }
  if (archived === true) {
    const remedy = 'unarchive it in its settings, or choose another repository';
    checks.push({ state: 'wrong', code: 'archived', message: `${name} is archived: nothing in it can be changed`, remedy });
  }
  return checks.length > 0 ? checks : [{ state: 'fine', code: 'repository', message: `${name} is there and takes issues` }];
}

/** Classic tokens tell their scopes; others say nothing. */
function checkScopes({ headers }: Answer, { private: isPrivate }: Repository): readonly Check[] {
  const told = headers['x-oauth-scopes'];
  if (told === undefined) return [];
  const scopes = String(told)
    .split(',')
    .map((scope) => scope.trim());
  const needed = isPrivate === true ? ['repo'] : ['repo', 'public_repo'];
  if (scopes.some((scope) => needed.includes(scope))) return [];
  return [
    {
      state: 'wrong',
      code: 'scope',
      message: `the token has the scopes ${scopes.join(', ') || 'none'}: it may read, not write`,
      remedy: `make a token with the scope ${needed.at(-1)}, or a fine-grained one with "Issues: read and write"`,
    },
  ];
}

async function checkAccess(
  client: Client,
  { path, found, labelPrefix }: { readonly path: string; readonly found: Repository; readonly labelPrefix: string },
): Promise<readonly Check[]> {
  const { permissions, full_name: name } = found;
  // An app's token was asked for with "Issues: write": had that not been granted, there would be none.
  if (permissions?.push === true || client.appHeader !== null)
    return [{ state: 'fine', code: 'permission', message: `the account may write to issues and labels of ${name}` }];
  const remedy = `give the account of the token write access to ${name}`;
  if (permissions === null || permissions === undefined) {
    const message = 'GitHub does not tell what this token may do';
    return [{ state: 'unknown', code: 'permission', message, remedy: 'make sure that it has "Issues: read and write"' }];
  }
  if (permissions.triage !== true) {
    const message = `the account may not write to ${name}: GitHub drops labels and assignees without a word, and refuses other changes`;
    return [{ state: 'wrong', code: 'permission', message, remedy }];
  }
  const words = labelWords(labelPrefix);
  const needed = [...(['in-progress', 'blocked'] as const), ...PRIORITIES].map(words.of);
  const listed = await client.ask('looking at the labels', `GET ${path}/labels?per_page=100`);
  const present =
    z
      .array(z.object({ name: z.string() }))
      .safeParse(listed.data)
      .data?.map((label) => label.name) ?? [];
  const missing = needed.filter((label) => !hasLabel(present, label));
  if (missing.length === 0)
    return [{ state: 'fine', code: 'permission', message: `the account may triage ${name}, and the labels it needs are there` }];
  const message = `the account may triage ${name}, which does not let it make labels; missing: ${missing.join(', ')}`;
  return [{ state: 'wrong', code: 'labels', message, remedy: `${remedy}, or let somebody make these labels` }];
}

/** More people than any team has; each costs a request. */
const MOST_PEOPLE = 100;

async function checkPeople(
  client: Client,
  { path, options }: { readonly path: string; readonly options: CheckGithubOptions },
): Promise<readonly Check[]> {
  const entries = Object.entries(options.people);
  const checks: Check[] = [];
  for (const [name, login] of entries.slice(0, MOST_PEOPLE)) {
    const { status } = await client.ask('looking at an assignee', `GET ${path}/assignees/${encodeURIComponent(login)}`, { ok: [204, 404] });
    if (status === 204) continue;
    checks.push({
      state: 'wrong',
      code: 'not-assignable',
      message: `issues cannot be assigned to ${name}: there is no login ${login}, or it has no access to ${options.repo}`,
      remedy: `correct "github" of ${name} in "people", or give the login access to the repository`,
    });
  }
  const rest = entries.length - MOST_PEOPLE;
  if (rest > 0) {
    const remedy = 'the next sync says whom it could not assign';
    checks.push({ state: 'unknown', code: 'people', message: `${rest} more people were not looked at`, remedy });
  }
  if (checks.length > 0 || entries.length === 0) return checks;
  return [{ state: 'fine', code: 'people', message: `issues can be assigned to all ${entries.length} people with a login` }];
}
