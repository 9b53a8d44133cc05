import { isMeasured } from './open-end.ts';

/** Attitudes: nobody can see them. Those that begin a promise, and those that are one wherever they stand. */
const ATTITUDE =
  /\b(?:(?:be|being) (?:more |extra |very )?(?:careful|cautious|aware|mindful|vigilant|diligent|attentive|proactive)|with (?:more |greater |extra )?(?:care|caution)|pay(?:ing)? (?:more |close |closer |special )?attention|keep(?:ing)? (?:this |that |it )?in mind|keep(?:ing)? an eye on|take more care|best effort|do better)\b|^(?:please )?(?:remember|don['’]t forget|raise awareness|try harder)\b/i;

/** Conditions that leave open whether anything is promised at all. */
const UNDECIDED =
  /\b(?:(?:if|as|where|wherever|when|whenever) (?:and when )?(?:needed|necessary|possible|required|appropriate|feasible|applicable|suitable)|if time (?:permits|allows)|when (?:there is|we have) time|at some point|some ?day|maybe|perhaps|possibly|ideally|asap|as soon as possible)\b/i;

/** Comparatives without a measure: better than what? */
const COMPARATIVE =
  /\b(?:better|improved|enhanced|stronger|stricter|faster|quicker|smarter|easier|safer|cleaner|tighter|greater|earlier|sooner|more (?:robust|granular|rigorous|efficient|effective|careful|proactive|resilient|reliable|often|frequent|thorough|comprehensive|stable|secure|visible|detailed|advanced|graceful|\p{L}+ly))\b/iu;

/** Where a promise ends and its purpose begins: what is vague there takes nothing from the promise. */
const PURPOSE =
  /\s(?:(?:in order )?to(?! (?:be|do)\b)|so (?:that|we|it|they)|for (?:a |the |an )?(?:better|improved|enhanced|faster|easier|greater|more)|which|that|ensuring|leading|resulting|allowing|making|thereby|thus)\s/i;

/** The words of `promise` that can be read in any way, or `null`. `details` may say what they mean. */
export function vagueWordingOf(promise: string, details: string): string | null {
  const text = promise.slice(0, LONGEST_READ);
  const found = ATTITUDE.exec(text) ?? UNDECIDED.exec(text);
  if (found !== null) return found[0].toLowerCase();
  const [head = ''] = text.replace(/^(?:in order )?to [^,]{1,120},\s+/i, '').split(PURPOSE, 1);
  const comparative = COMPARATIVE.exec(head);
  return comparative === null || isMeasured(`${text}\n${details}`.slice(0, LONGEST_READ)) ? null : comparative[0].toLowerCase();
}

const LONGEST_READ = 1_000;
