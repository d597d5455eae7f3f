import type { AttemptRef } from './effect.ts';
import { isLive } from './derive.ts';
import type { Attempt } from './attempt.ts';
import type { AppName, EnvironmentName } from './names.ts';
import type { Release } from './release.ts';
import type { DeploySpec } from './release-spec.ts';
import type { State } from './state.ts';

/** A deploy attempt with everything around it. */
export interface DeployAttempt {
  readonly release: Release;
  readonly spec: DeploySpec;
  readonly attempt: Attempt;
  readonly ref: AttemptRef;
}

/** @returns all attempts of all loaded releases of the app in this environment that `wanted` picks. */
export function attemptsIn(
  state: State,
  app: AppName,
  environment: EnvironmentName,
  wanted: (attempt: Attempt) => boolean,
): DeployAttempt[] {
  return Object.values(state.releases)
    .filter((release) => release.app === app)
    .sort((a, b) => a.number - b.number)
    .flatMap((release) => deployAttempts(release))
    .filter(({ spec, attempt }) => spec.environment === environment && wanted(attempt));
}

/**
 * Who holds the section: the one live attempt in this environment (KUS-S12, KUS-S13). It is derived, never stored, so
 * that it cannot disagree with the releases.
 */
export function occupantOf(
  state: State,
  app: AppName,
  environment: EnvironmentName,
): DeployAttempt | undefined {
  return attemptsIn(state, app, environment, isLive)[0];
}

/** @returns every attempt of the release's deploys, in order. */
export function deployAttempts(release: Release): DeployAttempt[] {
  return release.phases.flatMap((phase, index) =>
    phase.activities.flatMap((activity) => {
      const spec = release.spec.process.phases[index]?.activities.find((each) => each.name === activity.name);
      if (spec?.kind !== 'deploy') return [];
      return activity.attempts.map((attempt) => ({
        release,
        spec,
        attempt,
        ref: {
          app: release.app,
          release: release.number,
          activity: activity.name,
          attempt: attempt.number,
        },
      }));
    }),
  );
}

/** @returns names of the environments that the release deploys to, in order, skipped ones left out. */
export function environmentsOf(release: Release): EnvironmentName[] {
  const skipped = new Set(
    release.phases
      .flatMap((phase) => phase.activities)
      .filter((activity) => activity.skipped)
      .map((activity) => activity.name),
  );
  return release.spec.process.phases
    .flatMap((phase) => phase.activities)
    .flatMap((spec) => (spec.kind === 'deploy' && !skipped.has(spec.name) ? [spec.environment] : []));
}
