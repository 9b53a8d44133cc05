import { parseArgs } from 'node:util';
import { startJiraEmulation } from './jira-emulation.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    lag: { type: 'string', default: '0' },
    project: { type: 'string', default: 'OPS' },
  },
});
const { url, email, token } = await startJiraEmulation({
  port: Number(values.port),
  indexLagMs: Number(values.lag),
  projects: [{ key: values.project, name: values.project }],
});
console.log(JSON.stringify({ url, email, token }));
