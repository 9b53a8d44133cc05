#!/usr/bin/env node
// The published command. A module is compiled before it can switch the compile cache on, so the bundle
// waits behind this file. The cache is the user's own: what lies in a shared folder could be anybody's code.
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const { NODE_COMPILE_CACHE, XDG_CACHE_HOME } = process.env;
enableCompileCache(NODE_COMPILE_CACHE ?? join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'closeout'));
await import(new URL('main.js', import.meta.url).href);
