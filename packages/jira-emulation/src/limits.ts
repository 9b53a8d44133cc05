import type { Answer } from './answer.ts';
import type { JiraLimits } from './site-options.ts';

/** What Jira calls the limits in `RateLimit-Reason`. */
export type LimitReason = 'jira-quota-global-based' | 'jira-quota-tenant-based' | 'jira-burst-based' | 'jira-per-issue-on-write';

/** Counts requests by the site's clock; a request that runs into a limit is not carried out and not counted. */
export interface LimitCounter {
  /** The answer of a limit, or `null`: then the request counts. */
  refuse(request: { readonly method: string; readonly path: string }): Answer | null;
  /** What an answer cost in points. */
  charge(points: number): void;
}

/** One window: at most so many within so many milliseconds. */
interface Window {
  readonly most: number;
  readonly withinMs: number;
  readonly reason: LimitReason;
}

const HOUR_MS = 3_600_000;
const WRITES = new Set(['POST', 'PUT', 'DELETE']);

/** https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
export function limitCounter(limits: JiraLimits, nowMs: () => number): LimitCounter {
  const counted = new Map<string, number[]>();
  let spent = { hour: 0, points: 0 };
  const hourOf = () => Math.floor(nowMs() / HOUR_MS);

  const windowsOf = (method: string, path: string): readonly (readonly [string, Window])[] => {
    const endpoint = `${method} ${path.replace(/\d+/g, '#')}`;
    const id = /^\/rest\/api\/3\/issue\/(\d+)/.exec(path)?.[1];
    const burst = method === 'PUT' || method === 'DELETE' ? limits.writesPerSecond : limits.requestsPerSecond;
    const perIssue = (most: number, withinMs: number) =>
      [`${id} in ${withinMs}`, { most, withinMs, reason: 'jira-per-issue-on-write' }] as const;
    return [
      [endpoint, { most: burst, withinMs: 1_000, reason: 'jira-burst-based' }],
      ...(id !== undefined && WRITES.has(method) ? limits.writesPerIssue.map(({ most, withinMs }) => perIssue(most, withinMs)) : []),
    ];
  };

  return {
    refuse({ method, path }) {
      const now = nowMs();
      if (spent.hour === hourOf() && spent.points >= limits.pointsPerHour) {
        return limitAnswer('jira-quota-tenant-based', (hourOf() + 1) * HOUR_MS - now);
      }
      const windows = windowsOf(method, path);
      for (const [name, { most, withinMs, reason }] of windows) {
        const recent = (counted.get(name) ?? []).filter((at) => at > now - withinMs);
        counted.set(name, recent);
        const [oldest = now] = recent;
        if (recent.length >= most) return limitAnswer(reason, oldest + withinMs - now);
      }
      for (const [name] of windows) counted.get(name)?.push(now);
      return null;
    },
    charge(points) {
      spent = { hour: hourOf(), points: (spent.hour === hourOf() ? spent.points : 0) + points };
    },
  };
}

/** A 429 as Jira writes it; `Retry-After` is in whole seconds. */
export function limitAnswer(reason: LimitReason, waitMs: number): Answer {
  const headers = {
    'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1_000))),
    'RateLimit-Reason': reason,
    'X-RateLimit-Remaining': '0',
  };
  return { status: 429, headers, body: { errorMessages: ['Rate limit exceeded.'], errors: {} } };
}
