/** Sentences that close a document or thank its readers; they promise nothing that somebody could do. */
const CLOSING =
  /^(?:p\.? ?s\.?(?: ?s\.?)?\s*:|by (?:implementing|addressing|taking|following|adopting|learning|applying|putting|doing|focusing|conducting)|in (?:conclusion|summary|closing)|with these|through these|these (?:measures|steps|actions|changes|improvements|corrective)|this (?:incident|post-?mortem|outage|report|concludes|document|experience)|overall,|thank|we (?:apologi[sz]e|appreciate|regret|thank|hope|value|understand|recognize|are committed|remain)|moving forward, (?:a|the|these|this)|together,|implementing these|addressing these|as a result of these|our (?:team|goal|commitment) (?:is|remains)|your feedback|let['’]s embrace|note that|note:|please note|remember(?:,|\b))/i;

/** What people write where nothing is to be done. */
const NOTHING =
  /^(?:action item \d*|\[?(?:action|item|task|description)\]?(?: \/ .*)?|none|n\/?a|nothing(?: to do)?|tbd|tba|to be (?:decided|determined|added|defined)|no (?:further )?(?:action|actions|action items?|follow[- ]ups?)(?: (?:needed|required|necessary|items?))?|-+|_+|\.+|…|\?+)[.!]?$/i;

/** A finding of what is missing ("No backup automation"): the promise to add it stands elsewhere. */
const ABSENCE = /^(?:no|lack of|missing|insufficient|there (?:is|was|were) no) (?!more\b|longer\b)/i;

/** A template's own words about what to write here. */
const HINT =
  /^(?:list any|describe (?:the|what|how|potential)|what (?:are|is|were|will|did)|note the|report when|who responded|fill in|insert|add your|\[.*\]$|<.*>$)/i;

export function isClosing(text: string): boolean {
  return CLOSING.test(text.replace(PICTURES_FIRST, ''));
}

const PICTURES_FIRST = /^(?:\p{Extended_Pictographic}|\ufe0f|\s)+/u;

/** Also where all that stands there is a template's `{{ summary }}` or `[link to issue]`. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text.trim()) || (/[[{<]/.test(text) && !/[\p{L}\p{N}]/u.test(text.replace(PLACEHOLDER, ' ')));
}

const PLACEHOLDER = /\{\{[^{}]{0,80}\}\}|\[[^[\]]{0,80}\]|<[^<>]{0,80}>/g;

export function isAbsence(text: string): boolean {
  return ABSENCE.test(text);
}

export function isHint(text: string): boolean {
  return HINT.test(text);
}
