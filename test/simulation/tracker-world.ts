import type { Clock, Instant } from '../../packages/core/src/model/instant.ts';
import type { Issue } from '../../packages/core/src/model/mirror.ts';
import type { Tracker } from '../../packages/core/src/tracker/port.ts';
import type { Answer } from './answer.ts';
import type { Driver } from './driver.ts';
import type { EditThere } from './story.ts';
import type { Field, Words } from './words.ts';

/** What an issue says from a moment on. */
export interface Version {
  readonly atMs: number;
  /** In words that both sides share. Of several assignees the one in step, else the first. */
  words(inStep: string): Words;
  /** Accounts in lower case. */
  readonly assignees: readonly string[];
  /** Whether the engine may have read `now` from it, as far as that can be told. */
  isReadAs(now: Issue): boolean;
}

/** An issue with its whole history. */
export interface TrackedIssue {
  readonly tracker: TrackerWorld;
  /** As links name it. */
  readonly id: string;
  /** As people name it. */
  readonly key: string;
  readonly url: string;
  /** Made through the token. */
  readonly isOurs: boolean;
  /** The item whose marker it was created with. */
  readonly createdFor: string | null;
  readonly versions: readonly Version[];
  /** Since when it is no longer here. */
  readonly fate: { readonly atMs: number } | null;
}

/** What a request of ours that changes an issue is about. */
export interface Write {
  /** Fields that it says, even when they stood there already. */
  readonly says: readonly Field[];
  /** It sets a status that does not show because something stronger does: a label beneath a closed issue. */
  readonly isBeneath: boolean;
}

/** Told of everything that the token changes, before anybody can read it. */
export interface RobotWatch {
  created(issue: TrackedIssue): void;
  changed(issue: TrackedIssue, before: Version, write: Write): void;
}

/** A request as it arrives. */
export interface Arrived {
  readonly method: string;
  readonly url: URL;
  readonly etag: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What faults and deaths wait for. A create is a write too. */
export type RequestKind = 'create' | 'write' | 'list';

/** What the adapter of a simulated process is given. */
export interface AdapterParts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly since: Instant;
  readonly labelPrefix: string;
  readonly overlapSeconds: number;
}

/** All that a story, the laws and the driver's record ask of a simulated tracker. */
export interface TrackerWorld {
  /** As links name it. */
  readonly name: string;
  /** Where its API is: what requests begin with. */
  readonly baseUrl: string;
  readonly issues: readonly TrackedIssue[];
  /** How old a change may be that nothing shows to whoever is about to write. */
  readonly blindMs: number;
  /** Whose items go there, where there are several trackers. */
  readonly team: string;
  /** How long a change may take until every list shows it. */
  readonly lagMaxMs: number;
  /** The account there of each of our people, in lower case. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Its entry in the configuration, without the settings that all trackers have. */
  readonly config: Readonly<Record<string, unknown>>;
  connect(parts: AdapterParts): Tracker;

  answer(arrived: Arrived): Answer;
  kindsOf(request: Pick<Arrived, 'method' | 'url'>): readonly RequestKind[];
  /** How it refuses when there were too many requests. */
  limited(): Answer;
  /** Whether the last list of a quiet sync is answered as cheaply as it can be. */
  isStill(list: Answer): boolean;

  /** The title as the tracker holds it. */
  title(text: string): string;
  /** What is left of a text of our block after whatever the tracker does to it. */
  text(text: string): string;
  /** False where a duplicate can only be closed as not to be done. */
  readonly knowsDuplicate: boolean;
  /** A raw value of a conflict, in shared words. */
  wordOf(field: Field, raw: unknown): string;
  /** What of other people's a write of ours changed. `knew` is the version that its run had seen, `ours` the accounts that are its business. */
  foreignTouched(
    issue: TrackedIssue,
    touched: { readonly before: Version; readonly knew: Version | null; readonly ours: readonly string[] },
  ): readonly string[];

  /** Somebody acts in the browser. */
  act(driver: Driver, step: { readonly nth: number; readonly edit: EditThere; readonly n: number }): void;
  /** Somebody gives an issue that title. */
  rename(driver: Driver, issue: TrackedIssue, title: string): void;
  /** Somebody who administers the tracker changes what it allows. */
  flip(what: string): void;
  /** All is allowed again. */
  calm(): void;
  /** From now on every list shows everything. */
  catchUp(): void;
  /** The most requests that a last sync may take in which so much changed. */
  floor(changed: FloorChanges): number;
}

/** What changed before a last sync: on how many issues, and what. */
export interface FloorChanges {
  /** Items whose title changed here. */
  readonly titled: number;
  /** Items whose due date and one label changed here. */
  readonly moved: number;
  /** Items that are new here. */
  readonly added: number;
}

export function newest<V extends Version>({ versions }: { readonly versions: readonly V[] }): V {
  const version = versions.at(-1);
  if (version === undefined) throw new Error('an issue has a first version');
  return version;
}

/** Index of the version that `now` was read from, as far as it can be told; -1 when none fits. */
export function versionOf({ versions }: TrackedIssue, now: Issue): number {
  return versions.findLastIndex((version) => version.isReadAs(now));
}
