import { StateUnreadable } from '../store.ts';
import type { HeadAnswer } from './branch-query.ts';

/**
 * Our commits are made by our App or by `github-actions[bot]`, on one parent. A head that is not so was pushed by
 * somebody, or is a merge: a mistake that must be seen before anything is decided from it. It is no protection
 * against someone who may push and forges the author; that is what the ruleset for the branch is for.
 *
 * @param authors logins that may have made the head; empty: whoever.
 * @throws {StateUnreadable} when the head is not ours.
 */
export function checkHead(branch: string, head: HeadAnswer, authors: readonly string[]): void {
  if (head.parents > 1) throw foreign(branch, head, 'is a merge; the history of this branch must be linear');
  const allowed = authors.map((login) => login.toLowerCase());
  if (allowed.length === 0 || head.authors.some((name) => allowed.includes(name.toLowerCase()))) return;
  const found = head.authors.at(0) ?? 'nobody known';
  throw foreign(branch, head, `was made by ${JSON.stringify(found)}, not by ${authors.join(' or ')}`);
}

function foreign(branch: string, head: HeadAnswer, why: string): StateUnreadable {
  return new StateUnreadable('state-unreadable', branch, `its head ${head.oid.slice(0, 12)} ${why}`);
}
