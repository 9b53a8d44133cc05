/** What a person can do with a proposal. */
export const ACTS = [
  'yes',
  'accept',
  'cadence',
  'merge',
  'swap',
  'apart',
  'drop',
  'title',
  'owner',
  'due',
  'skip',
  'back',
  'accept-incident',
  'undo',
  'help',
  'quit',
] as const;
export type Act = (typeof ACTS)[number];

/** What was asked for, with what was said beside it; `null` where nothing was, or nothing can be. */
export interface Request {
  readonly act: Act;
  readonly words: string | null;
}

/** Something that was typed, nothing after all, or the wish to leave. */
export type Reply = { readonly text: string } | 'cancelled' | 'left';

export interface Question {
  readonly prompt: string;
  /** Answers that a number stands for, counted from 1. */
  readonly choices?: readonly string[];
  /** What it means to answer nothing. */
  readonly enter?: string;
  /** What stands there already. */
  readonly initial?: string;
}

/** How a person is talked with: by single keys, or line by line. */
export interface Dialog {
  /** Columns of the terminal as it is now. */
  readonly columns: number;
  /** How each act is called for; `yes`: what is proposed, `id`: of what. Empty where it goes without saying. */
  legend(acts: readonly Act[], what: { readonly yes: 'accept' | 'merge'; readonly id: string }): string;
  /** What can be done, at length, as wide as the terminal is now. */
  help(): string;
  /** What the person wants next. `null`: that means nothing here. */
  request(): Promise<Request | null>;
  /** An answer; one of the choices where its number was typed. */
  reply(question: Question): Promise<Reply>;
  /** Whether what was not said beside a request is asked for. */
  readonly asksBack: boolean;
  close(): void;
}
