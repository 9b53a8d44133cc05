/** An issue as a person sees it, without any lag. */
export interface SeenIssue {
  /** What the requests of a process name it by. */
  readonly key: string;
  readonly title: string;
  readonly dueOn: string | null;
  readonly status: 'open' | 'done' | 'dropped' | 'duplicate';
  readonly labels: readonly string[];
  /** Everything that can be read in it. */
  readonly text: string;
  /** The item whose marker it carries. */
  readonly item: string | null;
}

/** What a person does to an issue. `text` comes below what is there; `label` is one that is not ours. */
export interface EditThere {
  readonly title?: string;
  readonly dueOn?: string;
  readonly text?: string;
  readonly label?: string;
  readonly status?: 'open' | 'done' | 'dropped';
}

export const EDIT_KINDS = ['title', 'dueOn', 'text', 'label', 'status'] as const satisfies readonly (keyof EditThere)[];
export type EditKind = (typeof EDIT_KINDS)[number];

/** Which of these a request writes over, and where. */
export interface WrittenOver {
  readonly key: string;
  readonly fields: readonly ('title' | 'dueOn' | 'text')[];
}

/** A tracker's server in the kill test: what differs between GitHub and Jira. */
export interface KillTracker {
  readonly upstream: string;
  /** What people do there also while a sync runs: what is one request, and writes nothing else over. */
  readonly meanwhile: readonly EditKind[];
  /** Its entry in the configuration. */
  config(baseUrl: string): Readonly<Record<string, unknown>>;
  /** The environment of a process, which makes it known by its token. */
  env(process: string): Readonly<Record<string, string>>;
  identify(authorization: string): { readonly process: string; readonly authorization: string };
  writesOver(request: { readonly method: string; readonly path: string; readonly body: string }): WrittenOver | null;
  issues(): Promise<readonly SeenIssue[]>;
  edit(issue: SeenIssue, edit: EditThere): Promise<void>;
  /** From now on lists are up to date. */
  catchUp(): void;
  close(): Promise<void>;
}

export type OpenKillTracker = (options: { readonly lagMs: number; readonly settleSeconds: number }) => Promise<KillTracker>;

/** A limit that nobody reaches here. */
export const UNLIMITED = { writesPerMinute: 1_000_000, createsPerHour: 1_000_000 } as const;
