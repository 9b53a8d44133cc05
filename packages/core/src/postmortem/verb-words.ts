function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Verbs that begin a promise and are hardly ever a noun there. */
export const PLAIN_VERBS = words(`
  achieve act adapt add address adjust adopt agree align allow amend analyse analyze announce apply appoint archive arrange ask assess assign
  attach author automate avoid ban become begin block bring broaden build bump buy calculate call carry centralise centralize clarify clean
  close collaborate collect combine come communicate compare complete conduct configure confirm connect consider consolidate consult continue
  convert coordinate correct create decide declare decommission decouple decrease define delete deliver deprecate describe detect determine
  develop disable disallow disband discuss distribute diversify do drop educate elevate eliminate emit employ empower enable encourage
  encrypt enforce engage enhance enlarge enrich ensure establish evaluate examine exclude execute expand explain explore expose extend
  extract fail figure fill finalise finalize find finish fix follow forbid force formalise formalize freeze gather generate get give grant
  guarantee handle harden have help hire hold identify implement improve include incorporate increase inform initiate inspect install
  instruct instrument integrate introduce invest investigate invite involve isolate iterate join keep launch learn leverage limit lower
  maintain make manage mandate maximise maximize measure meet merge migrate minimise minimize mirror mitigate modernise modernize modify
  move notify obtain offer onboard open optimise optimize organise organize overhaul perform pin plug polish prefer prepare present
  preserve prevent prioritise prioritize proactively procure prohibit promote propose protect prove provide provision publish purchase
  pursue push put raise reach read reassess rebuild recheck recommend reconfigure reconsider record recreate redesign reduce refactor refine
  refresh regularly reinforce remediate remember remind remove rename renew reorganise reorganize repair replace replicate report require
  resize resolve restrict restructure retire retry return reuse revamp revert revise revisit rework rewrite roll rotate run scale
  secure see seek select send separate set share shift shorten show simplify simulate solve speed split spread stabilise
  stabilize standardise standardize start stop store streamline strengthen submit subscribe suggest supply surface survey switch sync
  tag take teach tell tighten toggle train transfer transform translate treat trim try tune turn understand undertake unify uninstall update
  upgrade use utilise utilize validate verify visualise visualize warn wire work wrap write periodically continuously gradually carefully
  always never don't`);

/** Verbs that are as often a noun: what follows decides. */
export const NOUN_VERBS = words(`
  access alert alarm audit backup benchmark budget cache chart check code contact control copy cover cut deploy design debug document drill
  escalate exercise experiment feature file filter flag focus fork function guard grade host index issue label lead level link list load lock
  log look map mark monitor name need note order overwrite page patch pay pick pilot plan play point poll post practice prepare process
  program project prototype queue rate rehearse release request research reserve review rollback rollout sample schedule scope score script
  search service ship shard sign signal snapshot source spike stage start state stress structure study support target task test throttle time
  trace track trial trigger trust view visit walk watch`);

/** Last words of noun phrases that begin with one of {@link NOUN_VERBS}: "Load Balancer Monitoring", "Code Review Process". */
export const NOUN_HEADS =
  /(?:ing|ments?|ances?|ences?|ures?|sis|ness|ships?|ers?|ity|ities)$|^(?:process(?:es)?|plans?|polic(?:y|ies)|checks?|tests?|reviews?|audits?|systems?|tools?|rituals|madness|adventures|fiesta|strateg(?:y|ies)|mechanisms?|program(?:me)?s?|paths?|limits?|rules?|standards?|practices?|configurations?|verifications?|validations?|optimi[sz]ations?|documentation|notifications?|communications?|automation|escalations?|integrations?|migrations?|sessions?|metrics|setup|recovery)$/i;
