import { withdrawAttempt } from '../attempts.ts';
import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import type { Lock } from '../environment.ts';
import { plus } from '../instant.ts';
import { attemptsIn } from '../occupancy.ts';
import type { AppName, EnvironmentName } from '../names.ts';
import { spellRelease } from '../names.ts';
import { lockDetail } from '../seats.ts';
import { pickPlace } from '../targets.ts';

type LockCommand = Command & { name: 'lock' };

/** `/lock [env] [--for 2h] --reason …`: a person holds the environment; owed dispatches are withdrawn (invariant 6). */
export function commandLock(asked: Asked, command: LockCommand): Answer {
  const { turn } = asked;
  const place = pickPlace(
    asked,
    command,
    (app, environment) => turn.environment(app, environment).lock === null,
    () => tell('already-locked', {}, ['/status']),
  );
  if (!place.ok) return place.answer;
  const { app, environments } = place.value;
  const refused = asked.permit(environments);
  if (refused) return refused;
  const held = environments.find((each) => turn.environment(app, each).lock !== null);
  if (held !== undefined) return alreadyLocked(asked, app, held);
  const withdrawn = environments.flatMap((each) => lockOne(asked, command, app, each));
  const out = environments.flatMap((each) => runningIn(asked, app, each));
  const [first = ''] = environments;
  const detail = {
    ...lockDetail(first, turn.environment(app, first)),
    environments,
    filled: place.filled,
    withdrawn,
    out,
  };
  const next = environments.map((environment) => asked.say('unlock', { app, environment }));
  return done('locked-now', detail, next);
}

/** @returns what was withdrawn, spelled for people. */
function lockOne(asked: Asked, command: LockCommand, app: AppName, environment: EnvironmentName): string[] {
  const { turn } = asked;
  const lock: Lock = {
    ...asked.mark(command.reason),
    ...(command.for === undefined ? {} : { until: plus(turn.now, command.for) }),
  };
  turn.changeEnvironment(app, environment, { lock });
  const owed = attemptsIn(turn.state, app, environment, (attempt) => attempt.status === 'pending');
  for (const { ref } of owed) withdrawAttempt(turn, ref, 'environment-locked');
  return owed.map(({ release }) => `${spellRelease(release, turn.severalApps)} ${environment}`);
}

function runningIn(asked: Asked, app: AppName, environment: EnvironmentName): string[] {
  const { turn } = asked;
  return attemptsIn(turn.state, app, environment, (attempt) => attempt.status === 'running').map(
    ({ release }) => `${spellRelease(release, turn.severalApps)} ${environment}`,
  );
}

/** A lock's refusal names its holder; the owner asking again is only told. */
function alreadyLocked(asked: Asked, app: AppName, environment: EnvironmentName): Answer {
  const state = asked.turn.environment(app, environment);
  const detail = lockDetail(environment, state);
  const next = [asked.say('unlock', { app, environment })];
  if (state.lock?.by.id === asked.actor.id) return tell('already-locked', detail, next);
  return refuse('environment-locked', detail, next);
}
