export { storeContract } from './contract/store-contract.ts';
export type { OpenStore, StoreWorld } from './contract/store-world.ts';
export type { Expectation, TestRunner } from './contract/test-runner.ts';
export { trackerContract } from './contract/tracker-contract.ts';
export type { OpenTracker, PersonEdit, TrackerWorld } from './contract/tracker-world.ts';
