import type { Attempt } from '../../../src/domain/attempt.ts';
import type { Release } from '../../../src/domain/release.ts';
import type { ActivitySpec } from '../../../src/domain/release-spec.ts';
import type { State } from '../../../src/domain/state.ts';

/** An attempt with what it is an attempt of. */
export interface Found {
  readonly release: Release;
  readonly activity: string;
  readonly spec: ActivitySpec | undefined;
  readonly attempt: Attempt;
}

/** @returns every attempt of the release, in order. */
export function attemptsOf(release: Release): Found[] {
  const specs = release.spec.process.phases.flatMap((phase) => phase.activities);
  return release.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => {
      const spec = specs.find((each) => each.name === activity.name);
      return activity.attempts.map((attempt) => ({ release, activity: activity.name, spec, attempt }));
    });
}

/** @returns the attempt of this nonce. */
export function attemptOf(
  state: State | null,
  app: string,
  number: number,
  nonce: string,
): Found | undefined {
  const release = state?.releases[`${app}/${number}`];
  return release && attemptsOf(release).find(({ attempt }) => attempt.nonce === nonce);
}

/** @returns how a person would say which attempt it is. */
export function nameOf({ release, activity, attempt }: Found): string {
  return `${release.app} v${release.number} ${activity} #${attempt.number}`;
}

/** @returns environment of a deploy; null for a task. */
export function environmentOf({ spec }: Found): string | null {
  return spec?.kind === 'deploy' ? spec.environment : null;
}
