import { createPrivateKey } from 'node:crypto';
import { TrackerError, type TrackerName } from '@closeout/core';
import type { Octokit } from '@octokit/rest';
import { type Answer, answerIn, type FailureContext, NoAnswer, noAnswerOf, trackerErrorOf } from './failure.ts';

/** A GitHub App, installed where the repository is. */
export interface GithubApp {
  readonly appId: number;
  readonly installationId: number;
  /** PEM text of an RSA key; `\n` may stand for its line ends, as in environment files. */
  readonly privateKey: string;
}

/** What proves who we are. */
export interface Credentials {
  /** The `authorization` header of the next request. Throws a {@link TrackerError} when there is none to be had. */
  header(): string | Promise<string>;
  /** The header that speaks for the app itself, where there is one. */
  readonly appHeader: (() => Promise<string>) | null;
  /** The last header was answered 401: the next one is a fresh one. */
  refused(): void;
}

/** A token speaks for itself. */
export function tokenCredentials(token: string): Credentials {
  return { header: () => `token ${token}`, appHeader: null, refused: () => {} };
}

export interface AppContext {
  readonly octokit: Octokit;
  readonly tracker: TrackerName;
  /** The repository's own name: the token is good for nothing else. */
  readonly repository: string;
  readonly nowMs: () => number;
}

/** What an installation token may do, whatever else the app was granted. */
const PERMISSIONS = { issues: 'write', metadata: 'read' } as const;

/** Signs as the app, and takes a token of an hour from it; the next one a minute before that has passed. */
export function appCredentials({ appId, installationId, privateKey }: GithubApp, context: AppContext): Credentials {
  const { octokit, tracker, repository, nowMs } = context;
  let isFresh = true;
  let loaded: ReturnType<typeof load> | null = null;
  const load = async () => {
    const { createAppAuth } = await import('@octokit/auth-app');
    return createAppAuth({ appId, privateKey: pemOf(privateKey), request: octokit.request, log: SILENT });
  };
  const auth = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    header: async () => {
      const refresh = !isFresh;
      isFresh = true;
      const options = { type: 'installation' as const, installationId, repositoryNames: [repository], permissions: PERMISSIONS, refresh };
      try {
        const { token } = await (await auth())(options);
        if (typeof token === 'string' && token !== '') return `token ${token}`;
      } catch (error) {
        throw appFailure(answerIn(error) ?? noAnswerOf(error), { tracker, doing: DOING, nowMs: nowMs() });
      }
      throw new TrackerError('bad-answer', tracker, `${tracker}: ${DOING} failed: the answer holds no token; is baseUrl right?`);
    },
    appHeader: async () => `bearer ${(await (await auth())({ type: 'app' })).token}`,
    refused: () => {
      isFresh = false;
    },
  };
}

const DOING = 'taking a token as the GitHub App';
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** What the app itself is told has other remedies than what its token is told. */
function appFailure(answer: Answer | NoAnswer, context: FailureContext): TrackerError {
  const error = trackerErrorOf(answer, context);
  const remedy = answer instanceof NoAnswer ? undefined : REMEDIES[answer.status];
  if (remedy === undefined || error.code === 'limited') return error;
  return new TrackerError(
    error.code === 'invalid' ? 'forbidden' : error.code,
    context.tracker,
    `${context.tracker}: ${DOING} failed: ${remedy}`,
  );
}

const REMEDIES: Readonly<Record<number, string>> = {
  401: "GitHub does not accept the app's signature; check appId and the key that belongs to it, and this machine's clock",
  403: 'the installation is suspended, or the app may not issue tokens; look at it in the settings of the organisation',
  404: 'there is no such installation of the app; check installationId and appId',
  422: 'the installation does not reach the repository, or lacks "Issues: read and write"; grant it in the settings of the organisation',
};

/** Throws `unauthorized` unless the app can sign with that key. Never shows the key. */
export function refuseUnusable(app: GithubApp, tracker: TrackerName): void {
  const refuse = (why: string): never => {
    throw new TrackerError('unauthorized', tracker, `${tracker}: ${why}`);
  };
  for (const name of ['appId', 'installationId'] as const)
    if (!Number.isSafeInteger(app[name]) || app[name] <= 0) refuse(`${name} must be the whole number that GitHub shows`);
  if (keyTypeOf(app.privateKey) !== 'rsa')
    refuse(
      'the private key of the app is not the PEM text of an RSA key as GitHub hands it out; check the environment variable that holds it',
    );
}

function keyTypeOf(privateKey: string): string | undefined {
  try {
    return createPrivateKey(pemOf(privateKey)).asymmetricKeyType;
  } catch {
    return undefined;
  }
}

function pemOf(privateKey: string): string {
  return privateKey.replaceAll('\\n', '\n').trim();
}
