import { withdrawAttempt } from '../attempts.ts';
import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import { isFinal } from '../derive.ts';
import { environmentsOf } from '../occupancy.ts';
import { spellRelease } from '../names.ts';
import { loadedRelease } from '../state.ts';
import { attemptRefs } from '../supersede.ts';
import { pickRelease } from '../targets.ts';

/** `/hold [vN]`: a person pauses the release; owed dispatches are withdrawn, what runs comes to its end. */
export function commandHold(asked: Asked, command: Command & { name: 'hold' }): Answer {
  const { turn } = asked;
  const picked = pickRelease(
    asked,
    command,
    (summary, app) => !isFinal(summary.status) && !loadedRelease(turn.state, app, summary.number)?.hold,
    () => tell('nothing-to-do', {}, ['/releases']),
  );
  if (!picked.ok) return picked.answer;
  const release = picked.value;
  const name = spellRelease(release, turn.severalApps);
  const refused = asked.permit(environmentsOf(release));
  if (refused) return refused;
  if (isFinal(release.status)) return refuse('release-final', { release: name, found: release.status });
  const next = [asked.say('resume', { app: release.app, release: release.number })];
  if (release.hold) {
    const { by, at } = release.hold;
    return tell('already-held', { release: name, by: by.login, since: at }, next);
  }
  turn.changeRelease(release.app, release.number, (each) => ({ ...each, hold: asked.mark(command.reason) }));
  const refs = attemptRefs(release);
  const owed = refs.filter((each) => each.status === 'pending');
  for (const { ref } of owed) withdrawAttempt(turn, ref, 'on-hold');
  const detail = {
    release: name,
    by: asked.actor.login,
    withdrawn: owed.map(({ ref }) => `${name} ${ref.activity}`),
    out: refs.filter((each) => each.status === 'running').map(({ ref }) => `${name} ${ref.activity}`),
    ...(command.reason === undefined ? {} : { reason: command.reason }),
  };
  return done('held', { ...detail, filled: picked.filled }, next);
}

/** `/resume [vN]`: the release goes on. */
export function commandResume(asked: Asked, command: Command & { name: 'resume' }): Answer {
  const { turn } = asked;
  const picked = pickRelease(
    asked,
    command,
    (summary, app) => loadedRelease(turn.state, app, summary.number)?.hold !== undefined,
    () => tell('not-held', {}, ['/status']),
  );
  if (!picked.ok) return picked.answer;
  const release = picked.value;
  const refused = asked.permit(environmentsOf(release));
  if (refused) return refused;
  const detail = { release: spellRelease(release, turn.severalApps), filled: picked.filled };
  if (!release.hold) return tell('not-held', detail, ['/status']);
  turn.changeRelease(release.app, release.number, ({ hold: _hold, ...each }) => each);
  return done('resumed', detail, [asked.say('info', { app: release.app, release: release.number })]);
}
