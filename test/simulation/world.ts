import type { Config } from '../../packages/core/src/config/config.ts';
import { parseConfig } from '../../packages/core/src/config/parse-config.ts';
import type { ItemUid } from '../../packages/core/src/model/id.ts';
import type { ActionItem } from '../../packages/core/src/model/item.ts';
import type { Link } from '../../packages/core/src/model/mirror.ts';
import type { Change } from '../../packages/core/src/store/port.ts';
import { renderDetailsIn } from '../../packages/core/src/sync/details.ts';
import { Chance } from './chance.ts';
import type { Driver } from './driver.ts';
import { EditLedger, type Overwritten } from './edit-ledger.ts';
import { GithubWorld } from './github/github-world.ts';
import { JiraWorld } from './jira/jira-world.ts';
import { Records } from './records.ts';
import type { Connection, StoreFile, StoreFiles } from './store-file.ts';
import type { Bounds, TrackerBounds } from './story.ts';
import { type Run, SyncProcess } from './sync-process.ts';
import { newest, type RobotWatch, type TrackedIssue, type TrackerWorld, type Version, versionOf, type Write } from './tracker-world.ts';
import { MachineClock, TrueClock } from './true-clock.ts';
import { CLOSED, differences, type Field, fieldsOf, PEOPLE, type Words, wordsHere } from './words.ts';

/** From when a list is answered until its sender has it. */
const LISTED_LATE_MS = 400;

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
export class World implements Driver {
  readonly bounds: Bounds;
  readonly truth = new TrueClock();
  readonly machine: MachineClock;
  readonly trackers: readonly TrackerWorld[];
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
  readonly mirrors = new Map<ItemUid, TrackedIssue>();
  /** Typed values that were written over with a conflict to show for it. */
  readonly conceded: Overwritten[] = [];
  readonly #ownAccounts = new Map<TrackedIssue, Set<string>>();
  readonly #people: Connection;
  /** Whose write is being carried out, and what its run knew of each issue when it was sent. */
  #writer: { readonly run: Run; readonly knew: (issue: TrackedIssue) => number } | null = null;

  private constructor(file: StoreFile, bounds: Bounds, seed: number) {
    this.bounds = bounds;
    this.machine = new MachineClock(this.truth, bounds.clockAheadMs);
    this.ledger = new EditLedger((lost) => this.#overwritten(lost));
    const watch: RobotWatch = {
      created: (issue) => this.#created(issue),
      changed: (issue, before, write) => this.#changed(issue, before, write),
    };
    this.trackers = bounds.trackers.map((each) => trackerWorld(each, { clock: this.truth, seed, watch }));
    this.config = configured(bounds, this.trackers);
    const around = {
      truth: this.truth,
      machine: this.machine,
      trackers: this.trackers,
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

  get issues(): readonly TrackedIssue[] {
    return this.trackers.flatMap(({ issues }) => issues);
  }

  /** How long a change may take until every list shows it. */
  get lagMaxMs(): number {
    return Math.max(...this.trackers.map(({ lagMaxMs }) => lagMaxMs));
  }

  /** A person changes an issue there. */
  edit(issue: TrackedIssue, change: () => void): void {
    const before = newest(issue);
    change();
    const item = this.itemOf(issue);
    if (item === null) return;
    for (const { field, to } of differences(this.there(item, before), this.there(item, newest(issue)))) {
      this.ledger.typed(item, field, { side: 'there', value: to, atMs: this.truth.nowMs });
    }
  }

  itemOf(issue: TrackedIssue): ItemUid | null {
    for (const [item, mirror] of this.mirrors) if (mirror === issue) return item;
    return null;
  }

  issueOf({ tracker, issue: { id } }: Pick<Link, 'tracker' | 'issue'>): TrackedIssue | null {
    return this.trackers.find(({ name }) => name === tracker)?.issues.find((issue) => issue.id === id) ?? null;
  }

  isLinked(item: ItemUid): boolean {
    return this.records.links.has(item);
  }

  /** What an item says, as the tracker of its mirror would hold it. */
  here(item: ActionItem, { tracker }: TrackedIssue): Words {
    const details = renderDetailsIn({ incidents: [], documents: [] }, this.config, item);
    return wordsHere(item, { details, tracker });
  }

  there(item: ItemUid, version: Version): Words {
    const owner = this.items.get(item)?.owner ?? null;
    const own = owner === null ? '' : (this.mirrors.get(item)?.tracker.accounts[owner] ?? '');
    return version.words(this.ledger.agreed(item, 'assignee') ?? own);
  }

  #isAlive(holder: string): boolean {
    return this.processes.some((process) => process.isRunning && process.run?.name.startsWith(`${holder}.`) === true);
  }

  #sent(run: Run): () => void {
    const seen = new Map(run.seen);
    const recorded = new Map([...this.records.links].map(([item, { now }]) => [item, now]));
    const knew = (issue: TrackedIssue) => {
      const item = this.itemOf(issue);
      const now = item === null ? undefined : recorded.get(item);
      return Math.max(seen.get(issue) ?? -1, now === undefined ? -1 : versionOf(issue, now));
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
      if (change.op === 'link') this.#heard(change.link, { run, isFound: changes.some((each) => isSettled(each, change.link)) });
    }
  }

  #heard(link: Link, { run: { seen }, isFound }: { readonly run: Run; readonly isFound: boolean }): void {
    const issue = this.issueOf(link);
    const [read, ...since] = issue?.versions.slice(seen.get(issue) ?? Number.POSITIVE_INFINITY) ?? [];
    if (read === undefined) return;
    const met = this.ledger.meet(link.item, { there: this.there(link.item, read), isFound });
    if (isFound) this.#typedSince(link.item, { read, since, isTyped: (field) => met.includes(field) });
  }

  /** A link that did not come from a create of ours: both sides begin as they are, as far as the run that made it could see. */
  #linked(link: Link, { seen }: Run): void {
    const { item } = link;
    const issue = this.issueOf(link);
    const held = this.items.get(item);
    const known = this.mirrors.get(item);
    if (issue === null || held === undefined || known === issue) return;
    const owner = this.itemOf(issue);
    if (owner !== null) this.break(1, `issue ${issue.key} is the mirror of two items`);
    if (known?.fate === null) this.#twin(`the mirror of ${held.title} is issue ${issue.key}, beside issue ${known.key}`);
    this.mirrors.set(item, issue);
    const [read = newest(issue), ...since] = issue.versions.slice(seen.get(issue) ?? -1);
    const here = this.here(held, issue);
    const there = this.there(item, read);
    const begin = issue.createdFor === item ? 'create' : 'adopt';
    for (const field of fieldsOf(here, there)) {
      const [ours = '', theirs = ''] = [here[field], there[field]];
      // Who says nothing has typed nothing, even where the tracker has a word for that.
      const isSilent = field === 'priority' && held.priority === null && ours !== theirs;
      this.ledger[begin](item, field, { here: isSilent ? '' : ours, there: theirs, atMs: this.truth.nowMs });
    }
    this.#typedSince(item, { read, since, isTyped: () => true });
  }

  /** What came there after the version that was read. */
  #typedSince(
    item: ItemUid,
    { read, since, isTyped }: { readonly read: Version; readonly since: readonly Version[]; readonly isTyped: (field: Field) => boolean },
  ): void {
    let there = this.there(item, read);
    for (const version of since) {
      const next = this.there(item, version);
      for (const { field, to } of differences(there, next))
        if (isTyped(field)) this.ledger.typed(item, field, { side: 'there', value: to, atMs: version.atMs });
      there = next;
    }
  }

  #itemIs(item: ActionItem, by: 'person' | Run): void {
    const before = this.items.get(item.uid);
    this.items.set(item.uid, item);
    const mirror = this.mirrors.get(item.uid);
    if (mirror === undefined || before === undefined) return;
    const there = this.there(item.uid, newest(mirror));
    if (by !== 'person' && item.title !== before.title && mirror.tracker.title(item.title) === mirror.tracker.title(before.title))
      this.break(4, `${JSON.stringify(before.title)} became ${JSON.stringify(item.title)}, which is only what the tracker made of it`);
    for (const { field, from, to } of differences(this.here(before, mirror), this.here(item, mirror))) {
      if (by === 'person' || field === 'details') this.ledger.typed(item.uid, field, { side: 'here', value: to, atMs: this.truth.nowMs });
      else this.ledger.engineWrote(item.uid, field, { side: 'here', from, to, elsewhere: there[field] ?? '', atMs: this.truth.nowMs });
    }
  }

  #created(issue: TrackedIssue): void {
    const item = issue.createdFor as ItemUid | null;
    const held = item === null ? undefined : this.items.get(item);
    if (item === null || held === undefined) {
      this.break(1, `issue ${issue.key} was created for nothing we know`);
      return;
    }
    const others = this.issues.filter((other) => other !== issue && other.createdFor === item && other.fate === null);
    if (others.some((other) => newest(other).words('').status !== 'duplicate'))
      this.#twin(`issue ${issue.key} is a second one for ${held.title}`);
    else if (this.records.links.has(item)) this.break(1, `issue ${issue.key} is created for ${held.title}, which had its mirror`);
    if (this.mirrors.get(item)?.fate === null) return;
    this.mirrors.set(item, issue);
    const here = this.here(held, issue);
    const there = newest(issue).words(here.assignee ?? '');
    for (const field of fieldsOf(here, there))
      this.ledger.create(item, field, { here: here[field] ?? '', there: there[field] ?? '', atMs: this.truth.nowMs });
  }

  #changed(issue: TrackedIssue, before: Version, { says, isBeneath }: Write): void {
    this.#seesOwnWrite(issue, before);
    const item = this.itemOf(issue);
    if (item === null && !issue.isOurs) this.break(5, `issue ${issue.key} is somebody else's, and was written`);
    const after = newest(issue);
    const agreed = item === null ? '' : (this.ledger.agreed(item, 'assignee') ?? '');
    const ours = [agreed, ...this.#assigned(issue, before, after)];
    const knew = issue.versions[this.#writer?.knew(issue) ?? -1] ?? null;
    for (const message of issue.tracker.foreignTouched(issue, { before, knew, ours })) this.break(5, `issue ${issue.key}: ${message}`);
    const held = item === null ? undefined : this.items.get(item);
    if (item === null || held === undefined) return;
    const here = this.here(held, issue);
    if (isBeneath) this.ledger.wroteBeneath(item, 'status', (atMs) => this.#wasUnseen(issue, atMs));
    const was = this.there(item, before);
    const is: Words = { ...this.there(item, after), assignee: assigneeAfter(before, after, agreed) };
    for (const field of [...says, ...differences(was, is).map((one) => one.field)]) {
      const [from = '', to = ''] = [was[field], is[field]];
      const isThere = field === 'assignee' && after.assignees.includes(from);
      const write = { side: 'there', from: isThere ? to : from, to, elsewhere: here[field] ?? '', atMs: this.truth.nowMs } as const;
      this.ledger.engineWrote(item, field, write);
    }
  }

  /** Who knew all of an issue knows what its own write makes of it, even where the answer shows labels only. */
  #seesOwnWrite(issue: TrackedIssue, before: Version): void {
    const last = issue.versions.length - 1;
    const seen = this.#writer?.run.seen;
    if (issue.versions[last] !== before && seen?.get(issue) === last - 1) seen.set(issue, last);
  }

  /** Accounts that a write of ours ever put on the issue. */
  #assigned(issue: TrackedIssue, before: Version, after: Version): ReadonlySet<string> {
    const ours = this.#ownAccounts.get(issue) ?? new Set();
    for (const account of after.assignees) if (!before.assignees.includes(account)) ours.add(account);
    this.#ownAccounts.set(issue, ours);
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
    const isKept = issue !== undefined && this.#isKept(lost, issue.tracker);
    if (!isKept) this.break(4, `${what} without a conflict on record`);
    else if (field === 'status' && side === 'there' && CLOSED.has(value) && !CLOSED.has(by))
      this.break(4, `${what}: what a person closed was reopened`);
    if (field !== 'details') this.conceded.push(lost);
  }

  #isKept({ item, field, side, value }: Overwritten, tracker: TrackerWorld): boolean {
    // Who takes our block away has written nothing.
    return field === 'details'
      ? value === '' || this.records.saves(item, value, tracker)
      : this.records.holds({ tracker, item, field, side, value });
  }

  /**
   * Between the last read and the write: no answer had shown it to the run that wrote, and no run had recorded it. Whoever writes has
   * listed first, and a list is behind by no more than its lag: what is older than that was there to be read.
   */
  #wasUnseen(issue: TrackedIssue, typedAtMs: number): boolean {
    const writer = this.#writer;
    if (writer === null) return false;
    const version = issue.versions.findIndex(({ atMs }) => atMs >= typedAtMs);
    const listedAtMs = writer.run.listedAtMs.get(issue.tracker) ?? Number.POSITIVE_INFINITY;
    return writer.knew(issue) < version && typedAtMs >= listedAtMs - issue.tracker.blindMs - LISTED_LATE_MS;
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
    return this.here(held, mirror)[field] !== by || this.there(held.uid, newest(mirror))[field] !== by;
  }
}

/** After a write of ours the assignee in step is the one it put there, or nobody when it took that one away. */
function assigneeAfter(before: Version, after: Version, agreed: string): string {
  const added = after.assignees.find((account) => !before.assignees.includes(account));
  if (added !== undefined) return added;
  if (before.assignees.includes(agreed) && !after.assignees.includes(agreed)) return '';
  return after.words(agreed).assignee ?? '';
}

/** The create that was in doubt made the link. */
function isSettled(change: Change, { item }: Link): boolean {
  return change.op === 'intent.clear' && change.item === item;
}

function isAbout(lost: Overwritten, { item, field }: { readonly item: string; readonly field: string }): boolean {
  return lost.item === item && (field === 'labels' ? lost.field.startsWith('label:') : lost.field === field);
}

function trackerWorld(
  bounds: TrackerBounds,
  { clock, seed, watch }: { readonly clock: TrueClock; readonly seed: number; readonly watch: RobotWatch },
): TrackerWorld {
  const chance = new Chance(seed ^ 0x5bd1e995);
  switch (bounds.type) {
    case 'github':
      return new GithubWorld({ clock, chance, habits: bounds.habits, watch });
    case 'jira':
      return new JiraWorld({ clock, chance, habits: bounds.habits, watch });
  }
}

function configured({ trackers, writesPerMinute }: Bounds, worlds: readonly TrackerWorld[]): Config {
  const parsed = parseConfig({
    people: PEOPLE,
    trackers: worlds.map(({ config, name }, index) => {
      const settleSeconds = trackers[index]?.settleSeconds;
      return { ...config, name, settleSeconds, limits: { writesPerMinute } };
    }),
    teams: Object.fromEntries(worlds.map(({ team }) => [team, {}])),
    routes: worlds.map(({ name, team }) => ({ match: worlds.length > 1 ? { team } : {}, tracker: name })),
    sync: { guard: { share: 1, count: 1000, creates: 1000 } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.config;
}
