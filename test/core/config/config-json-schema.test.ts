import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { configJsonSchema } from '../../../packages/core/src/config/config-json-schema.ts';
import { parseConfig } from '../../../packages/core/src/config/parse-config.ts';

const schema = configJsonSchema();
const validate = new Ajv2020({ strict: false }).compile(typeof schema === 'object' && schema !== null ? schema : {});

test.each([
  ['nothing', {}, true],
  ['a tracker', { trackers: [{ type: 'github', name: 'a', repo: 'b/c', token: { env: 'T' } }] }, true],
  ['a preset', { duePolicies: ['pagerduty'], jobs: { report: '0 8 * * mon' } }, true],
  ['an unknown key', { databse: 'x' }, false],
  ['a secret in the file', { trackers: [{ type: 'github', name: 'a', repo: 'b/c', token: 'ghp_x' }] }, false],
  ['an unknown mode', { sync: { mode: 'x' } }, false],
])('the JSON Schema and the parser agree on %s', (_, config, right) => {
  expect(validate(config)).toBe(right);
  expect(parseConfig(config).ok).toBe(right);
});
