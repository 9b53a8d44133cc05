import type { Config } from '../../packages/core/src/config/config.ts';
import { parseConfig } from '../../packages/core/src/config/parse-config.ts';
import type { ItemUid } from '../../packages/core/src/model/id.ts';
import type { ActionItem } from '../../packages/core/src/model/item.ts';
import type { Link } from '../../packages/core/src/model/mirror.ts';
import type { Change } from '../../packages/core/src/store/port.ts';
import { renderDetailsIn } from '../../packages/core/src/sync/details.ts';
import { Chance } from './chance.ts';
import { EditLedger, type Overwritten } from './edit-ledger.ts';
import { foreignTouched } from './foreign.ts';
import { type IssueRecord, type IssueState, newest } from './github/issue-record.ts';
import { BASE_URL, REPO, SimulatedGithub } from './github/simulated-github.ts';
import { Records, versionOf } from './records.ts';
import type { Connection, StoreFile, StoreFiles } from './store-file.ts';
import type { Bounds } from './story.ts';
import { type Run, SyncProcess } from './sync-process.ts';
import { MachineClock, TrueClock } from './true-clock.ts';
import { ACCOUNTS, differences, type Field, PREFIX, type Words, wordsHere, wordsThere } from './words.ts';

/** A law that does not hold. */
export interface Broken {
  /** Its number in DESIGN.md §13. */
  readonly law: 1 | 2 | 3 | 4 | 5 | 6 | 9;
  readonly message: string;
}

/** Something that the promise does not cover: docs/guarantee.md names it. */
export interface Hole {
  readonly kind: 'twin' | 'unseen';
  readonly message: string;
}

/** Everything a story happens in, and the driver's own record of it. */
export class World {
  readonly bounds: Bounds;
  readonly truth = new TrueClock();
  readonly machine: MachineClock;
  readonly github: SimulatedGithub;
  readonly config: Config;
  readonly processes: readonly [SyncProcess, SyncProcess];
  readonly ledger: EditLedger;
  readonly records = new Records();
  readonly broken: Broken[] = [];
  readonly holes: Hole[] = [];
  readonly told: string[] = [];
  /** What the items say, as committed. */
  readonly items = new Map<ItemUid, ActionItem>();
  /** Which issue mirrors which item, as soon as it was created or adopted. */
  readonly mirrors = new Map<ItemUid, IssueRecord>();
  /** Typed values that were written over with a conflict to show for it. */
  readonly conceded: Overwritten[] = [];
  readonly #ownLogins = new Map<IssueRecord, Set<string>>();
  readonly #people: Connection;
  /** Whose write is being carried out, and what its run knew of each issue when it was sent. */
  #writer: { readonly run: Run; readonly knew: (issue: IssueRecord) => number } | null = null;

  private constructor(file: StoreFile, bounds: Bounds, seed: number) {
    this.bounds = bounds;
    this.machine = new MachineClock(this.truth, bounds.clockAheadMs);
    this.config = configured(bounds);
    this.ledger = new EditLedger((lost) => this.#overwritten(lost));
    this.github = new SimulatedGithub({
      clock: this.truth,
      chance: new Chance(seed ^ 0x5bd1e995),
      habits: bounds.habits,
      watch: { created: (issue) => this.#created(issue), changed: (issue, before, body) => this.#changed(issue, before, body) },
    });
    const around = {
      truth: this.truth,
      machine: this.machine,
      github: this.github,
      file,
      config: this.config,
      isDead: (holder: string) => bounds.deathIsKnown && !this.#isAlive(holder),
      sent: (run: Run) => this.#sent(run),
      committed: (run: Run, changes: readonly Change[]) => this.#committed(run, changes),
      tell: (line: string) => this.tell(line),
    };
    this.processes = [new SyncProcess('ann', around), new SyncProcess('bob', around)];
    this.#people = file.connect(this.machine);
  }

  static async open(files: StoreFiles, { bounds, seed }: { readonly bounds: Bounds; readonly seed: number }): Promise<World> {
    const createdAt = new MachineClock(new TrueClock(), bounds.clockAheadMs).now();
    return new World(await files.create('story', createdAt), bounds, seed);
  }

  get store() {
    return this.#people.store;
  }

  tell(line: string): void {
    this.told.push(line);
  }

  break(law: Broken['law'], message: string): void {
    this.broken.push({ law, message });
    this.tell(`  ! law ${law}: ${message}`);
  }

  #hole(kind: Hole['kind'], message: string): void {
    this.holes.push({ kind, message });
    this.tell(`  ~ outside the promise: ${message}`);
  }

  /** A second issue for one item; beyond the bounds that is to be expected, and to be repaired. */
  #twin(message: string): void {
    if (this.bounds.beyond === null) this.break(1, message);
    else this.#hole('twin', message);
  }

  close(): void {
    for (const process of this.processes) process.close();
    this.#people.drop();
  }

  /** A person changes or adds an item here. */
  async type(item: ActionItem | Omit<ActionItem, 'number'>): Promise<void> {
    const change: Change = 'number' in item ? { op: 'update', entity: item, reason: null } : { op: 'create', entity: item, reason: null };
    const { entities } = await this.store.commit([change], { actor: 'a person' });
    for (const entity of entities) if (entity.type === 'item') this.#itemIs(entity, 'person');
  }

  /** A person changes an issue there. */
  edit(issue: IssueRecord, state: IssueState): void {
    const before = newest(issue).state;
    this.github.edit(issue, state);
    const item = this.itemOf(issue);
    if (item === null) return;
    for (const { field, to } of differences(this.there(item, before), this.there(item, newest(issue).state))) {
      this.ledger.typed(item, field, { side: 'there', value: to, atMs: this.truth.nowMs });
    }
  }

  itemOf(issue: IssueRecord): ItemUid | null {
    for (const [item, mirror] of this.mirrors) if (mirror === issue) return item;
    return null;
  }

  here(item: ActionItem): Words {
    const details = renderDetailsIn({ incidents: [], documents: [] }, this.config, item);
    return wordsHere(item, { details, knowsDuplicate: this.bounds.habits.knowsDuplicate });
  }

  there(item: ItemUid, state: IssueState): Words {
    return wordsThere(state, this.ledger.agreed(item, 'assignee') ?? ownAccount(this.items.get(item)));
  }

  #isAlive(holder: string): boolean {
    return this.processes.some((process) => process.isRunning && process.run?.name.startsWith(`${holder}.`) === true);
  }

  #sent(run: Run): () => void {
    const seen = new Map(run.seen);
    const recorded = new Map([...this.records.links].map(([item, link]) => [item, link.now]));
    const knew = (issue: IssueRecord) => {
      const item = this.itemOf(issue);
      const now = item === null ? undefined : recorded.get(item);
      return Math.max(seen.get(issue.number) ?? -1, now === undefined ? -1 : versionOf(issue, now));
    };
    return () => {
      this.#writer = { run, knew };
    };
  }

  #committed(run: Run, changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.op === 'conflict.end') this.#conflictEnds(change);
      this.records.apply(change);
    }
    for (const change of changes) {
      if (change.op === 'update' && change.entity.type === 'item') this.#itemIs(change.entity, run);
      if (change.op === 'link') this.#linked(change.link, run);
      if (change.op === 'link') this.#heard(change.link, run);
    }
  }

  #heard({ item, issue: { id } }: Link, { seen }: Run): void {
    const issue = this.github.issues.find((known) => String(known.id) === id);
    if (issue !== undefined && seen.get(issue.number) === issue.versions.length - 1) this.ledger.meet(item);
  }

  /** A link that did not come from a create of ours: both sides begin as they are, as far as the run that made it could see. */
  #linked({ item, issue: { id } }: Link, { seen }: Run): void {
    const issue = this.github.issues.find((each) => String(each.id) === id);
    const held = this.items.get(item);
    const known = this.mirrors.get(item);
    if (issue === undefined || held === undefined || known === issue) return;
    const owner = this.itemOf(issue);
    if (owner !== null) this.break(1, `issue ${issue.number} is the mirror of two items`);
    if (known?.fate === null) this.#twin(`the mirror of ${held.title} is issue ${issue.number}, beside issue ${known.number}`);
    this.mirrors.set(item, issue);
    const [read = newest(issue), ...since] = issue.versions.slice(seen.get(issue.number) ?? -1);
    const here = this.here(held);
    let there = this.there(item, read.state);
    const begin = issue.createdFor === item ? 'create' : 'adopt';
    for (const field of fieldsOf(here, there))
      this.ledger[begin](item, field, { here: here[field] ?? '', there: there[field] ?? '', atMs: this.truth.nowMs });
    for (const { atMs, state } of since) {
      const next = this.there(item, state);
      for (const { field, to } of differences(there, next)) this.ledger.typed(item, field, { side: 'there', value: to, atMs });
      there = next;
    }
  }

  #itemIs(item: ActionItem, by: 'person' | Run): void {
    const before = this.items.get(item.uid);
    this.items.set(item.uid, item);
    const mirror = this.mirrors.get(item.uid);
    if (mirror === undefined || before === undefined) return;
    const there = this.there(item.uid, newest(mirror).state);
    for (const { field, from, to } of differences(this.here(before), this.here(item))) {
      if (by === 'person' || field === 'details') this.ledger.typed(item.uid, field, { side: 'here', value: to, atMs: this.truth.nowMs });
      else this.ledger.engineWrote(item.uid, field, { side: 'here', from, to, elsewhere: there[field] ?? '', atMs: this.truth.nowMs });
    }
  }

  #created(issue: IssueRecord): void {
    const item = issue.createdFor as ItemUid | null;
    const held = item === null ? undefined : this.items.get(item);
    if (item === null || held === undefined) {
      this.break(1, `issue ${issue.number} was created for nothing we know`);
      return;
    }
    const others = this.github.issues.filter((other) => other !== issue && other.createdFor === item && other.fate === null);
    if (others.some((other) => newest(other).state.reason !== 'duplicate'))
      this.#twin(`issue ${issue.number} is a second one for ${held.title}`);
    if (this.mirrors.get(item)?.fate === null) return;
    this.mirrors.set(item, issue);
    const here = this.here(held);
    const there = wordsThere(newest(issue).state, here.assignee ?? '');
    for (const field of fieldsOf(here, there))
      this.ledger.create(item, field, { here: here[field] ?? '', there: there[field] ?? '', atMs: this.truth.nowMs });
  }

  #changed(issue: IssueRecord, before: IssueState, body: Readonly<Record<string, unknown>>): void {
    this.#seesOwnWrite(issue, before);
    const item = this.itemOf(issue);
    const after = newest(issue).state;
    const agreed = item === null ? '' : (this.ledger.agreed(item, 'assignee') ?? '');
    const added = this.#assigned(issue, before, after);
    const known = issue.versions[this.#writer?.knew(issue) ?? -1]?.state.body ?? before.body;
    for (const message of foreignTouched({ ...before, body: known === before.body ? before.body : after.body }, after, {
      ours: [agreed, ...added],
    }))
      this.break(5, `issue ${issue.number}: ${message}`);
    const held = item === null ? undefined : this.items.get(item);
    if (item === null || held === undefined) return;
    const here = this.here(held);
    if (after.state === 'closed' && isStatusLabel(body.labels))
      this.ledger.wroteBeneath(item, 'status', (atMs) => this.#wasUnseen(issue, atMs));
    const was = this.there(item, before);
    const is: Words = { ...this.there(item, after), assignee: assigneeAfter(before, after, agreed) };
    const written: readonly Field[] = 'title' in body ? ['title'] : [];
    for (const field of [...written, ...('state' in body ? (['status'] as const) : []), ...differences(was, is).map((one) => one.field)]) {
      const [from = '', to = ''] = [was[field], is[field]];
      const isThere = field === 'assignee' && after.assignees.some((login) => login.toLowerCase() === from);
      const write = { side: 'there', from: isThere ? to : from, to, elsewhere: here[field] ?? '', atMs: this.truth.nowMs } as const;
      this.ledger.engineWrote(item, field, write);
    }
  }

  /** Who knew all of an issue knows what its own write makes of it, even where the answer shows labels only. */
  #seesOwnWrite({ number, versions }: IssueRecord, before: IssueState): void {
    const last = versions.length - 1;
    const seen = this.#writer?.run.seen;
    if (versions[last]?.state !== before && seen?.get(number) === last - 1) seen.set(number, last);
  }

  /** Logins that a write of ours ever put on the issue. */
  #assigned(issue: IssueRecord, before: IssueState, after: IssueState): ReadonlySet<string> {
    const ours = this.#ownLogins.get(issue) ?? new Set();
    for (const login of after.assignees) if (!before.assignees.includes(login)) ours.add(login.toLowerCase());
    this.#ownLogins.set(issue, ours);
    return ours;
  }

  /** Law 4, at the moment it would break. */
  #overwritten(lost: Overwritten): void {
    const { item, field, side, value, by } = lost;
    const issue = this.mirrors.get(item as ItemUid);
    const isUnseen = side === 'there' && issue !== undefined && this.#wasUnseen(issue, lost.typedAtMs);
    const what = `${field} of ${this.items.get(item as ItemUid)?.title}: ${JSON.stringify(value)}, typed ${side}, gave way to ${JSON.stringify(by)}`;
    if (isUnseen) {
      this.#hole('unseen', `${what}: it came between our last read and our write`);
      return;
    }
    const isKept = field === 'details' ? this.records.saves(item, value) : this.records.holds({ item, field, side, value });
    if (!isKept) this.break(4, `${what} without a conflict on record`);
    else if (field === 'status' && side === 'there' && CLOSED.has(value) && !CLOSED.has(by))
      this.break(4, `${what}: what a person closed was reopened`);
    if (field !== 'details') this.conceded.push(lost);
  }

  /** Between the last read and the write: no answer had shown it to the run that wrote, and no run had recorded it. */
  #wasUnseen(issue: IssueRecord, typedAtMs: number): boolean {
    const version = issue.versions.findIndex(({ atMs }) => atMs >= typedAtMs);
    return this.#writer !== null && this.#writer.knew(issue) < version;
  }

  #conflictEnds({ item, field }: { readonly item: string; readonly field: string }): void {
    const index = this.conceded.findIndex((lost) => isAbout(lost, { item, field }));
    const [lost] = index === -1 ? [] : this.conceded.splice(index, 1);
    if (lost !== undefined && !this.#movedSince(lost))
      this.break(4, `the conflict over ${field} that keeps ${JSON.stringify(lost.value)} ended by itself`);
  }

  #movedSince({ item, field, by }: Overwritten): boolean {
    const held = this.items.get(item as ItemUid);
    const mirror = this.mirrors.get(item as ItemUid);
    if (held === undefined || mirror === undefined) return true;
    return this.here(held)[field] !== by || this.there(held.uid, newest(mirror).state)[field] !== by;
  }
}

const CLOSED = new Set(['done', 'cancelled', 'duplicate']);

function isStatusLabel(labels: unknown): boolean {
  return Array.isArray(labels) && labels.some((label) => label === `${PREFIX}in-progress` || label === `${PREFIX}blocked`);
}

/** After a write of ours the assignee in step is the one it put there, or nobody when it took that one away. */
function assigneeAfter(before: IssueState, after: IssueState, agreed: string): string {
  const added = after.assignees.find((login) => !before.assignees.includes(login));
  if (added !== undefined) return added.toLowerCase();
  const has = ({ assignees }: IssueState) => assignees.some((login) => login.toLowerCase() === agreed);
  if (has(before) && !has(after)) return '';
  return wordsThere(after, agreed).assignee ?? '';
}

function isAbout(lost: Overwritten, { item, field }: { readonly item: string; readonly field: string }): boolean {
  return lost.item === item && (field === 'labels' ? lost.field.startsWith('label:') : lost.field === field);
}

function fieldsOf(a: Words, b: Words): readonly Field[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])] as Field[];
}

function ownAccount(item: ActionItem | undefined): string {
  return item?.owner == null ? '' : (ACCOUNTS[item.owner] ?? '');
}

function configured({ settleSeconds, writesPerMinute }: Bounds): Config {
  const parsed = parseConfig({
    people: Object.fromEntries(Object.entries(ACCOUNTS).map(([name, github]) => [name, { github }])),
    trackers: [
      { type: 'github', name: 'board', repo: REPO, baseUrl: BASE_URL, token: { env: 'T' }, settleSeconds, limits: { writesPerMinute } },
    ],
    routes: [{ match: {}, tracker: 'board' }],
    sync: { guard: { share: 1, count: 1000, creates: 1000 } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.config;
}
