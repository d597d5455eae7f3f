import type { RequestView } from './faults.ts';

/**
 * GitHub's secondary limit on requests that create content: 80 a minute, 500 an hour, for each caller. Reads, and
 * what git does, are not counted. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export interface ContentLimit {
  /** Counts a request. @returns seconds to wait when it is one too many, otherwise null. */
  count(view: RequestView, now: Date): number | null;
}

const LIMITS = [
  { seconds: 60, most: 80 },
  { seconds: 3600, most: 500 },
] as const;

export function newContentLimit(): ContentLimit {
  const byCaller = new Map<string, number[]>();
  return {
    count(view, now) {
      if (!createsContent(view)) return null;
      const caller = view.caller ?? '';
      const seconds = now.getTime() / 1000;
      const times = (byCaller.get(caller) ?? []).filter((time) => time > seconds - 3600);
      byCaller.set(caller, times);
      for (const limit of LIMITS) {
        const recent = times.filter((time) => time > seconds - limit.seconds);
        const [oldest] = recent.slice(-limit.most);
        if (recent.length >= limit.most && oldest !== undefined) {
          return Math.max(1, Math.ceil(oldest + limit.seconds - seconds));
        }
      }
      times.push(seconds);
      return null;
    },
  };
}

function createsContent(view: RequestView): boolean {
  if (view.route === 'git' || view.route.includes('/access_tokens')) return false;
  if (view.route !== 'POST /graphql') return view.method !== 'GET';
  return view.mutation;
}
