export type { Expectation, TestRunner } from './contract/test-runner.ts';
export { trackerContract } from './contract/tracker-contract.ts';
export type { OpenTracker, PersonEdit, TrackerWorld } from './contract/tracker-world.ts';
