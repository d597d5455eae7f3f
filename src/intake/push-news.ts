import { branchOf } from '../domain/git-ref.ts';
import { STATE_BRANCH } from '../domain/state.ts';
import type { PushNews } from '../facts/facts.ts';
import type { PushPayload } from './payloads.ts';

/**
 * As many as a page of a comparison has; with more, the comparison is asked for. GitHub's own list ends at 2048 (GitHub
 * documentation, "Webhook events and payloads": push).
 */
const MOST_COMMITS = 100;

/**
 * What GitHub's word on a push spares us asking; null for what is no branch that went on: a forced push, a tag, the
 * state branch, a list that is long or says something else.
 */
export function pushNews({ ref, before, after, ...payload }: PushPayload): PushNews | null {
  const branch = branchOf(ref);
  if (branch === null || branch === STATE_BRANCH) return null;
  if (payload.deleted || payload.forced !== false) return null;
  const isNew = /^0+$/.test(before);
  const listed = isNew ? [payload.head_commit] : (payload.commits ?? []);
  const commits = listed.flatMap((commit) =>
    commit ? [{ sha: commit.id, message: commit.message ?? '', author: commit.author?.name ?? '' }] : [],
  );
  if (commits.length > MOST_COMMITS || commits.at(-1)?.sha !== after) return null;
  return { before: isNew ? null : before, after, commits };
}
