import { endAttempt } from './attempts.ts';
import type { AttemptStatus } from './attempt.ts';
import type { ReleaseNumber } from './names.ts';
import type { Release } from './release.ts';
import { spellRelease } from './names.ts';
import type { AttemptRef } from './effect.ts';
import type { Turn } from './turn.ts';

/** @returns every attempt of the release with its reference, oldest first. */
export function attemptRefs(release: Release): { ref: AttemptRef; status: AttemptStatus }[] {
  return release.phases.flatMap((phase) =>
    phase.activities.flatMap((activity) =>
      activity.attempts.map((attempt) => ({
        ref: {
          app: release.app,
          release: release.number,
          activity: activity.name,
          attempt: attempt.number,
        },
        status: attempt.status,
      })),
    ),
  );
}

/** A newer release took this one's place: what has not started never will; what runs comes to its own end. */
export function supersede(turn: Turn, release: Release, by: ReleaseNumber | null): void {
  const current = turn.changeRelease(release.app, release.number, (each) => ({
    ...each,
    superseded: each.superseded ?? { by, at: turn.now },
  }));
  const other =
    by === null ? {} : { other: spellRelease({ app: release.app, number: by }, turn.severalApps) };
  for (const { ref, status } of attemptRefs(current)) {
    if (status !== 'waiting' && status !== 'pending') continue;
    endAttempt(turn, ref, { status: 'aborted', reason: 'superseded', detail: other });
  }
}
