/** Words in a trailing parenthesis that name no person: states, sizes, times, ranks, and things that work is done with. */
const WORDS = `
done completed complete accomplished finished todo wip open closed pending optional recommended required mandatory daily weekly monthly
quarterly yearly annually annual ongoing high medium low critical urgent short long mid short-term long-term mid-term near-term immediate
if when see as and or etc new draft planned proposed blocked started in-progress prevent mitigate detect process other corrective preventive
preventative production prod staging dev test beta alpha issue issues ticket tickets link pr doc docs here details source manual automated
internal external later soon asap maybe someday backlog stretch stretch-goal nice-to-have bonus wishlist unplanned unassigned unknown tbd tba
tbc none obsolete rejected declined deferred postponed cancelled canceled dropped abandoned superseded duplicate invalid wontfix wont-fix
wont-do parked paused waiting accepted approved confirmed verified merged deployed released shipped resolved fixed reverted partial partially
ready scheduled investigating monitoring validated tested recurring possible tentative needed skipped agreed small large easy hard simple quick cheap minor major epic story spike chore bug feature task
tech-debt followup follow-up idea ideas question example examples note notes above below all both each me us them
linux windows ubuntu debian macos android ios kubernetes docker helm postgres postgresql redis kafka nginx mysql mariadb mongodb cassandra
elasticsearch rabbitmq haproxy envoy istio aws gcp azure cloudflare fastly terraform ansible puppet vault consul grafana prometheus datadog
splunk sentry kibana loki jira github gitlab bitbucket confluence notion trello asana linear slack pagerduty opsgenie zoom teams jenkins
circleci argocd okta python java javascript typescript golang rust ruby php node
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday today tomorrow`;

const NOT_A_NAME: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));

export function isNoName(text: string): boolean {
  return NOT_A_NAME.has(text.toLowerCase());
}

/** What people write where they name nobody. */
export const NOBODY = /^(?:tb[dac]|n\/?a|none|nobody|no ?one|unassigned|\?+|-+|unknown|to be (?:decided|assigned|determined|confirmed))$/i;
