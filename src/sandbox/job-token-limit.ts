import type { WorkflowCaller } from './model/app.ts';

/** REST and GraphQL are counted apart. */
export type LimitedResource = 'core' | 'graphql';

/** What is left of an hour. */
export interface Standing {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** When the hour ends; without an hour that has begun, an hour from now. */
  readonly reset: Date;
}

/**
 * GitHub's primary limit for `GITHUB_TOKEN`: 1,000 requests to REST, and 1,000 points of GraphQL, an hour and
 * repository; the hour begins with the first request, by GitHub's clock. What git does, and the question how much is
 * left, cost nothing; nor do answers of 304.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export interface JobTokenLimit {
  /** Counts a request, unless it would be too much. @returns whether it may go on. */
  take(caller: WorkflowCaller, resource: LimitedResource, cost: number): boolean;
  giveBack(caller: WorkflowCaller, resource: LimitedResource): void;
  standing(caller: WorkflowCaller, resource: LimitedResource): Standing;
}

const HOUR_MS = 3_600_000;

interface Hour {
  readonly ends: number;
  used: number;
}

export function newJobTokenLimit(limit: number, now: () => Date): JobTokenLimit {
  const hours = new Map<string, Hour>();
  const key = (caller: WorkflowCaller, resource: LimitedResource): string =>
    `${String(caller.repositoryId)} ${resource}`;
  const current = (caller: WorkflowCaller, resource: LimitedResource): Hour => {
    const known = hours.get(key(caller, resource));
    if (known !== undefined && now().getTime() < known.ends) return known;
    return { ends: now().getTime() + HOUR_MS, used: 0 };
  };
  return {
    take(caller, resource, cost) {
      const hour = current(caller, resource);
      if (hour.used + cost > limit) return false;
      hour.used += cost;
      hours.set(key(caller, resource), hour);
      return true;
    },
    giveBack(caller, resource) {
      const hour = hours.get(key(caller, resource));
      if (hour !== undefined && hour.used > 0) hour.used -= 1;
    },
    standing(caller, resource) {
      const { used, ends } = current(caller, resource);
      return { limit, used, remaining: Math.max(0, limit - used), reset: new Date(ends) };
    },
  };
}
