import { endAttempt, withdrawAttempt } from './attempts.ts';
import type { Release, ReleaseNumber } from './release.ts';
import type { AttemptRef } from './effect.ts';
import type { Turn } from './turn.ts';

/** @returns every attempt of the release with its reference, oldest first. */
export function attemptRefs(release: Release): { ref: AttemptRef; status: string }[] {
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
  turn.changeRelease(release.app, release.number, (each) => ({
    ...each,
    superseded: { by, at: turn.now },
  }));
  stopUnstarted(turn, release, 'superseded');
}

/** Ends waiting attempts and takes back those whose dispatch is still owed. */
export function stopUnstarted(turn: Turn, release: Release, reason: 'superseded' | 'aborted'): void {
  for (const { ref, status } of attemptRefs(release)) {
    if (status === 'waiting') endAttempt(turn, ref, { status: 'aborted', reason });
    if (status === 'pending') withdrawAttempt(turn, ref, reason);
  }
}
