import { parseConfig } from '@closeout/core';
import { describe, expect, test } from 'vitest';
import { termsOf } from '../../packages/core/src/sync/terms.ts';
import { chooseTransition } from '../../packages/sync-jira/src/transition.ts';

describe('a status that ends an issue undone', () => {
  const NAMES = [
    'Obsolete',
    'Superseded',
    'Duplicate',
    'Cannot Reproduce',
    'Known Error',
    'Abandoned',
    'Won’t Do',
    "Won't Fix",
    'Declined',
  ];

  test.each([...NAMES, 'Cancelled', 'Canceled', 'Rejected', 'Done', 'Closed', 'constructor'])(
    '%s means the same to the adapter and to the rest',
    (name) => {
      const mapping = { statuses: {}, resolutions: {}, transitionFields: {} };
      const config = parseConfig({
        trackers: [{ type: 'jira', name: 'ops', host: 'https://x.atlassian.net', project: 'OPS', token: { env: 'T' } }],
      });
      const [own] = config.ok ? config.config.trackers : [];
      if (!config.ok || own === undefined) throw new Error('no configuration');
      const raw = { name, category: 'done', resolution: null } as const;
      const terms = termsOf('jira:x.atlassian.net/OPS', own, config.config);
      const shared = terms.statusOf(raw);
      const target = shared === 'duplicate' ? { status: 'cancelled', resolution: 'duplicate' } : { status: shared, resolution: null };
      expect(chooseTransition([], { from: raw, target: target as never, mapping })).toEqual({ kind: 'there' });
      expect(shared === 'done').toBe(['Done', 'Closed', 'constructor'].includes(name));
    },
  );
});
