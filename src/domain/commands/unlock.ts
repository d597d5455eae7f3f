import { cancelAttempt, endAttempt } from '../attempts.ts';
import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import type { Detail } from '../detail.ts';
import type { RunState } from '../input.ts';
import type { DeployAttempt } from '../occupancy.ts';
import { occupantOf } from '../occupancy.ts';
import type { AppName, EnvironmentName } from '../release.ts';
import { spellRelease } from '../release.ts';
import { isInGrace } from '../run-outcome.ts';
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
  const answers = environments.map((environment) => unlockOne(asked, command, app, environment));
  const answer =
    answers.find((each) => each.kind === 'refused') ??
    answers.find((each) => each.kind === 'done') ??
    answers[0] ??
    tell('nothing-to-unlock');
  return { ...answer, detail: { ...answer.detail, filled: place.filled } };
}

function unlockOne(asked: Asked, command: Unlock, app: AppName, environment: EnvironmentName): Answer {
  const { turn } = asked;
  const before = turn.environment(app, environment);
  const occupant = occupantOf(turn.state, app, environment);
  if (before.lock) turn.changeEnvironment(app, environment, { lock: null });
  const freed = occupant ? free(asked, command, occupant) : null;
  if (freed && freed.code !== 'run-alive') return freed;
  if (before.lock) return done('lock-removed', lockDetail(environment, before), ['/status']);
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
  const end = { reason: 'unlocked-by-person', by: asked.actor } as const;
  const runId = run?.id ?? occupant.attempt.run?.id;
  if (isAlive && occupant.attempt.admitted && !command.force && runId !== undefined) {
    const note = command.reason === undefined ? {} : { note: command.reason };
    cancelAttempt(turn, occupant.ref, runId, { status: 'failed', ...end, ...note });
    return done('cancel-requested', detail, ['/status']);
  }
  endAttempt(turn, occupant.ref, { status: 'failed', ...end, detail });
  // What was not admitted is refused at the fence; cancelling it only spares the runner.
  if (isAlive && runId !== undefined) oweCancel(asked, occupant, runId);
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

function oweCancel(asked: Asked, { ref }: DeployAttempt, run: string): void {
  const { app, release, activity, attempt } = ref;
  asked.turn.owe({
    kind: 'cancel',
    id: `cancel:${app}/${release}/${activity}/${attempt}`,
    app,
    release,
    activity,
    attempt,
    run,
  });
}
