/** Words that say nothing about what a promise is about. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about across additional after all also an and any are as at be been before being between both but by can could do does during each
  entire ensure ensuring etc for from further future had has have how if in into is it its may might more most must need needs new no not of on
  only or other our out over own per potential prevent preventing should similar so some such than that the their them then there these
  they this those through to too under until up upon us use used using via was we were what when where which while who whole will with within
  would you your`.split(/\s+/),
);

/**
 * Words that half of all promises hold: verbs of making and mending, words of degree and cadence.
 * Listed with and without ending, since they are compared before and after stemming.
 */
export const WEAK_WORDS: ReadonlySet<string> = new Set(
  `add adding better build carry conduct conducting create creating define develop developing enhance enhanced enhancing establish
  establishing extend fix fixes fixing implement implementing improve improved improvement improvements improving include increase
  introduce introducing issue issues incident incidents make monthly perform performing process processes provide quarterly regular
  regularly schedule scheduling set setting setup specific strengthen system systems update updating weekly`.split(/\s+/),
);
