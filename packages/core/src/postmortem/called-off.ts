/** Words for work that will not be done, whoever decided so: alone, or before their reason. */
const CALLED_OFF =
  /^\W*(?:(?:closed|resolved)\W+(?:as\W+)?)?(?:cancel(?:l?ed)?|won['’]?t[ -]?(?:do|fix|be done|implement)|wont-?(?:do|fix)|will not (?:do|fix|be done|implement)|not (?:doing|needed|required|planned anymore)|no longer (?:needed|required|relevant|planned)|duplicate|dup(?:e|licated)?|obsolete|rejected|declined|abandoned|discarded|dropped|scrapped|superseded|withdrawn|invalid|called off|overtaken by events)(?:\W*$|\s+(?:of|by|with|in favou?r of|because|due to|since|as|see|on)\b|\s*[:(–—-])/i;

const FOREIGN =
  /(?<!\p{L})(?:abgebrochen|verworfen|storniert|entfällt|hinfällig|abgelehnt|annulée?|abandonnée?|rejetée?|cancelad[oa]|anulad[oa]|descartad[oa]|rechazad[oa]|rejeitad[oa]|annullat[oa]|scartat[oa]|geannuleerd|vervallen|anulowane|odrzucone|inställd|avbruten|отменен[оа]?|отменён|отклонен[оа]?|отклонён)(?!\p{L})|取消|取り消し|中止|不要|취소/iu;

/** True for a status that says of a promise that it will not be kept: `Won't fix`, `Duplicate of 3`. What is put off is not called off. */
export function isCalledOff(status: string): boolean {
  const text = status.trim().slice(0, LONGEST);
  return CALLED_OFF.test(text) || FOREIGN.test(text);
}

const LONGEST = 80;
