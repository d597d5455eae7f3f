import { StateUnreadable } from '../store.ts';
import type { HeadAnswer } from './branch-query.ts';

/**
 * Logins that may have made the head; none: whoever. `bots`, for who cannot know the App's login, as a job: any App's,
 * `github-actions[bot]` among them. No person can have such a login.
 */
export type Authors = readonly string[] | 'bots';

/**
 * Our commits are made by our App or by `github-actions[bot]`, on one parent. A head that is not so was pushed by
 * somebody, or is a merge: a mistake that must be seen before anything is decided from it. It is no protection
 * against someone who may push and forges the author; that is what the ruleset for the branch is for.
 *
 * @param authors who may have made the head.
 * @throws {StateUnreadable} when the head is not ours.
 */
export function checkHead(branch: string, head: HeadAnswer, authors: Authors): void {
  const why = foreignness(head, authors);
  if (why !== null) throw new StateUnreadable('state-unreadable', branch, why);
}

/** @returns why a head is not one of ours; null: it is. */
export function foreignness(head: HeadAnswer, authors: Authors): string | null {
  const name = `its head ${head.oid.slice(0, 12)}`;
  if (head.parents > 1) return `${name} is a merge; the history of this branch must be linear`;
  if (isAllowed(head.authors, authors)) return null;
  const found = head.authors.at(0) ?? 'nobody known';
  const expected = authors === 'bots' ? 'an App or a workflow' : authors.join(' or ');
  return `${name} was made by ${JSON.stringify(found)}, not by ${expected}`;
}

function isAllowed(names: readonly string[], authors: Authors): boolean {
  if (authors === 'bots') return names.some((name) => name.endsWith('[bot]'));
  const allowed = authors.map((login) => login.toLowerCase());
  return allowed.length === 0 || names.some((name) => allowed.includes(name.toLowerCase()));
}
