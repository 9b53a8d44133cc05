/** What the person who writes a postmortem was asked for: the words of an assignment, of a template, of a table of contents. */
const ASKS =
  /^(?:(?:what|when|who|which)(?: (?:was|were|is|are|can we|team|individuals)\b|\/)|how (?:was|were) (?:the|it|this)\b|how the (?:issue|incident|problem|outage) (?:was|were|got)\b|explain(?: in detail)? (?:what|how|why)\b|duration of the (?:outage|incident) with\b|actions taken \(|misleading investigation\b|(?:be|keep it) (?:brief|short)\b|please,? remember that\b|while post-?mortem format|make (?:people want to read|your post-?mortem)\b|(?:(?:an?|the) )?(?:itemi[sz]ed )?list (?:of |specific |the )(?:tasks|ways|things|improvements|actions|measures)\b|(?:my )?first post-?mortem$|file: \S+$|(?:link to|learn about|read (?:more|about)|(?:please )?see) (?:the )?(?:post|post-?mortem|improvements|details|action items?|tasks?|above|below)\b)/i;

/** `Timeline must contain:`, `write a postmortem`. */
const ASSIGNS = /\b(?:must|should) (?:contain|include|have)\s*[:：]?$|\bwrite (?:an?|your) (?:[a-z]+ )?post-?mortem\b/i;

/** True for a line that asks its reader to write something, and so promises nothing itself. */
export function asksOfWriter(text: string): boolean {
  const asked = text.slice(0, LONGEST);
  return ASKS.test(asked) || ASSIGNS.test(asked);
}

const LONGEST = 400;
