import type { ConfigInput } from './config-schema.ts';

/** Answers its argument: gives editors the types of a `closeout.config.ts`. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
