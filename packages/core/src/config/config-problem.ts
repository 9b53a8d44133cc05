/** One thing that is wrong in a configuration: where, what, and what would be right. */
export interface ConfigProblem {
  /** `trackers[0].repo`; empty for the configuration as a whole. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** `['trackers', 0, 'repo']` as people write it: `trackers[0].repo`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = String(step);
    if (!/^[\w$-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}
