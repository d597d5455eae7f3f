import type { EnvironmentName } from '../domain/names.ts';
import type { ActivityStatus, Release } from '../domain/release.ts';
import { spellRelease } from '../domain/names.ts';
import { foreign, say } from './phrase.ts';
import { whyOf } from './progress.ts';
import type { Row } from './rows.ts';
import { isNeverReached, rowIn, rowWord } from './rows.ts';
import { clipped } from './terminal.ts';

/** GitHub answers 422 to a longer one (platform, sections 8 and 9). */
export const DESCRIPTION_LIMIT = 140;

/** A commit status, as GitHub takes it; its context is `signalbox/<app>/<environment>`. */
export interface CommitStatus {
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  readonly description: string;
  /** The workflow run, once it is known. */
  readonly url: string | null;
}

/**
 * Only what was deployed is `success`: whoever requires the status must not take a skipped or superseded release for a
 * deployed one (invariant 12).
 */
const STATES = {
  pending: 'pending',
  waiting: 'pending',
  running: 'pending',
  unknown: 'error',
  succeeded: 'success',
  failed: 'failure',
  skipped: 'error',
  ignored: 'error',
  aborted: 'error',
} as const satisfies Record<ActivityStatus, CommitStatus['state']>;

/** @returns the commit status of a release in an environment, as the head says it. */
export function commitStatus(
  release: Release,
  environment: EnvironmentName,
  severalApps: boolean,
): CommitStatus {
  const row = rowIn(release, environment);
  const description = describe(release, row, severalApps);
  if (row === undefined) return { state: 'error', description, url: null };
  return {
    state: isNeverReached(release, row.activity) ? 'error' : STATES[row.activity.status],
    description,
    url: row.attempt?.run?.url ?? null,
  };
}

/** @returns `v12 waiting: production is locked by alice`, as plain text that fits. */
export function describe(release: Release, row: Row | undefined, severalApps: boolean): string {
  const name = foreign(spellRelease(release, severalApps));
  if (row === undefined) return clipped(say`${name} does not deploy here`, DESCRIPTION_LIMIT);
  const why = whyOf(release, row, severalApps);
  const status = row.activity.status === 'succeeded' ? say`deployed` : rowWord(release, row);
  return clipped(why === null ? say`${name} ${status}` : say`${name} ${status}: ${why}`, DESCRIPTION_LIMIT);
}
