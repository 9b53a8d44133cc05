import type { DueAnchor, DuePolicy, DueRule } from '../config/config.ts';

/**
 * Due policies that organisations have published, by name; days are calendar days.
 * Whatever no rule matches is due 30 days after acceptance.
 */
export const duePresets: Readonly<Record<string, DuePolicy>> = {
  pagerduty: {
    name: 'pagerduty',
    rules: [rule({ severity: '1' }, 15, 'resolved'), rule({ severity: '2' }, 30, 'resolved')],
  },
  /** Counted from the moment the severity is assigned: for an item that is its acceptance. */
  'gitlab-corrective-action': {
    name: 'gitlab-corrective-action',
    rules: [
      rule({ severity: '1' }, 7, 'accepted'),
      rule({ severity: '2' }, 30, 'accepted'),
      rule({ severity: '3' }, 60, 'accepted'),
      rule({ severity: '4' }, 90, 'accepted'),
    ],
  },
  /** Four weeks after the review, eight for items of services with the longer objective: those labelled `eight-weeks`. */
  'atlassian-priority-action': {
    name: 'atlassian-priority-action',
    rules: [rule({ label: 'eight-weeks' }, 56, 'published'), rule({}, 28, 'published')],
  },
  /** A task of the running incident (labelled `incident-task`) has a day, one of its review a week. */
  dispatch: {
    name: 'dispatch',
    rules: [rule({ label: 'incident-task' }, 1, 'accepted'), rule({}, 7, 'accepted')],
  },
  /** Urgent, high, then medium and low: `P0`, `P1`, `P2` to `P4`. */
  pattern: {
    name: 'pattern',
    rules: [
      rule({ priority: 'P0' }, 3, 'accepted'),
      rule({ priority: 'P1' }, 14, 'accepted'),
      rule({ priority: 'P2' }, 30, 'accepted'),
      rule({ priority: 'P3' }, 30, 'accepted'),
      rule({ priority: 'P4' }, 30, 'accepted'),
    ],
  },
};

function rule(when: Pick<DueRule, 'severity' | 'priority' | 'label'>, days: number, from: DueAnchor): DueRule {
  return { ...when, days, count: 'calendar', from };
}
