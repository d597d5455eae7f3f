import { endAttempt, findAttempt } from './attempts.ts';
import type { Completion, DispatchEffect, Effect, OwedEffect } from './effect.ts';
import { isWork } from './effect.ts';
import type { Seconds } from './instant.ts';
import { plus } from './instant.ts';
import type { Projections, Release } from './release.ts';
import { loadedRelease } from './state.ts';
import type { Turn } from './turn.ts';

/** How long an effect that did not go through rests before it is tried again. */
const REST: Seconds = 20;

/** Notes what came of effects (invariant 3). News of an effect that nobody owes any more is ignored. */
export function handlePerformed(turn: Turn, completions: readonly Completion[]): void {
  for (const completion of completions) {
    const owed = turn.state.repository.owed.find((each) => each.effect.id === completion.id);
    noteWritten(turn, owed?.effect, completion);
    if (owed?.turn === completion.turn) settleOwed(turn, owed, completion);
  }
}

function settleOwed(turn: Turn, owed: OwedEffect, completion: Completion): void {
  switch (completion.kind) {
    case 'done':
    case 'written':
      return turn.disown((effect) => effect.id === completion.id);
    case 'started':
      return noteStarted(turn, owed.effect, completion.run);
    case 'refused':
      if (!completion.permanent) return rest(turn, owed, false);
      if (owed.effect.kind === 'dispatch') return noteRefused(turn, owed.effect, completion.message);
      return turn.disown((effect) => effect.id === completion.id);
    case 'ambiguous':
      return rest(turn, owed, true);
  }
}

function rest(turn: Turn, owed: OwedEffect, doubtful: boolean): void {
  turn.changeOwed(owed.effect.id, (each) => ({
    ...each,
    leaseUntil: plus(turn.now, REST),
    ...(doubtful ? { doubtful: true as const } : {}),
  }));
}

function noteStarted(turn: Turn, effect: Effect, run: { id: string; url: string } | null): void {
  turn.disown((each) => each.id === effect.id);
  if (!isWork(effect)) return;
  const release = loadedRelease(turn.state, effect.app, effect.release);
  const attempt = release ? findAttempt(release, effect) : undefined;
  if (attempt?.status !== 'pending') return;
  turn.changeAttempt(effect, (each) => ({ ...each, status: 'running', ...(run ? { run } : {}) }));
}

function noteRefused(turn: Turn, effect: DispatchEffect, message: string): void {
  endAttempt(turn, effect, { status: 'failed', reason: 'dispatch-refused', detail: { message } });
}

/** Remembers ids and digests of what GitHub shows, also when the same was owed anew meanwhile. */
function noteWritten(turn: Turn, effect: Effect | undefined, completion: Completion): void {
  if (completion.kind !== 'written' || !effect || !('release' in effect) || isWork(effect)) return;
  if (!loadedRelease(turn.state, effect.app, effect.release)) return;
  const { digest, ref } = completion;
  turn.changeRelease(effect.app, effect.release, (release) => ({
    ...release,
    projections: withProjection(release, effect, digest, ref),
  }));
}

function withProjection(release: Release, effect: Effect, digest: string, ref: string | null): Projections {
  const projections = release.projections;
  switch (effect.kind) {
    case 'status':
      return { ...projections, statuses: { ...projections.statuses, [effect.environment]: digest } };
    case 'deployment':
      if (ref === null) return projections;
      return {
        ...projections,
        deployments: { ...projections.deployments, [effect.environment]: { id: ref, digest } },
      };
    case 'live-comment':
      if (ref === null) return projections;
      return { ...projections, comments: { ...projections.comments, [effect.pull]: { id: ref, digest } } };
    default:
      return projections;
  }
}
