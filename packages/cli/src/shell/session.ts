import { resolve } from 'node:path';
import { type Clock, type Config, type PlainDate, plainText, type Store } from '@closeout/core';
import { type LoadedConfig, loadConfig, placeOf } from '../config/load-config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Globals } from './globals.ts';
import type { Io } from './io.ts';
import { openStore } from './open-store.ts';
import { withToday } from './system-clock.ts';

/** One run of one command: what it was told, and what it opened so far. */
export class Session {
  readonly io: Io;
  readonly #globals: () => Globals;
  #loaded: Promise<LoadedConfig> | null = null;
  #store: Promise<Store> | null = null;
  #exit: ExitCode = EXIT.fine;

  constructor(io: Io, globals: () => Globals) {
    this.io = io;
    this.#globals = globals;
  }

  get globals(): Globals {
    return this.#globals();
  }

  get clock(): Clock {
    const { today } = this.globals;
    return today === undefined ? this.io.clock : withToday(this.io.clock, today);
  }

  /** Who did it, as the log will say. */
  get actor(): string {
    const { USER, LOGNAME, USERNAME } = this.io.env;
    return this.globals.actor || USER || LOGNAME || USERNAME || 'closeout';
  }

  /** The configuration, read once; its `database` is the one that counts: `--db`, `CLOSEOUT_DB`, the file's. */
  loaded(): Promise<LoadedConfig> {
    this.#loaded ??= this.#load();
    return this.#loaded;
  }

  async config(): Promise<Config> {
    return (await this.loaded()).config;
  }

  async today(): Promise<PlainDate> {
    return this.clock.today((await this.config()).timeZone);
  }

  /** The store, opened once and closed at the end of the run. */
  store(): Promise<Store> {
    this.#store ??= this.config().then((config) => openStore(config, { clock: this.clock }));
    return this.#store;
  }

  /** The answer: one JSON document, or text for people. */
  print(answer: { readonly json: () => unknown; readonly text: () => string }): void {
    if (this.globals.json) this.io.stdout.write(`${JSON.stringify(answer.json(), null, 2)}\n`);
    else this.write(answer.text());
  }

  /** Text for people, with a line's end. */
  write(text: string): void {
    if (text !== '') this.io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** What went wrong although the command went on. */
  warn(text: string): void {
    this.io.stderr.write(`closeout: ${plainText(text)}\n`);
  }

  /** A hint beside the answer. */
  note(text: string): void {
    if (!this.globals.quiet) this.io.stderr.write(`${text}\n`);
  }

  get exit(): ExitCode {
    return this.#exit;
  }

  /** What the process will end with unless something fails. */
  exitWith(code: ExitCode): void {
    this.#exit = code;
  }

  async close(): Promise<void> {
    const store = await this.#store?.catch(() => null);
    await store?.close();
  }

  async #load(): Promise<LoadedConfig> {
    const { cwd, env } = this.io;
    const { config: file, db = env.CLOSEOUT_DB } = this.globals;
    const loaded = await loadConfig({ cwd, env, ...(file === undefined ? {} : { file }) });
    return db ? { ...loaded, config: { ...loaded.config, database: placeOf(db, resolve(cwd)) } } : loaded;
  }
}
