/** What times and days of an incident are called in German, French, Spanish, Portuguese, Italian and Dutch. */
const OF =
  "(?: (?:der|des|de l[’']|de la|del?|do|da|dell[’']|van (?:de|het)) ?(?:störung|vorfalls?|ausfalls?|incidents?|incidentes?|panne|caída|interrupción|falha|guasto|storing))?";

const START = 'beginn|anfang|startzeit|(?:heure de )?d[ée]but|(?:hora de )?in[ií]cio|(?:ora di )?inizio|aanvang|begintijd|starttijd';
const END =
  'ende|endzeit|behoben|(?:heure de )?fin|résolue?|(?:hora de )?fi[mn]|término|resuelt[oa]|resolvid[oa]|(?:ora di )?fine|risolt[oa]|einde?|eindtijd|opgelost';
const DETECTED =
  'entdeckt|entdeckung|erkannt|erkennung|bemerkt|détectée?|détection|detectad[oa]|detección|detecção|rilevat[oa]|rilevamento|ontdekt|gedetecteerd';
const DATE = 'datum|fecha|data';

/** Patterns of whole names, to stand beside the English ones. */
export const FOREIGN_NAMES = {
  start: `(?:${START})${OF}`,
  end: `(?:${END})${OF}`,
  detected: `(?:${DETECTED})${OF}`,
  date: `(?:${DATE})${OF}`,
} as const;
