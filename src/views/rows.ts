import { isFinal, newestAttempt } from '../domain/derive.ts';
import type { Attempt } from '../domain/attempt.ts';
import type { EnvironmentName } from '../domain/names.ts';
import type { Activity, Release } from '../domain/release.ts';
import type { ActivitySpec } from '../domain/release-spec.ts';
import { statusWord } from './glyphs.ts';
import type { Phrase } from './phrase.ts';
import { say } from './phrase.ts';

/** One activity of a release with what the process says of it. */
export interface Row {
  readonly phase: string;
  readonly spec: ActivitySpec;
  readonly activity: Activity;
  /** The newest attempt. */
  readonly attempt: Attempt | undefined;
}

/** @returns all activities of a release in the order of its process. */
export function rowsOf(release: Release): readonly Row[] {
  return release.spec.process.phases.flatMap((phase, at) =>
    phase.activities.map((spec, index) => {
      const found = release.phases[at]?.activities[index];
      const activity = found ?? { name: spec.name, status: 'pending', attempts: [] };
      return { phase: phase.name, spec, activity, attempt: newestAttempt(activity) };
    }),
  );
}

/** @returns the status in words; what a release that is over never came to is not "to come". */
export function rowWord(release: Release, { activity }: Row): Phrase {
  return isNeverReached(release, activity) ? say`not reached` : statusWord(activity.status);
}

/** @returns whether the release ended before this activity was tried. */
export function isNeverReached(release: Release, activity: Activity): boolean {
  return activity.status === 'pending' && isFinal(release.status);
}

/** @returns the activity that says most about the environment: the one that is not through, or the last. */
export function rowIn(release: Release, environment: EnvironmentName): Row | undefined {
  const rows = rowsOf(release).filter(
    ({ spec }) => spec.kind === 'deploy' && spec.environment === environment,
  );
  return rows.find(({ activity }) => activity.status !== 'succeeded') ?? rows.at(-1);
}
