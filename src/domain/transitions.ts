import type { ReleaseStatus } from './release.ts';

/** Where work under way, or about to begin, may lead within one turn. */
const FROM_WORK: readonly ReleaseStatus[] = [
  'queued',
  'running',
  'on-hold',
  'succeeded',
  'partially-succeeded',
  'failed',
  'aborted',
  'superseded',
];

/**
 * Every move of a release's status from one turn to the next; whatever is not here is a bug (KUS-D18). One turn may do
 * several things: a retried release may be held, fail at a red check, or give way to a newer one at once.
 */
export const RELEASE_TRANSITIONS: Readonly<Record<ReleaseStatus, readonly ReleaseStatus[]>> = {
  draft: FROM_WORK,
  scheduled: ['draft', ...FROM_WORK],
  queued: FROM_WORK,
  running: FROM_WORK,
  'on-hold': FROM_WORK,
  succeeded: [],
  'partially-succeeded': ['queued', 'running', 'on-hold', 'failed', 'superseded'],
  failed: ['queued', 'running', 'on-hold', 'superseded'],
  aborted: ['draft', 'queued', 'running', 'on-hold', 'failed', 'superseded'],
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
