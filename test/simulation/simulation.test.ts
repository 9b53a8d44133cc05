import { test } from 'vitest';
import { storiesHold } from './stories-hold.ts';

/** The second half is a file of its own, so that both processors are busy. More: `pnpm simulate --seeds 10000`. */
test('the laws of sync hold over 250 stories of two people, two processes and a GitHub that lags, limits and loses answers', async () => {
  await storiesHold({ from: 1, to: 250, on: 'github' });
}, 300_000);
