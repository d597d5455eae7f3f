import { withdrawAttempt } from '../attempts.ts';
import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import { attemptsIn } from '../occupancy.ts';
import { isDirected, pinDetail } from '../seats.ts';
import { pickPlace } from '../targets.ts';

/** `/pin [env]`: the environment stays on what runs there until `/unpin` or `/promote`. */
export function commandPin(asked: Asked, command: Command & { name: 'pin' }): Answer {
  const { turn } = asked;
  const place = pickPlace(
    asked,
    command,
    (app, environment) => {
      const state = turn.environment(app, environment);
      return state.pin === null && state.pointer !== null;
    },
    () => tell('nothing-to-do', {}, ['/status']),
  );
  if (!place.ok) return place.answer;
  const { app, environments } = place.value;
  const refused = asked.permit(environments);
  if (refused) return refused;
  for (const environment of environments) {
    const state = turn.environment(app, environment);
    if (state.pin) return tell('already-pinned', pinDetail(turn, app, environment, state));
    if (!state.pointer) return refuse('no-rollback-target', { environments: [environment] });
    const pin = { release: state.pointer.release, ...asked.mark(command.reason) };
    turn.changeEnvironment(app, environment, { pin });
    const owed = attemptsIn(turn.state, app, environment, (attempt) => attempt.status === 'pending');
    for (const each of owed) if (!isDirected(each)) withdrawAttempt(turn, each.ref, 'environment-pinned');
  }
  const [first = ''] = environments;
  const detail = { ...pinDetail(turn, app, first, turn.environment(app, first)), environments };
  const next = environments.map((environment) => asked.say('unpin', { app, environment }));
  return done('pinned-now', { ...detail, filled: place.filled }, next);
}

/** `/unpin [env]`: deploys go on there by themselves again. */
export function commandUnpin(asked: Asked, command: Command & { name: 'unpin' }): Answer {
  const { turn } = asked;
  const place = pickPlace(
    asked,
    command,
    (app, environment) => turn.environment(app, environment).pin !== null,
    () => tell('not-pinned', {}, ['/status']),
  );
  if (!place.ok) return place.answer;
  const { app, environments } = place.value;
  const refused = asked.permit(environments);
  if (refused) return refused;
  const pinned = environments.filter((each) => turn.environment(app, each).pin !== null);
  const [first] = pinned;
  if (first === undefined) return tell('not-pinned', { environments }, ['/status']);
  const detail = pinDetail(turn, app, first, turn.environment(app, first));
  for (const environment of pinned) turn.changeEnvironment(app, environment, { pin: null });
  return done('unpinned', { ...detail, environments: pinned, filled: place.filled }, ['/status']);
}
