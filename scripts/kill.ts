import { parseArgs } from 'node:util';
import { openGithubKilled } from '../test/kill/github-killed.ts';
import { openJiraKilled } from '../test/kill/jira-killed.ts';
import { playKills } from '../test/kill/kill-rounds.ts';

// `pnpm kill --rounds 200 --seed 7 --tracker jira`: real processes, killed at random moments. Ctrl-C judges what was seen so far. Ends
// with 1 when a promise was broken.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    tracker: { type: 'string', default: 'github' },
  },
});
const worlds = { github: openGithubKilled, jira: openJiraKilled } as const;
const isKnown = (name: string): name is keyof typeof worlds => name in worlds;
if (!isKnown(values.tracker)) throw new Error(`no tracker ${values.tracker}; there are: ${Object.keys(worlds).join(', ')}`);
const tell = (line: string) => void process.stdout.write(`${line}\n`);
tell(`seed ${values.seed}, ${values.tracker}`);
const enough = new AbortController();
process.once('SIGINT', () => enough.abort());
const story = { open: worlds[values.tracker], kills: Number(values.rounds), seed: Number(values.seed) };
const told = await playKills({ ...story, tell, signal: enough.signal });
tell(JSON.stringify(told, null, 2));
process.exitCode = told.broken.length === 0 ? 0 : 1;
