export { type ConfigInput, defineConfig } from '@closeout/core';
export { type LoadConfigOptions, type LoadedConfig, loadConfig } from './config/load-config.ts';
export { type OpenStoreOptions, openStore } from './shell/open-store.ts';
