export { type Annotated, annotate, type WrittenItem } from './annotate/annotate.ts';
export type { Annotation, LastFound } from './annotate/annotation.ts';
export { type AnnotatedDocument, annotationsIn } from './annotate/annotations-of.ts';
export type { OwnedSpan } from './annotate/edits.ts';
export type { SkipCode, Skipped } from './annotate/locate.ts';
export { planAnnotated, type WrittenDocument } from './annotate/plan-annotated.ts';
export type {
  ChannelConfig,
  Config,
  CustomTrackerConfig,
  DuePolicy,
  DueRule,
  GithubAppConfig,
  GithubTrackerConfig,
  JiraTrackerConfig,
  Person,
  Route,
  RouteMatch,
  SecretRef,
  SyncConfig,
  SyncMode,
  Team,
  TrackerConfig,
} from './config/config.ts';
export { configJsonSchema } from './config/config-json-schema.ts';
export type { ConfigProblem } from './config/config-problem.ts';
export type { ConfigInput } from './config/config-schema.ts';
export { defineConfig } from './config/define-config.ts';
export { JOB_NAMES, type JobName } from './config/delivery-schema.ts';
export { nearest } from './config/nearest.ts';
export { parseConfig, parsePeople } from './config/parse-config.ts';
export { routeOf } from './config/route.ts';
export { githubTrackerName, jiraTrackerName } from './config/tracker-name.ts';
export { trackerNamed } from './config/tracker-named.ts';
export { type DueAnswer, type DueQuestion, dueFor, FALLBACK_DAYS } from './due/due-policy.ts';
export { duePresets } from './due/presets.ts';
export type { LintFinding, LintSeverity } from './lint/lint-finding.ts';
export { type LintOptions, lintPostmortem } from './lint/lint-postmortem.ts';
export { LINT_RULES } from './lint/lint-rules.ts';
export type { Brand, Json } from './model/brand.ts';
export { displayId, NO_NUMBER, parseDisplayId } from './model/display-id.ts';
export type { Entity, EntityChange, NewEntity, Numbered, RecordedEvent, Version, Workspace } from './model/event.ts';
export { type DocumentUid, type IncidentUid, type ItemUid, isUid, type SeriesUid, type Uid, type WorkspaceId } from './model/id.ts';
export type { DocumentRecord, Incident, Source, TimelineEntry } from './model/incident.ts';
export { addMs, type Clock, epochMsOf, type Instant, instantAt, parseInstant } from './model/instant.ts';
export {
  ACTIVITIES,
  type ActionItem,
  type Activity,
  type Extension,
  type ItemState,
  isUnfinished,
  KINDS,
  type Kind,
  OUTCOMES,
  type Outcome,
  PRIORITIES,
  type Priority,
  RESOLUTIONS,
  type Resolution,
  STATUSES,
  type Status,
} from './model/item.ts';
export { daysOverdue, type Lateness, latenessOf } from './model/lateness.ts';
export {
  type Conflict,
  type Drift,
  type Issue,
  type IssueKey,
  type Link,
  type Marker,
  type MirrorState,
  type Refusal,
  type RemoteStatus,
  SYNC_FIELDS,
  type SyncField,
  type TrackerName,
  type Wish,
} from './model/mirror.ts';
export {
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  type PlainDate,
  parsePlainDate,
  plainDate,
  type Weekday,
  weekdayOf,
} from './model/plain-date.ts';
export type { Fault, Result } from './model/result.ts';
export type { Series } from './model/series.ts';
export type { Settings } from './model/settings.ts';
export { planDay } from './plan/day.ts';
export { planImport } from './plan/import.ts';
export type {
  AcceptedItem,
  DuplicateItem,
  FieldChange,
  ImportOptions,
  ImportOverrides,
  ImportPlan,
  ImportReview,
  ReviewedIncident,
  ReviewedItem,
  UnsureItem,
  VanishedItem,
} from './plan/import-plan.ts';
export { type IncidentFields, planIncidentEdit } from './plan/incident-edit.ts';
export { planExtend, planSnooze } from './plan/item-due.ts';
export { type ItemFields, planAdd, planEdit } from './plan/item-edit.ts';
export { planBlock, planCancel, planDone, planReopen, planStart } from './plan/item-state.ts';
export { datesFor, isMissed, occurrenceUid, planOccurrences } from './plan/occurrences.ts';
export type { DatesOf } from './plan/rule-dates.ts';
export {
  planCompleteOccurrence,
  planSeriesAdd,
  planSeriesEdit,
  planSeriesEnd,
  planSkipOccurrence,
  type SeriesFields,
} from './plan/series.ts';
export { planSettings } from './plan/settings.ts';
export { planAccept, planApart, planDrop } from './plan/triage.ts';
export { becameSeries, type MergeOptions, planMerge } from './plan/triage-merge.ts';
export { concretenessOf, pairOf, swapped, type TriagePair } from './plan/triage-pair.ts';
export { CADENCES, type Cadence, isKnown, likelyOwners, ruleOfCadence, usualCadence } from './plan/triage-suggestions.ts';
export { type Decided, planUndo } from './plan/triage-undo.ts';
export type { DocumentDraft, IncidentDraft, ItemDraft, Problem } from './postmortem/draft.ts';
export { type ForeignIncident, type ForeignItem, foreignDraft } from './postmortem/foreign-draft.ts';
export { type ImportJson, type IncidentJsonDraft, type ItemJsonDraft, toImportJson } from './postmortem/import-json.ts';
export { parseImportJson } from './postmortem/parse-import-json.ts';
export { readPostmortem } from './postmortem/read-postmortem.ts';
export { PROBABLY_SAME, similarityOf } from './postmortem/similarity.ts';
export { cutToWidth, displayWidth, padToWidth } from './report/display-width.ts';
export { forTeam } from './report/for-team.ts';
export { type ItemJson, type ItemListJson, itemListJson, type LinkJson, toItemJson } from './report/item-json.ts';
export { type ItemLookup, itemLookup } from './report/item-lookup.ts';
export { renderItemTable, type TableItem } from './report/item-table.ts';
export { overdueItems } from './report/overdue.ts';
export { renderCsv } from './report/render-csv.ts';
export { renderHtml } from './report/render-html.ts';
export { renderJson } from './report/render-json.ts';
export { renderMarkdown } from './report/render-markdown.ts';
export { renderText } from './report/render-text.ts';
export type { ItemSource, ReportSettings } from './report/report-settings.ts';
export { plainText } from './report/terminal-text.ts';
export { type WeeklyReport, weeklyReport } from './report/weekly-report.ts';
export { wrapText } from './report/wrap-text.ts';
export type { EventLog } from './store/event-log.ts';
export { type MemoryStoreOptions, memoryStore } from './store/memory/memory-store.ts';
export {
  type Change,
  type Committed,
  type Coordination,
  type JobRun,
  type Lease,
  type MirrorView,
  type Snapshot,
  type SnapshotQuery,
  type Store,
  StoreError,
  type StoreErrorCode,
} from './store/port.ts';
export { droppedAs } from './sync/terms.ts';
export { type Check, checkClock } from './tracker/check.ts';
export { cut } from './tracker/cut.ts';
export { defuseMarkdown } from './tracker/defuse.ts';
export { type Delivery, type Received, replayMemory } from './tracker/delivery.ts';
export { dueOnOf, dueTextOf } from './tracker/due-line.ts';
export type { Hint } from './tracker/hint.ts';
export {
  type BlockContent,
  blockDetails,
  type ParsedBody,
  parseBlock,
  parseBlocks,
  renderBlock,
  rewriteBlock,
} from './tracker/managed-block.ts';
export { findMarkers, isSameMarker, markerText } from './tracker/marker.ts';
export { changedSince, without } from './tracker/newer.ts';
export { asMirrorOf } from './tracker/own-block.ts';
export {
  type Created,
  type Cursor,
  type Draft,
  type FieldRefusal,
  type Found,
  type Patch,
  type Pulled,
  type PullOptions,
  type RefusalCode,
  type Seen,
  type TargetStatus,
  type Tracker,
  TrackerError,
  type TrackerErrorCode,
  type Updated,
  type UpdateOptions,
} from './tracker/port.ts';
export { priorityMeanings, priorityNames } from './tracker/priority-words.ts';
