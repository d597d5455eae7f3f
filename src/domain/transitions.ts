import type { ReleaseStatus } from './release.ts';

/** Every move of a release's status that exists; whatever is not here is a bug (KUS-D18). */
export const RELEASE_TRANSITIONS: Readonly<Record<ReleaseStatus, readonly ReleaseStatus[]>> = {
  draft: ['queued', 'running', 'aborted', 'superseded'],
  scheduled: ['queued', 'running', 'draft', 'aborted', 'superseded'],
  queued: ['running', 'on-hold', 'succeeded', 'failed', 'aborted', 'superseded'],
  running: ['queued', 'on-hold', 'succeeded', 'partially-succeeded', 'failed', 'aborted', 'superseded'],
  'on-hold': ['queued', 'running', 'succeeded', 'partially-succeeded', 'failed', 'aborted', 'superseded'],
  succeeded: [],
  'partially-succeeded': ['queued', 'running'],
  failed: ['queued', 'running', 'on-hold'],
  aborted: ['queued', 'running', 'on-hold'],
  superseded: [],
};

/** @returns whether a release may move from one status to the other in one turn; staying is always allowed. */
export function mayMove(from: ReleaseStatus, to: ReleaseStatus): boolean {
  return from === to || RELEASE_TRANSITIONS[from].includes(to);
}

/** @throws {IllegalTransition} when the move is not in the table. */
export function assertMove(release: string, from: ReleaseStatus, to: ReleaseStatus): void {
  if (!mayMove(from, to)) throw new IllegalTransition(release, from, to);
}

/** A rule moved a release in a way that the table forbids: a bug, so the turn is not committed. */
export class IllegalTransition extends Error {
  override readonly name = 'IllegalTransition';

  constructor(release: string, from: ReleaseStatus, to: ReleaseStatus) {
    super(`${release} cannot go from ${from} to ${to}`);
  }
}
