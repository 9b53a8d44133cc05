import { storeContract } from '@closeout/core/contract';
import { describe, expect, test } from 'vitest';
import { openMemory, openSqlite } from './open-worlds.ts';

describe('the store in memory', () => storeContract({ describe, test, expect }, { open: openMemory }));
describe('the store in a SQLite file', () => storeContract({ describe, test, expect }, { open: openSqlite }));
