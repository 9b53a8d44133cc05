import fc from 'fast-check';

/** The environment variable by which `pnpm fuzz` draws other cases than the tests do. */
export const FUZZ_SEED = 'CLOSEOUT_FUZZ_SEED';

const SEED = 20_261_130;

// A change is judged by the same cases as the one before it: `pnpm test` finds what a change broke, `pnpm fuzz` what nobody has met yet.
fc.configureGlobal({ seed: Number(process.env[FUZZ_SEED] ?? SEED) });

/** fast-check with a seed of ours; what draws cases imports it from here. */
export { fc };
