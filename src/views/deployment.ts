import type { Policy } from '../domain/policy.ts';
import type { AppName, EnvironmentName, ReleaseNumber } from '../domain/names.ts';
import { spellRelease } from '../domain/names.ts';
import type { ActivityStatus, Release } from '../domain/release.ts';
import type { State } from '../domain/state.ts';
import { environmentState } from '../domain/state.ts';
import { spellingOf } from './next-commands.ts';
import { foreign, say } from './phrase.ts';
import type { Row } from './rows.ts';
import { isNeverReached, rowIn } from './rows.ts';
import { describe, DESCRIPTION_LIMIT } from './status.ts';
import { clipped } from './terminal.ts';

/** A deployment status, as GitHub takes it. */
export interface DeploymentStatus {
  readonly state: 'pending' | 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';
  readonly description: string;
  /** Address of the environment, only where this release runs there. */
  readonly environmentUrl: string | null;
  readonly logUrl: string | null;
}

const STATES = {
  pending: 'pending',
  waiting: 'pending',
  running: 'in_progress',
  unknown: 'error',
  succeeded: 'success',
  failed: 'failure',
  skipped: 'inactive',
  ignored: 'inactive',
  aborted: 'error',
} as const satisfies Record<ActivityStatus, DeploymentStatus['state']>;

/** @returns the deployment status of a release in an environment, as the head says it. */
export function deploymentStatus(
  release: Release,
  environment: EnvironmentName,
  state: State,
  policy: Policy | null,
): DeploymentStatus {
  const { severalApps } = spellingOf(policy, state);
  const row = rowIn(release, environment);
  const logUrl = row?.attempt?.run?.url ?? null;
  const successor = successorOf(release, environment, state);
  if (row?.activity.status === 'succeeded' && successor !== null) {
    const { app, number } = release;
    return { ...replacedStatus({ app, number, by: successor }, state, policy), logUrl };
  }
  return {
    state: stateOf(release, row),
    description: describe(release, row, severalApps),
    environmentUrl:
      row?.activity.status === 'succeeded' ? (policy?.environments[environment]?.url ?? null) : null,
    logUrl,
  };
}

/** @returns the deployment status of a release that another one has replaced, without its record. */
export function replacedStatus(
  { app, number, by }: { readonly app: AppName; readonly number: ReleaseNumber; readonly by: ReleaseNumber },
  state: State,
  policy: Policy | null,
): DeploymentStatus {
  const { severalApps } = spellingOf(policy, state);
  const name = foreign(spellRelease({ app, number }, severalApps));
  const after = foreign(spellRelease({ app, number: by }, severalApps));
  const description = clipped(say`${name} was replaced by ${after}`, DESCRIPTION_LIMIT);
  return { state: 'inactive', description, environmentUrl: null, logUrl: null };
}

function stateOf(release: Release, row: Row | undefined): DeploymentStatus['state'] {
  if (row === undefined || isNeverReached(release, row.activity)) return 'inactive';
  if (row.activity.status === 'running' && row.attempt?.status === 'pending') return 'queued';
  return STATES[row.activity.status];
}

/** The release that runs there now, when it is another one. */
function successorOf(release: Release, environment: EnvironmentName, state: State): number | null {
  const { pointer } = environmentState(state, release.app, environment);
  return pointer === null || pointer.release === release.number ? null : pointer.release;
}
