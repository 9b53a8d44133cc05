import { test } from 'vitest';
import { storiesHold } from './stories-hold.ts';

test('the laws of sync hold over another 250 stories on GitHub', async () => {
  await storiesHold({ from: 251, to: 500, on: 'github' });
}, 300_000);
