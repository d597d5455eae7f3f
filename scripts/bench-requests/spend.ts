import type { LoggedRequest } from '../../src/sandbox/request-log.ts';

/** Kinds of request, in the order of the table's columns. */
export const KINDS = ['query', 'mutation', 'read', 'write', 'dispatch', 'git'] as const;

export type Kind = (typeof KINDS)[number];

/** What a story cost. */
export interface Spend {
  readonly counts: Readonly<Record<Kind, number>>;
  readonly requests: number;
  /** Of the requests, those that our step inside jobs sent. */
  readonly inJobs: number;
  /** Length of all requests and answers, without their headers. */
  readonly bytes: number;
}

/** Logins that a workflow's own token acts under. */
const WORKFLOW = 'github-actions[bot]';

/**
 * @returns the requests of our own code: those of people are made in-process and are not in the log, and over git only
 * `actions/checkout` speaks, which is not ours.
 */
export function ours(requests: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return requests.filter((each) => each.caller !== null && !isCheckout(each));
}

function isCheckout({ route, caller }: LoggedRequest): boolean {
  return route === 'git' && caller === WORKFLOW;
}

/** @returns what these requests, all of our own code, cost. */
export function spendOf(requests: readonly LoggedRequest[]): Spend {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const request of requests) counts[kindOf(request)] += 1;
  return {
    counts,
    requests: requests.length,
    inJobs: requests.filter(({ token }) => token === 'job').length,
    bytes: requests.reduce((sum, { body, bytes }) => sum + Buffer.byteLength(body) + bytes, 0),
  };
}

export function kindOf({ route, method, mutation }: LoggedRequest): Kind {
  if (route === 'git') return 'git';
  if (route === 'POST /graphql') return mutation ? 'mutation' : 'query';
  if (route.endsWith('/dispatches')) return 'dispatch';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}

/** @returns one line per request, for finding out where they come from. */
export function traceOf(requests: readonly LoggedRequest[]): string {
  const [first] = requests;
  return requests
    .map((each) => {
      const { fields, path, method, status, bytes, at } = each;
      const after = ((at.getTime() - (first?.at.getTime() ?? 0)) / 1000).toFixed(1).padStart(6);
      const what = fields.length > 0 ? `${kindOf(each)} ${fields.join(' ')}` : `${method} ${path}`;
      return `${after}s ${whoSent(each)} ${String(status)} ${String(bytes).padStart(6)} ${what}`;
    })
    .join('\n');
}

/** Runs differ in their last digits. */
function whoSent({ run }: LoggedRequest): string {
  return (run === null ? 'app' : `job ${String(run).slice(-3)}`).padEnd(8);
}
