import { parsePlainDate } from '../model/plain-date.ts';

/** What a document says about itself before its text, between `---` (YAML) or `+++` (TOML) lines. */
export interface FrontMatter {
  /** Plain values and lists of plain values by lower-case name; anything deeper is left out. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** How many lines it takes; 0 when there is none. */
  readonly lines: number;
}

/** More lines than this between the fences are no front matter. */
const LONGEST = 200;

/**
 * Reads `name: value`, `name: [a, b]` and `name:` with `- a` lines below: the part of YAML that front matter of documents uses.
 * Quotes are taken off; comments, nested maps and anchors are passed over. A YAML library would cost more to load than all
 * else that reading takes, and could do nothing with the rest.
 */
export function readFrontMatter(lines: readonly string[]): FrontMatter {
  const none: FrontMatter = { values: new Map(), lines: 0 };
  const fence = lines[0]?.trimEnd();
  if (fence !== '---' && fence !== '+++') return none;
  const end = lines.slice(1, LONGEST).findIndex((line) => line.trimEnd() === fence || (fence === '---' && line.trimEnd() === '...'));
  if (end < 0) return none;
  const inner = lines.slice(1, end + 1);
  if (!inner.some((line) => KEY.test(line))) return none;
  const values = new Map<string, string[]>();
  let open: string[] | null = null;
  for (const line of inner) {
    const key = KEY.exec(line);
    if (key) {
      open = listOf(key[2] ?? '');
      values.set((key[1] ?? '').toLowerCase(), open);
      continue;
    }
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (item && open !== null && !/^[\w-]+:\s/.test(item[1] ?? '')) open.push(unquoted(item[1] ?? ''));
    else if (/^\s+\S/.test(line) && open?.length === 1 && /^[>|][+-]?$/.test(open[0] ?? '')) open[0] = line.trim();
    else if (/^\s+\S/.test(line) && open?.length === 1) open[0] = `${open[0]} ${line.trim()}`;
  }
  return { values, lines: end + 2 };
}

const KEY = /^([A-Za-z][\w-]{0,60})\s*[:=]\s*(.*)$/;

function listOf(value: string): string[] {
  const text = value.replace(/\s+#.*$/, '').trim();
  if (text === '') return [];
  if (/^\[.*\]$/.test(text))
    return text
      .slice(1, -1)
      .split(',')
      .map(unquoted)
      .filter((each) => each !== '');
  return [unquoted(text)];
}

function unquoted(text: string): string {
  const bare = text.trim();
  return /^(["']).*\1$/s.test(bare) && bare.length > 1 ? bare.slice(1, -1) : bare;
}

/** The first plain value under one of `names`, or `null`. */
export function frontMatterValue(matter: FrontMatter, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = matter.values.get(name)?.[0]?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return null;
}

/** The values of a list, or of a plain value with commas. */
export function frontMatterList(matter: FrontMatter, ...names: readonly string[]): readonly string[] {
  for (const name of names) {
    const values = matter.values.get(name);
    if (values === undefined) continue;
    const split = values.length === 1 && parsePlainDate(values[0] ?? '') === null ? (values[0] ?? '').split(',') : values;
    return split.map((value) => value.trim()).filter((value) => value !== '');
  }
  return [];
}
