import { foreignDone } from './foreign-words.ts';
import { isPastWork } from './past-work.ts';

/** Status words of a column, a trailer or a mark; `null` for words that leave it open. */
export function doneByStatus(status: string): boolean | null {
  const text = status.trim();
  // In a column called "Done".
  if (/^(?:yes|y|x|true|✓)$/i.test(text)) return true;
  if (/^(?:no|n|false|✗|✘)$/i.test(text)) return false;
  if (
    /^\W*(?:not (?:done|started|yet)|incomplete|unresolved|to-?do|todo|doing|open|in[- ]?progress|wip|pending|planned|backlog|new|started|ongoing|blocked|in review|proposed|scheduled|assigned)\b/i.test(
      text,
    )
  )
    return false;
  if (/🔴|🟡|🟠|⬜|🔲|❌|⏳|🚧|☐|\bTODO\b|\bDOING\b/u.test(text)) return false;
  if (/\b(?:done|completed?|closed|resolved|finished|fixed|merged|deployed|implemented|accomplished|shipped)\b|[✅☑✔]/iu.test(text))
    return true;
  return foreignDone(text);
}

const TRAILER =
  /\s*[([]\s*(done|completed|complete|accomplished|finished|closed|resolved|in[- ]progress|wip|todo|to do|open|pending|not started|planned|(?:already )?(?:done|completed|fixed|merged|deployed|implemented)(?: (?:already|since|in|on|by|during|with|via|today|yesterday)\b[^()[\]]{0,60})?)\.?\s*[)\]]\s*\.?$|\s*(?:✅|☑|✔)\ufe0f?\s*$/iu;
const LEADER = /^\s*(✅|☑️?|✔️?|☐|⬜|🔲|❌|🔴|🟡|🟠|🟢|\[(?:DONE|TODO|WIP)\]|\{\{[Dd]one\}\}|(?:DONE|TODO)(?=\s*[:–-]\s))\s*(?:[:–-]\s*)?/u;
const SAYS_DONE =
  /\b(?:(?:this |it )?has (?:already )?been (?:done|completed|implemented|fixed)|already (?:been )?(?:done|completed|implemented|in place))\b|^(?:i|we)(?:['’]ve| have)?(?: already| also)? (?:set up|wrote|built|put|(?!need|want|agreed|decided|planned|intend|commit|propos)\p{L}{2,}ed)\b/iu;

/** Whether a text says of itself that it is done, and the text without that mark. */
export function doneIn(text: string): { readonly done: boolean | null; readonly text: string } {
  const trailer = TRAILER.exec(text);
  if (trailer !== null) return { done: trailer[1] === undefined || doneByStatus(trailer[1]), text: text.slice(0, trailer.index).trimEnd() };
  const leader = LEADER.exec(text);
  if (leader !== null)
    return {
      done: /✅|☑|✔|done/iu.test(leader[1] ?? '') ? true : /🟢/u.test(leader[1] ?? '') ? null : false,
      text: text.slice(leader[0].length),
    };
  return { done: SAYS_DONE.test(text) || isPastWork(text) ? true : null, text };
}

/** A priority at the end or the beginning of a text: `(P1)`, `[High]`, `P2:`; and the text without it. */
export function priorityIn(text: string): { readonly priority: string | null; readonly text: string } {
  const trailing =
    /\s*[([]\s*(?:prio(?:rity)?\s*[:=]?\s*)?(P[0-4]|high|medium|low|critical|urgent)(?: prio(?:rity)?)?\s*[)\]]\s*\.?$/i.exec(text);
  if (trailing !== null) return { priority: trailing[1] ?? null, text: text.slice(0, trailing.index).trimEnd() };
  const leading =
    /^\s*(?:[([]\s*(P[0-4]|critical|urgent|high|medium|low)\s*[)\]]\s*[:–—-]?|(P[0-4])\s*[:–—-]?|(critical|urgent|high|medium|low)(?: priority)?\s*:)\s+(?=\S)/i.exec(
      text,
    );
  if (leading !== null) return { priority: leading[1] ?? leading[2] ?? leading[3] ?? null, text: text.slice(leading[0].length) };
  const labelled = /[\s;,(–-]*\bpriority\s*[:=]\s*(P[0-4]|high|medium|low|critical|urgent)\b[).]?/i.exec(text);
  if (labelled === null) return { priority: null, text };
  return { priority: labelled[1] ?? null, text: (text.slice(0, labelled.index) + text.slice(labelled.index + labelled[0].length)).trim() };
}

const URL = /https?:\/\/[^\s<>()[\]{}"'`|]+/g;

/** Every web address that a text names or links, once, in order. */
export function linksOf(text: string, urls: readonly string[]): readonly string[] {
  const found = [
    ...urls.filter((url) => /^https?:\/\//i.test(url)),
    ...(text.match(URL) ?? []).map((url) => url.replace(/[.,;:!?]+$/, '')),
  ];
  return [...new Set(found)];
}
