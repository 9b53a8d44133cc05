import { trackerContract } from '@closeout/core/contract';
import { describe, expect, test } from 'vitest';
import { openGithub } from '../support/github-contract-world.ts';

describe('the GitHub tracker keeps the contract', () => {
  trackerContract({ describe, test, expect }, { open: () => openGithub() });
});

describe('the GitHub tracker keeps the contract although lists lag', () => {
  trackerContract({ describe, test, expect }, { open: () => openGithub({ listLagMs: 60 }) });
});
