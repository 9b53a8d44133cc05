import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { refused } from '../shell/failure.ts';
import type { Io } from '../shell/io.ts';
import { type Emulations, PEOPLE, startEmulations } from './emulations.ts';
import { copySamples } from './samples.ts';

/** The Monday on which the story begins, and the one on which it ends. */
const FIRST_DAY = '2026-03-23';
const THREE_WEEKS_LATER = '2026-04-13';

/** Tells a folder of an earlier demo from somebody's work. */
const MARK = '.closeout-demo';

export interface StoryOptions {
  readonly io: Io;
  /** Where everything is written. */
  readonly folder: string;
  /** How a person types the command line here. */
  readonly command: string;
  readonly run: (argv: readonly string[], io: Io) => Promise<number>;
}

/** The whole path on sample documents: what a team does from a postmortem to its Monday report. */
export async function tellStory({ io, folder, command, run }: StoryOptions): Promise<void> {
  await prepareFolder(folder);
  await copySamples(join(folder, 'postmortems'));
  const emulations = await startEmulations();
  try {
    await writeFile(join(folder, 'closeout.config.json'), `${JSON.stringify(configFor(emulations), null, 2)}\n`);
    await new Telling({
      io: { ...io, cwd: folder, env: { ...io.env, ...emulations.env, CLOSEOUT_DB: undefined, CLOSEOUT_CONFIG: undefined } },
      run,
      emulations,
    }).all();
  } finally {
    await emulations.close();
  }
  await epilogue({ io, folder, command });
}

async function prepareFolder(folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => null);
  if (found !== null && found.length > 0 && !found.includes(MARK)) {
    throw refused({
      code: 'folder-in-use',
      message: `${folder} holds something that is not an earlier demo`,
      remedy: 'name another folder: closeout demo --dir FOLDER',
    });
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, MARK), 'Made by closeout demo; the next demo replaces this folder.\n');
}

function configFor({ github, jira }: Emulations) {
  return {
    timeZone: 'Europe/Berlin',
    people: PEOPLE,
    teams: { payments: { lead: 'maria', services: ['checkout', 'ledger'] }, platform: { lead: 'li-wei', services: ['edge', 'registry'] } },
    trackers: [
      { type: 'github', name: 'payments', repo: 'acme/payments', baseUrl: github, token: { env: 'GITHUB_TOKEN' } },
      {
        type: 'jira',
        name: 'platform',
        host: jira,
        project: 'PLAT',
        issueType: 'Task',
        email: { env: 'JIRA_EMAIL' },
        token: { env: 'JIRA_TOKEN' },
      },
    ],
    routes: [
      { match: { team: 'payments' }, tracker: 'payments' },
      { match: {}, tracker: 'platform' },
    ],
    duePolicies: [{ name: 'demo', rules: [{ severity: 'SEV1', days: 14 }] }],
    channels: [{ type: 'file', path: 'report-{week}.html', format: 'html', for: ['report'] }],
  };
}

/** The story, command by command; each is the real one. */
class Telling {
  readonly #io: Io;
  readonly #run: StoryOptions['run'];
  readonly #emulations: Emulations;

  constructor({ io, run, emulations }: { readonly io: Io; readonly run: StoryOptions['run']; readonly emulations: Emulations }) {
    this.#io = io;
    this.#run = run;
    this.#emulations = emulations;
  }

  async all(): Promise<void> {
    this.#chapter('1. Four postmortems, and a database to play with');
    await this.#do(['init', '--sandbox', '--quiet']);

    this.#chapter('2. What do they promise? Nothing is tracked yet: promises are proposals');
    await this.#do(['import', 'postmortems']);
    await this.#do(['import', 'postmortems']);

    this.#chapter('3. They are accepted, except what is probably promised twice');
    await this.#do(['import', '--accept', 'postmortems']);
    await this.#do([
      'series',
      'add',
      'Restore the ledger from a backup',
      '--every',
      'FREQ=WEEKLY;INTERVAL=2',
      '--activity',
      'restore-test',
      '--owner',
      'dev-raj',
    ]);
    await this.#do(['series', 'list']);

    this.#chapter('4. Each becomes one issue: payments in GitHub, the others in Jira');
    await this.#do(['sync']);
    await this.#do(['sync']);

    this.#chapter('5. A colleague closes two issues over there and renames one');
    await this.#colleague();
    await this.#do(['plan']);
    await this.#do(['sync']);

    this.#chapter('6. Three weeks pass');
    await this.#do(['overdue'], THREE_WEEKS_LATER);
    await this.#do(['report', 'weekly'], THREE_WEEKS_LATER, 42);
    await this.#do(['report', 'weekly', '--format', 'html', '--out', 'report.html'], THREE_WEEKS_LATER);
  }

  async #colleague(): Promise<void> {
    const items = JSON.parse(await this.#answer(['list', '--json'])).items as readonly {
      readonly id: string;
      readonly title: string;
      readonly links: readonly { readonly tracker: string; readonly key: string }[];
    }[];
    const at = (kind: string) =>
      items.flatMap(({ id, title, links }) =>
        links.filter(({ tracker }) => tracker.startsWith(kind)).map(({ key }) => ({ id, title, key })),
      );
    const [first] = at('github:');
    const [second, third] = at('jira:');
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('the story needs one issue in GitHub and two in Jira');
    await this.#emulations.closeGithubIssue(first.key);
    this.#say(`  maria closes GitHub issue #${first.key} (${first.id})`);
    this.#emulations.closeJiraIssue(second.key);
    this.#say(`  li-wei moves ${second.key} to Done (${second.id})`);
    this.#emulations.renameJiraIssue(third.key, `${third.title} (all regions)`);
    this.#say(`  sam renames ${third.key} (${third.id})`);
    this.#say('');
  }

  /** Runs a command and shows what it prints, or its first `lines`. */
  async #do(argv: readonly string[], today = FIRST_DAY, lines = Number.POSITIVE_INFINITY): Promise<void> {
    const shown = (today === FIRST_DAY ? argv : ['--today', today, ...argv]).map(quoted).join(' ');
    this.#say(`$ closeout ${shown}${Number.isFinite(lines) ? ` | head -n ${lines}` : ''}`);
    let text = '';
    const stdout = { write: (some: string) => (text += some) };
    const code = await this.#run(['--today', today, '--actor', 'demo', ...argv], { ...this.#io, stdout, stderr: QUIET });
    if (code !== 0) throw new Error(`closeout ${shown} ended with ${code}`);
    this.#say(`${text.split('\n').slice(0, lines).join('\n').trimEnd()}\n`);
  }

  async #answer(argv: readonly string[]): Promise<string> {
    let text = '';
    const stdout = { write: (some: string) => (text += some) };
    await this.#run(['--today', FIRST_DAY, ...argv], { ...this.#io, stdout, stderr: QUIET });
    return text;
  }

  #chapter(title: string): void {
    this.#say(`${title}\n${'='.repeat(title.length)}\n`);
  }

  #say(line: string): void {
    this.#io.stdout.write(`${line}\n`);
  }
}

/** As a shell would take it. */
function quoted(word: string): string {
  return /^[\w./:=;-]+$/.test(word) && !word.includes(';') ? word : `"${word}"`;
}

const QUIET = { write: () => {} };

async function epilogue({ io, folder, command }: Pick<StoryOptions, 'io' | 'folder' | 'command'>): Promise<void> {
  const here = relative(io.cwd, folder) || '.';
  const config = join(here, 'closeout.config.json');
  const files = [
    ['postmortems/', 'the documents; add one of your own'],
    ['closeout.config.json', 'people, teams, trackers, routes, due policy'],
    ['closeout.db', 'every change ever made, in one SQLite file'],
    ['report.html', 'the weekly report; open it in a browser'],
  ];
  const commands = ['list --all', 'show AI-1', `--today ${THREE_WEEKS_LATER} report weekly --team payments`];
  const lines = [
    'It is over: both trackers are gone, these files stayed:',
    '',
    ...files.map(([name = '', what = '']) => `  ${join(here, name).padEnd(36)}${what}`),
    '',
    'Three commands to try next:',
    '',
    ...commands.map((rest) => `  ${command} --config ${config} \\\n    ${rest}`),
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
}
