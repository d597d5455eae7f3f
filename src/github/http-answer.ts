import { type GitHubAnswer, GitHubUnavailable } from './client.ts';

export type Headers = Readonly<Record<string, unknown>>;

export interface Incoming extends GitHubAnswer<unknown> {
  readonly headers: Headers;
}

/**
 * @returns an answer of Octokit's with GitHub's clock in it.
 * @throws {GitHubUnavailable} when it has none: then it is not GitHub that answered.
 */
export function incomingOf(answer: { status: number; data: unknown; headers: object }): Incoming {
  const headers: Headers = Object.fromEntries(Object.entries(answer.headers));
  const date = new Date(String(headers['date']));
  if (Number.isNaN(date.getTime())) throw new GitHubUnavailable('an answer without a Date header');
  return { status: answer.status, data: withTextIds(answer.data), date, headers };
}

/** Numbers that JavaScript cannot hold come as BigInt, which JSON cannot hold: such ids become text. */
function withTextIds(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(withTextIds);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTextIds(each)]));
}

/** @returns the items of a list, some of which come in an envelope: `{ total_count, check_runs: [...] }`. */
export function itemsOf(data: unknown, route: string): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const lists = isRecord(data) ? Object.values(data).filter((value) => Array.isArray(value)) : [];
  const [list] = lists;
  if (list !== undefined && lists.length === 1) return list;
  throw new GitHubUnavailable(`${route} did not answer with a list`);
}

/** @returns where the list goes on; null on its last page. */
export function nextPage(headers: Headers): string | null {
  const link = headers['link'];
  return typeof link === 'string' ? (/<([^<>]+)>;\s*rel="next"/.exec(link)?.[1] ?? null) : null;
}

/** @returns whether it is an object as JSON has them: no list, no bytes. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
