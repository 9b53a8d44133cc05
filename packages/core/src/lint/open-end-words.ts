function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Verbs of which there is always more to do. */
export const ENDLESS = words(`
  improve enhance strengthen optimise optimize streamline refine reinforce boost foster promote encourage emphasise emphasize prioritise
  prioritize monitor continue keep maintain improving enhancing strengthening optimising optimizing monitoring continuing keeping`);

/** Verbs that say in which direction; a number says how far. */
export const BY_DEGREES = words(`
  increase decrease reduce lower raise minimise minimize maximise maximize shorten increasing decreasing reducing lowering raising`);

/** Verbs that end in a thought unless something is to come of it. */
export const PONDERING = words(`
  investigate explore consider reconsider evaluate assess research discuss study contemplate investigating exploring considering evaluating
  assessing researching discussing`);

/** The same in two words. */
export const PHRASES =
  /^(?:look(?:ing)? (?:into|at)|think(?:ing)? about|figur(?:e|ing) out|find(?:ing)? ways|work(?:ing)? (?:on|towards?)|focus(?:ing)? on|try(?:ing)? to|aim(?:ing)? (?:to|for)|striv(?:e|ing) (?:to|for)|speed(?:ing)? up)\b/i;

/** Says neither more nor less beside one of the others: "Review and improve". */
export const NEUTRAL = words('review reviewing');

/** What makes an end visible: an example, a condition, a means, an outcome. */
export const MEASURES: readonly RegExp[] = [
  /\b(?:includ(?:e|es|ing)|involving|such as|for example|specifically|namely|until|at least|at most|no more than|no longer|less than|fewer than|within|beyond|instead of|per ?cent|every|each|as soon as (?!possible)|so that|so (?:it|they|we|you|people)\b|by (?:\p{L}+ly )?(?!being)\p{L}+ing)\b/iu,
  /\be\.g\.|→|=>|[<>≤≥]\s?\d/,
];

/** A purpose that can be seen to be reached: "to detect a full disk". */
export const VISIBLE_PURPOSE =
  /\bto (?:also |then |automatically )?(?:detect|catch|alert|page|notify|include|cover|capture|show|send|require|reject|block|refuse|fail|report|record|export|log|warn|validate|verify|prevent \S+ from)\b(.*)$/is;

/** Words that take the end out of a purpose again: "detect failures earlier". */
export const SOFT =
  /\b(?:better|more|promptly|quickly|early|earlier|soon(?:er)?|fast(?:er)?|proactively|effectively|efficiently|timely|smoothly|properly|accurately)\b/i;

/** What an answer to a question would end: "Investigate why …". */
export const QUESTION = /\b(?:why|whether|which|what|how many|how much|(?:root )?cause|if)\b/i;

/** What is to come of thinking. */
export const OUTCOME =
  /\b(?:and|then|or)\s+(?:then\s+)?(?:write|document|decide|choose|report|propose|present|share|publish|record|file|open|create|fix|implement|add|design|agree|set|define|build|correct|update|remove|replace|test|switch|adopt|introduce)\b/i;
