import { isVerb } from './phrase-form.ts';

/**
 * True for a text that tells of work that is finished: `Documented the limit`, `The script was updated`, `Alex added an alert`.
 * Words that only look like it (`Improved monitoring`, `Alert needed`) and tickets for work to come are no finished work.
 */
export function isPastWork(text: string): boolean {
  const told = text.slice(0, LONGEST);
  if (FOR_LATER.test(told)) return false;
  const [first = '', second = ''] = told.split(/\s+/, 2);
  if (/^\p{Lu}/u.test(first) && !isVerb(first.toLowerCase()) && isPast(first.toLowerCase()))
    return !ALSO_ADJECTIVE.test(first) || DETERMINER.test(second);
  const passive = PASSIVE.exec(told);
  if (passive !== null) return isPast(passive[1]?.toLowerCase() ?? '');
  return STATED.test(told) || SOMEBODY.test(told);
}

const LONGEST = 200;

/** A ticket that somebody wrote promises the work. */
const FOR_LATER = /^\S+(?: \S+){0,6}? (?:an? |the |\d+ )?(?:[\p{L}-]+ )?(?:tickets?|issues?|cards?|tasks?|stor(?:y|ies)|backlog)\b/iu;

const ALSO_ADJECTIVE =
  /^(?:improved|enhanced|increased|automated|updated|expanded|extended|detailed|centrali[sz]ed|standardi[sz]ed|distributed|simplified|reduced|continued|proposed|planned|required|recommended|suggested|scheduled|refined|strengthened|integrated|managed|dedicated|shared|limited|needed|related|streamlined|optimi[sz]ed|structured|targeted)$/i;
const DETERMINER = /^(?:the|an?|all|our|its|their|this|these|both|each|every|more|several|some|two|three|\d+)$/i;

/** What was done to something, told of one plain subject. */
const PASSIVE =
  /^(?:(?!(?:that|which|who|when|if|because|should|must|will|would|to|needs?|is|are|not)\b)[\p{L}\p{N}'’`./_-]+ ){1,8}(?:was|were|(?:has|have)(?: now| already)? been) (?:now |already |also |since )?(\p{L}+)\b/iu;
const STATED =
  /^(?:(?!(?:that|which|who|when|if|because|should|must|will|would|to|needs?|not)\b)[\p{L}\p{N}'’`./_-]+ ){1,6}(?:is|are) (?:now |already )?(?:updated|fixed|patched|merged|released|deployed|implemented|migrated)\b(?! (?:before|when|after|every|on|regularly|by|if|in case)\b)/iu;
const SOMEBODY =
  /^(?:(?:The |Our )?(?:[\p{L}-]+ ){0,2}(?:team|engineers?|clients?|developers?|maintainers?|operators?|admins?|vendor|provider)|\p{Lu}\p{Ll}+) (?:has |have )?(?:already |also |since )?(?:added|implemented|fixed|updated|created|deployed|removed|wrote|written|built|documented|configured|enabled|disabled|moved|migrated|rotated|increased|installed|released|reverted|patched|upgraded|replaced)\b/u;

const IRREGULAR = /^(?:(?:re)?built|(?:re)?written|(?:re)?wrote|sent|made|taken|took|given|gave|brought|kept|held|rerun|set|put)$/;

/** True for the past of a verb that promises begin with. */
export function isPast(word: string): boolean {
  if (IRREGULAR.test(word)) return true;
  if (!/..ed$/.test(word)) return false;
  const base = word.slice(0, -2);
  return [base, `${base}e`, base.replace(/(.)\1$/, '$1'), base.replace(/i$/, 'y')].some(isVerb);
}
