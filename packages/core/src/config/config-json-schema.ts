import * as z from 'zod/mini';
import type { Json } from '../model/brand.ts';
import { configSchema } from './config-schema.ts';

/** The JSON Schema (2020-12) of `closeout.config.json`, from the same source that `parseConfig` judges by. */
export function configJsonSchema(): Json {
  const schema = z.toJSONSchema(configSchema(), {
    io: 'input',
    // A tracker of one's own is an object with functions, which JSON cannot hold.
    unrepresentable: 'any',
  });
  return { ...JSON.parse(JSON.stringify(schema)), title: 'closeout configuration' };
}
