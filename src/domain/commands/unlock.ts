import { stopAttempt } from '../attempts.ts';
import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import type { Detail } from '../detail.ts';
import type { RunState } from '../input.ts';
import type { DeployAttempt } from '../occupancy.ts';
import { occupantOf } from '../occupancy.ts';
import type { AppName, EnvironmentName } from '../names.ts';
import { spellRelease } from '../names.ts';
import { isInGrace, noteRun } from '../run-outcome.ts';
import { lockDetail, occupantDetail } from '../seats.ts';
import { pickPlace } from '../targets.ts';
import { lookUp } from '../tick.ts';

type Unlock = Command & { name: 'unlock' };

/**
 * `/unlock [env]`: ends what a dead run left, and removes a person's lock (KUS-S14, KUS-S15, C-11). Only the attempt
 * in that environment becomes failed; whether its run lives is asked of GitHub first.
 */
export function commandUnlock(asked: Asked, command: Unlock): Answer {
  const { turn } = asked;
  const place = pickPlace(
    asked,
    command,
    (app, environment) =>
      turn.environment(app, environment).lock !== null ||
      occupantOf(turn.state, app, environment) !== undefined,
    () => tell('nothing-to-unlock', {}, ['/status']),
  );
  if (!place.ok) return place.answer;
  const { app, environments } = place.value;
  const refused = asked.permit(environments);
  if (refused) return refused;
  const newer = environments.find((each) => hasNewer(asked, app, each));
  if (newer !== undefined) return asked.targetChanged(asked.say('unlock', { app, environment: newer }));
  const answers = environments.map((environment) => unlockOne(asked, command, app, environment));
  const answer =
    answers.find((each) => each.kind === 'refused') ??
    answers.find((each) => each.kind === 'done') ??
    answers[0] ??
    tell('nothing-to-unlock');
  return { ...answer, detail: { ...answer.detail, filled: place.filled } };
}

/** A lock or an attempt that came after the command was written is not what was meant (attack A21). */
function hasNewer(asked: Asked, app: AppName, environment: EnvironmentName): boolean {
  const { lock } = asked.turn.environment(app, environment);
  const occupant = occupantOf(asked.turn.state, app, environment);
  return asked.isAfter(lock?.at) || asked.isAfter(occupant?.attempt.dispatchedAt);
}

function unlockOne(asked: Asked, command: Unlock, app: AppName, environment: EnvironmentName): Answer {
  const { turn } = asked;
  const before = turn.environment(app, environment);
  const occupant = occupantOf(turn.state, app, environment);
  if (before.lock) turn.changeEnvironment(app, environment, { lock: null });
  const freed = occupant ? free(asked, command, occupant) : null;
  if (freed && freed.code !== 'run-alive') return freed;
  if (before.lock) {
    const why = command.reason === undefined ? {} : { undoneBecause: command.reason };
    return done('lock-removed', { ...lockDetail(environment, before), ...why }, ['/status']);
  }
  return freed ?? tell('nothing-to-unlock', { environment }, ['/status']);
}

/** Ends the attempt that holds the environment, unless its run lives and nobody said that it may be ended. */
function free(asked: Asked, command: Unlock, occupant: DeployAttempt): Answer {
  const { turn } = asked;
  const run = lookUp(turn, occupant);
  const detail: Detail = {
    ...occupantDetail(turn, occupant),
    release: spellRelease(occupant.release, turn.severalApps),
    by: asked.actor.login,
    ...(command.reason === undefined ? {} : { reason: command.reason }),
  };
  const isAlive = livesOn(asked, occupant, run);
  if (isAlive && !command.cancel && !command.force) return refuseAlive(asked, occupant, detail);
  if (run) noteRun(turn, occupant, run);
  const note = command.reason === undefined ? {} : { note: command.reason };
  const ending = { status: 'failed', reason: 'unlocked-by-person', by: asked.actor, ...note } as const;
  stopAttempt(turn, occupant.ref, ending, command.force || !isAlive);
  const isFree = occupantOf(turn.state, occupant.release.app, occupant.spec.environment) === undefined;
  if (!isFree) return done('cancel-requested', detail, ['/status']);
  const { app, release } = occupant.ref;
  return done('unlocked', detail, [asked.say('retry', { app, release }), '/status']);
}

function livesOn(asked: Asked, { attempt }: DeployAttempt, run: RunState | null): boolean {
  if (run) return run.status !== 'completed';
  return attempt.admitted === undefined && isInGrace(asked.turn, attempt);
}

function refuseAlive(asked: Asked, { ref, spec }: DeployAttempt, detail: Detail): Answer {
  const about = { app: ref.app, environment: spec.environment };
  return refuse('run-alive', detail, [asked.say('unlock', { ...about, more: '--cancel' })]);
}
