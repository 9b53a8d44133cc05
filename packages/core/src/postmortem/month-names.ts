/** The months in English, with their abbreviations, as one group. */
export const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

/** In German, French, Spanish, Portuguese, Italian and Dutch where they differ; no abbreviation that is a word (`set`, `out`, `dic`). */
const FOREIGN = [
  'januar|jänner|janvier|janv|enero|janeiro|gennaio|januari',
  'februar|février|fevrier|févr|fév|febrero|fevereiro|febbraio|februari',
  'märz|maerz|mrz|mars|marzo|março|maart',
  'avril|avr|abril|aprile',
  'mai|mayo|maio|maggio|mei',
  'juni|juin|junio|junho|giugno',
  'juli|juillet|juil|julio|julho|luglio',
  'août|aout|agosto|augustus',
  'septembre|septiembre|setiembre|setembro|settembre',
  'oktober|okt|octobre|octubre|outubro|ottobre',
  'novembre|noviembre|novembro',
  'dezember|dez|décembre|decembre|déc|diciembre|dezembro|dicembre',
].map((names) => names.split('|'));

/** One of those, as one group. */
export const FOREIGN_MONTH = `(${FOREIGN.flat().join('|')})\\.?`;

const FOREIGN_NUMBERS = new Map(FOREIGN.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));
const ENGLISH = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|');

/** 1 to 12; 0 for what is no month. */
export function monthOf(name: string | undefined): number {
  const lower = (name ?? '').toLowerCase();
  return FOREIGN_NUMBERS.get(lower) ?? ENGLISH.indexOf(lower.slice(0, 3)) + 1;
}
