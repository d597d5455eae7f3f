import { withdrawAttempt } from '../attempts.ts';
import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import type { Attempt } from '../attempt.ts';
import { attemptsIn } from '../occupancy.ts';
import type { AppName, EnvironmentName } from '../names.ts';
import { spellRelease } from '../names.ts';
import { pinDetail } from '../seats.ts';
import { pickPlace } from '../targets.ts';
import type { Turn } from '../turn.ts';

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
  const free = environments.filter((each) => turn.environment(app, each).pin === null);
  const [first] = free;
  if (first === undefined) {
    const [held = ''] = environments;
    return tell('already-pinned', pinDetail(turn, app, held, turn.environment(app, held)));
  }
  const empty = free.find((each) => turn.environment(app, each).pointer === null);
  if (empty !== undefined) return refuse('no-rollback-target', { environment: empty });
  const withdrawn = free.flatMap((each) => pinOne(asked, app, each, command.reason));
  const pinned = { ...pinDetail(turn, app, first, turn.environment(app, first)), environments: free };
  const detail = { ...pinned, withdrawn };
  const next = environments.map((environment) => asked.say('unpin', { app, environment }));
  return done('pinned-now', { ...detail, filled: place.filled }, next);
}

/** @returns what was withdrawn, spelled for people. */
function pinOne(asked: Asked, app: AppName, environment: EnvironmentName, reason?: string): string[] {
  const { turn } = asked;
  const { pointer } = turn.environment(app, environment);
  if (!pointer) return [];
  turn.changeEnvironment(app, environment, { pin: { release: pointer.release, ...asked.mark(reason) } });
  const owed = attemptsIn(turn.state, app, environment, (attempt) => attempt.status === 'pending');
  for (const { ref } of owed) withdrawAttempt(turn, ref, 'environment-pinned');
  return owed.map(({ release }) => `${spellRelease(release, turn.severalApps)} ${environment}`);
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
  const newer = pinned.find((each) => asked.isAfter(turn.environment(app, each).pin?.at));
  if (newer !== undefined) return asked.targetChanged(asked.say('unpin', { app, environment: newer }));
  const detail = pinDetail(turn, app, first, turn.environment(app, first));
  for (const environment of pinned) turn.changeEnvironment(app, environment, { pin: null });
  const going = pinned.flatMap((environment) => heldBack(turn, app, environment));
  return done('unpinned', { ...detail, environments: pinned, going, filled: place.filled }, ['/status']);
}

/** What the pin kept from an environment: whoever takes it away should know what comes. */
function heldBack(turn: Turn, app: AppName, environment: EnvironmentName): string[] {
  const isHeldBack = ({ status, waiting }: Attempt): boolean =>
    status === 'waiting' && waiting?.for === 'environment-pinned';
  return attemptsIn(turn.state, app, environment, isHeldBack).map(
    ({ release }) => `${spellRelease(release, turn.severalApps)} ${environment}`,
  );
}
