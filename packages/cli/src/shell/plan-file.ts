import type { ItemUid, SyncMode } from '@closeout/core';
import type { PlanChange } from '@closeout/core/sync';
import { wrongUsage } from './failure.ts';

/** A plan that was looked at: what to carry out, and under which choices it was made. */
export interface WrittenPlan {
  readonly mode: SyncMode;
  readonly items: readonly ItemUid[] | null;
  readonly tracker: string | null;
  readonly changes: readonly PlanChange[];
}

export function planFile(plan: WrittenPlan): string {
  return `${JSON.stringify({ closeoutPlan: 1, ...plan }, null, 2)}\n`;
}

/** The plan in `text`. Its changes are compared with what is planned now before anything is carried out, so their shape is not checked here. */
export function parsePlanFile(text: string, path: string): WrittenPlan {
  const wrong = () => wrongUsage(`${path} is no plan of this version of closeout`, 'make one with: closeout plan --out FILE');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong();
  }
  if (!isPlan(value)) throw wrong();
  return value;
}

function isPlan(value: unknown): value is WrittenPlan {
  if (typeof value !== 'object' || value === null) return false;
  const isOurs = 'closeoutPlan' in value && value.closeoutPlan === 1;
  return isOurs && 'changes' in value && Array.isArray(value.changes) && 'mode' in value && 'items' in value && 'tracker' in value;
}
