export { runPlan, runSync } from './run/sync.ts';
export type { PlanResult, RefusedChange, SyncResult, SyncStop, TargetResult } from './run/sync-result.ts';
export { SYNC_EVERYTHING, type SyncProgress, type SyncRequest, type SyncTarget, type SyncWorld } from './run/sync-target.ts';
export { renderDetailsIn } from './sync/details.ts';
export { type FieldChange, PLAN_ORDER, type PlanChange, type PlanTarget, type SyncPlan } from './sync/plan.ts';
export { type PlannedSync, planSync } from './sync/plan-sync.ts';
export { resolveConflict } from './sync/resolve-conflict.ts';
export { termsOf } from './sync/terms.ts';
