/** Sentences that close a document or thank its readers; they promise nothing that somebody could do. */
const CLOSING =
  /^(?:p\.? ?s\.?(?: ?s\.?)?\s*:|by (?:implementing|addressing|taking|following|adopting|learning|applying|putting|doing|focusing|conducting)|in (?:conclusion|summary|closing)|with these|through these|these (?:measures|steps|actions|changes|improvements|corrective)|this (?:incident|post-?mortem|outage|report|concludes|document|experience)|overall,|thank|we (?:apologi[sz]e|appreciate|regret|thank|hope|value|understand|recognize|are committed|remain)|moving forward, (?:a|the|these|this)|together,|implementing these|addressing these|as a result of these|our (?:team|goal|commitment) (?:is|remains)|your feedback|let['’]s embrace|note that|note:|please note|remember(?:,|\b))/i;

/** What people write where nothing is to be done, or where they have yet to think. */
const NOTHING =
  /^(?:action item \d*|\[?(?:action|item|task|description)\]?(?: \/ .*)?|tbd|tba|to be (?:decided|determined|added|defined)|-+|_+|\.+|…|\?+)[.!]?$/i;

const TIME = '(?: (?:at|for|as of) (?:this|the) (?:time|moment|point|stage)| at present| currently| for now| right now| now| here)?';
const NONE = new RegExp(
  `^(?:none|n/?a|not applicable|nothing|nil)(?: (?:to do|to report|planned|needed|required|identified|necessary|open))?${TIME}$`,
  'i',
);
const WORK =
  '(?:action(?:s| items?| points?)?|follow[- ]?ups?(?: items?| actions?| tasks?)?|tasks?|measures?|changes?|work|next steps|steps|to-?dos?|remediations?|improvements?|fixes)';
const NO_WORK = new RegExp(
  '^(?:(?:we|the team|it was|everyone|everybody)(?: have| has)? (?:decided|agreed|concluded|found|determined|think|believe|identified|see|have|need|plan)(?: that)? )?(?:there (?:is|are|was|were) )?' +
    `no (?:(?:further|additional|new|open|other|more|specific|corrective|preventive|preventative|outstanding|immediate) ){0,3}${WORK}` +
    `(?: (?:is|are|was|were|has been|have been|will be))?(?: (?:needed|required|necessary|identified|planned|taken|to take|to do|items?))?${TIME}$`,
  'i',
);
const FOREIGN_NONE =
  /^(?:keiner?(?: weiteren?)?(?: (?:maßnahmen?|aktion(?:en)?|aufgaben?))?(?: (?:nötig|notwendig|erforderlich|geplant))?|nichts|entfällt|aucune?(?: (?:action|mesure))?(?: (?:nécessaire|requise|prévue))?|néant|rien|ningun[oa]|nada|nenhum[a]?|nessun[oa]|niente|geen(?: acties)?|inga|ingen|brak|нет|не требуется|无|無|暂无|没有|なし|特になし|없음|해당 없음)$/iu;

/** True where somebody has thought and says that nothing is to be done: `None.`, `No follow-up is needed`, a row of `None` and nothing else. */
export function saysNone(text: string): boolean {
  if (text.length > LONGEST_NONE) return false;
  const cells = text
    .split('|')
    .map(withoutEnds)
    .filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => NONE.test(cell) || NO_WORK.test(cell) || FOREIGN_NONE.test(cell));
}

const LONGEST_NONE = 160;

function withoutEnds(cell: string): string {
  return cell
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .replace(/\s+/g, ' ');
}

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
  return saysNone(text) || NOTHING.test(text.trim()) || (/[[{<]/.test(text) && !/[\p{L}\p{N}]/u.test(text.replace(PLACEHOLDER, ' ')));
}

const PLACEHOLDER = /\{\{[^{}]{0,80}\}\}|\[[^[\]]{0,80}\]|<[^<>]{0,80}>/g;

export function isAbsence(text: string): boolean {
  return ABSENCE.test(text);
}

export function isHint(text: string): boolean {
  return HINT.test(text);
}
