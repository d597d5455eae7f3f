import { basename } from 'node:path';
import type { RunQuery } from './actions.ts';
import { newest, type Run } from './run.ts';

/** Whether a run is in the list that was asked for. */
export function matchesQuery(run: Run, query: RunQuery): boolean {
  const { workflow, event, branch, actor, status, headSha, created } = query;
  const attempt = newest(run);
  const same = (wanted: string | undefined, found: string): boolean =>
    wanted === undefined || wanted === found;
  return (
    (workflow === undefined || [String(run.workflow.id), basename(run.workflow.path)].includes(workflow)) &&
    same(event, run.event) &&
    same(branch, run.headBranch) &&
    same(actor, run.actor) &&
    same(headSha, run.headCommit.sha) &&
    (status === undefined || status === attempt.status || status === attempt.conclusion) &&
    (created === undefined || isWithin(run.createdAt, created))
  );
}

/** GitHub's search syntax for dates: `>=`, `>`, `<=`, `<`, `a..b` with `*` for an open end, or a day. */
function isWithin(date: Date, range: string): boolean {
  const [, sign, edge] = /^([<>]=?)(.+)$/.exec(range) ?? [];
  if (sign !== undefined && edge !== undefined) return compares(date.getTime(), sign, edge);
  const [from, to] = range.split('..');
  if (to === undefined) return date.toISOString().startsWith(range.replace(/Z$/, ''));
  return (
    (from === '*' || compares(date.getTime(), '>=', from ?? '')) &&
    (to === '*' || compares(date.getTime(), '<=', to))
  );
}

/** A list shows whole seconds, so times are compared as such. */
function compares(time: number, sign: string, edge: string): boolean {
  const at = Math.floor(time / 1000);
  const start = Math.floor(new Date(edge).getTime() / 1000);
  const end = /^\d{4}-\d\d-\d\d$/.test(edge) ? start + 86_399 : start;
  if (sign === '>=') return at >= start;
  if (sign === '>') return at > end;
  return sign === '<=' ? at <= end : at < start;
}
