import { stopAttempt } from '../attempts.ts';
import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import { isFinal, liveAttempts } from '../derive.ts';
import { environmentsOf } from '../occupancy.ts';
import { spellRelease } from '../names.ts';
import { attemptRefs } from '../supersede.ts';
import { pickRelease } from '../targets.ts';

/**
 * `/abort [vN] --reason …`: nothing new starts; what runs is cancelled, and the release is aborted once no admitted run
 * can still live (invariant 5). `--force` does not wait for that.
 */
export function commandAbort(asked: Asked, command: Command & { name: 'abort' }): Answer {
  const { turn } = asked;
  const picked = pickRelease(
    asked,
    command,
    (summary) => !isFinal(summary.status),
    () => tell('nothing-to-do', {}, ['/releases']),
  );
  if (!picked.ok) return picked.answer;
  const release = picked.value;
  const name = spellRelease(release, turn.severalApps);
  const refused = asked.permit(environmentsOf(release));
  if (refused) return refused;
  if (isFinal(release.status)) return refuse('release-final', { release: name, found: release.status });
  turn.changeRelease(release.app, release.number, (each) => ({
    ...each,
    // Said again, it may end more by `--force`; who ended it first, and why, stays.
    abort: each.abort ?? asked.mark(command.reason),
  }));
  const note = command.reason === undefined ? {} : { note: command.reason };
  const ending = { status: 'aborted', reason: 'aborted', by: asked.actor, ...note } as const;
  for (const { ref } of attemptRefs(release)) stopAttempt(turn, ref, ending, command.force);
  const after = turn.release(release.app, release.number) ?? release;
  const out = liveAttempts(after).length > 0;
  const detail = { release: name, by: asked.actor.login, filled: picked.filled };
  const reason = command.reason === undefined ? {} : { reason: command.reason };
  const next = [asked.say('retry', { app: release.app, release: release.number })];
  return done(out ? 'abort-requested' : 'aborted-now', { ...detail, ...reason }, out ? ['/status'] : next);
}
