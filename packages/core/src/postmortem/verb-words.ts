function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Verbs that begin a promise and are hardly ever a noun there. */
export const PLAIN_VERBS = words(`
  arm locate banish beef bolster boost celebrate craft cultivate devise ditch embrace fortify gain ramp safeguard sharpen squash summon
  supercharge tame uncover unleash
  accelerate accept achieve acknowledge act adapt add address adhere adjust adopt aggregate agree align allocate allow always amend
  analyse analyze announce answer apply appoint approve archive arrange ask assess assign attach attempt augment author automate avoid
  balance ban become begin bind block bring broadcast broaden build bump bundle buy calculate call carefully carry catch cease centralise
  centralize choose clarify clean clear clone close codify collaborate collect combine come commit communicate compare compile complete
  compress conduct configure confirm connect consider consolidate consult contain continue continuously contribute convert coordinate
  correct correlate create curate deal decide declare decommission decouple decrease deduplicate defer define delay delete deliver demand
  demonstrate deny deprecate describe detach detect determine develop diagnose differentiate direct disable disallow disband discard
  discontinue discover discuss dispatch display distribute diversify divide do don't double-check downgrade draft drain drive drop
  duplicate ease edit educate elevate eliminate embed emit emphasise emphasize employ empower enable encourage encrypt end enforce engage
  enhance enlarge enrich ensure enter equip eradicate establish estimate evaluate examine exclude execute expand explain explore export
  expose extend extract fail familiarise familiarize fetch figure fill finalise finalize find fine-tune finish fix flush follow forbid
  force formalise formalize foster freeze gather generalise generalize generate get give go gradually grant group grow guarantee halt
  handle harden have help highlight hire hold hook identify implement import impose improve incentivise incentivize include incorporate
  increase inform initiate inject insert inspect install instruct instrument insulate integrate interview introduce inventory invest
  investigate invite involve isolate iterate join justify keep launch learn lengthen leverage limit lower maintain make manage mandate
  match maximise maximize measure meet mention merge migrate minimise minimize mirror mitigate mock modernise modernize modify mount move
  mute narrow negotiate never nominate normalise normalize notify obtain offer onboard open optimise optimize organise organize overhaul
  oversee own parallelise parallelize parameterise parameterize parse partition pass pause perform periodically permit persist pin plug
  polish pre-warm prefer preload prepare present preserve prevent prioritise prioritize proactively probe proceed procure produce
  prohibit promote propagate propose protect prove provide provision publish pull purchase purge pursue push put quantify quarantine
  raise reach read reassess rebalance reboot rebuild receive recheck reclaim recommend reconcile reconfigure reconsider record recover
  recreate recruit recycle redesign redirect redistribute reduce tweak observe reflect refactor refine refresh refuse register regularly reinforce reject relax
  relocate remediate remember remind remove rename render renew reorder reorganise reorganize repair repeat replace replicate report
  require reset reshape resize resolve respond restart restore restrict restructure resume retain rethink retire retrieve retrofit retry
  return reuse revamp reverse revert revise revisit revoke rework rewrite roll rotate run save say scale scan scrutinise scrutinize secure see seed seek select
  send separate serve set setup share shift shorten show shrink shut silence simplify simulate size skip slow solve sort specify speed split
  spread stabilise stabilize stagger standardise standardize start stop store streamline strengthen strip submit subscribe substitute
  suggest sunset supply surface survey suspend swap switch sync synchronise synchronize tackle tag tailor take teach tell tighten toggle
  train transfer transform transition translate treat trim troubleshoot truncate try tune turn unblock understand undertake undo unify
  uninstall unlock update upgrade upload use utilise utilize validate vary verify vet visualise visualize warm warn weigh widen wire
  withdraw work wrap write`);

/** Verbs that are as often a noun: what follows decides. */
export const NOUN_VERBS = words(`
  access alert alarm audit backup benchmark budget cache change chart check code contact control copy cover cut deploy design debug document drill
  escalate exercise experiment feature file filter flag focus fork function guard grade host index issue label lead level link list load lock
  log look map mark monitor name need note order overwrite page patch pay pick pilot plan play point poll post practice prepare process
  program project prototype queue rate rehearse release request research reserve review rollback rollout sample schedule scope score script
  search service ship shard sign signal snapshot source spike stage start state stress structure study support target task test throttle time
  trace track trial trigger trust view visit walk watch`);

/** Last words of noun phrases that begin with one of {@link NOUN_VERBS}: "Load Balancer Monitoring", "Code Review Process". */
export const NOUN_HEADS =
  /(?:ing|ments?|ances?|ences?|ures?|sis|ness|ships?|ers?|ity|ities)$|^(?:process(?:es)?|plans?|polic(?:y|ies)|checks?|tests?|reviews?|audits?|systems?|tools?|rituals|madness|adventures|fiesta|strateg(?:y|ies)|mechanisms?|program(?:me)?s?|paths?|limits?|rules?|standards?|practices?|configurations?|verifications?|validations?|optimi[sz]ations?|documentation|notifications?|communications?|automation|escalations?|integrations?|migrations?|sessions?|metrics|setup|recovery)$/i;
