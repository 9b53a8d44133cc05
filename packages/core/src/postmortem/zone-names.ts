/** A time zone as a text names it: a fixed distance from UTC, or a place whose clocks change. */
export type Zone =
  | { readonly type: 'offset'; readonly name: string; readonly minutes: number }
  | { readonly type: 'place'; readonly name: string; readonly place: string };

/**
 * Abbreviations as offsets in minutes, taken at their word: `EST` in July is still five hours behind UTC.
 * Where one abbreviation has several meanings (CST, IST, BST) the one most postmortems mean is taken.
 */
export const OFFSETS: Readonly<Record<string, number>> = offsets(`
  UTC 0 GMT 0 Z 0 WET 0 WEST 60 BST 60 CET 60 CEST 120 MEZ 60 MESZ 120 EET 120 EEST 180 MSK 180 TRT 180
  WAT 60 CAT 120 SAST 120 EAT 180 GST 240 PKT 300 IST 330 NPT 345 BDT 360 ICT 420 WIB 420 SGT 480 HKT 480 AWST 480 PHT 480
  JST 540 KST 540 ACST 570 AEST 600 AEDT 660 NZST 720 NZDT 780
  NST -210 ADT -180 AST -240 EDT -240 EST -300 CDT -300 CST -360 MDT -360 MST -420 PDT -420 PST -480 AKDT -480 AKST -540 HST -600
  BRT -180 ART -180 CLT -240 COT -300 PET -300`);

function offsets(table: string): Readonly<Record<string, number>> {
  const cells = table.trim().split(/\s+/);
  return Object.fromEntries(cells.flatMap((name, at) => (at % 2 === 0 ? [[name, Number(cells[at + 1])]] : [])));
}

/** Names in words, and abbreviations that leave open whether clocks are on summer time. */
export const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^(?:PT|(?:US )?Pacific(?: (?:Standard|Daylight|Time|Standard Time|Daylight Time))?)$/i, 'America/Los_Angeles'],
  [/^(?:MT|(?:US )?Mountain(?: Time)?)$/i, 'America/Denver'],
  [/^(?:CT|(?:US )?Central(?: Time)?)$/i, 'America/Chicago'],
  [/^(?:ET|(?:US )?Eastern(?: (?:Standard |Daylight )?Time)?)$/i, 'America/New_York'],
  [/^(?:CET\/CEST|Central European (?:Summer )?Time)$/i, 'Europe/Paris'],
  [/^(?:East(?:ern)? Africa(?:n)? Time)$/i, 'Africa/Nairobi'],
  [/^(?:West(?:ern)? Africa(?:n)? Time)$/i, 'Africa/Lagos'],
  [/^(?:Central Africa(?:n)? Time)$/i, 'Africa/Maputo'],
  [/^(?:(?:UK|London|British(?: Summer)?) Time)$/i, 'Europe/London'],
  [/^(?:India(?:n)? Standard Time)$/i, 'Asia/Kolkata'],
  [/^(?:Greenwich Mean Time|Coordinated Universal Time|Universal Time|Zulu)$/i, 'UTC'],
];

/** How zones look in text: what {@link zoneNamed} understands, and nothing that is an ordinary word. */
export const ZONE_PATTERN = [
  '(?:UTC|GMT)\\s?[+\\-\u2212\u2013]\\s?\\d{1,2}(?::?\\d{2})?',
  'CET/CEST',
  '[+\\-\u2212]\\d{2}:\\d{2}',
  '(?:(?:US )?(?:[Pp]acific|[Mm]ountain|[Cc]entral|[Ee]astern) (?:[Ss]tandard |[Dd]aylight )?[Tt]ime)',
  '(?:(?:East|West|Central)(?:ern)? African? [Tt]ime|Central European (?:Summer )?Time|Indian? Standard Time|British Summer Time|UK Time)',
  'Coordinated Universal Time',
  '(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][A-Za-z_+-]+(?:/[A-Z][A-Za-z_+-]+)?',
  `(?:${Object.keys(OFFSETS)
    .filter((name) => name.length > 1)
    .join('|')}|PT|ET|CT|MT)\\b`,
].join('|');
