import { stopAttempt } from '../attempts.ts';
import { done, refuse } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import { addRelease } from '../create-release.ts';
import type { Answer } from '../decision.ts';
import type { MoveDetail } from '../detail.ts';
import { occupantOf } from '../occupancy.ts';
import type { AppName, EnvironmentName } from '../names.ts';
import type { Release } from '../release.ts';
import { spellRelease } from '../names.ts';
import { copySpec, skippedFor } from '../rollback-spec.ts';
import { chooseTarget, currentRelease } from '../rollback-target.ts';
import { lockDetail, occupantDetail } from '../seats.ts';
import { vouch } from '../traces.ts';
import { environmentsNamed, environmentsOfPhase, phasesOf, pickApp } from '../targets.ts';

/**
 * `/rollback [vN] [env]`: a new release with the commit, outputs, config vars and inputs of one that succeeded there,
 * deployed at once, and a pin that keeps it there (CVX-S14, CVX-S15, AKK-S11…S15; C-06, C-07).
 */
export function commandRollback(asked: Asked, command: Command & { name: 'rollback' }): Answer {
  const app = pickApp(asked, command.release?.app ?? command.app);
  if (!app.ok) return app.answer;
  const environments = placesFor(asked, app.value, command.environment);
  if (environments.length === 0) return noPlace(asked, command.environment);
  const refused = asked.permit(environments) ?? lockedPlace(asked, app.value, environments);
  if (refused) return refused;
  const target = chooseTarget(asked, app.value, environments, command.release?.number);
  if (!target.ok) return target.answer;
  const unfit = unfitWorkflow(asked, target.value, environments);
  if (unfit !== undefined) return refuse('workflow-unfit', { name: unfit });
  vouch(asked.turn);
  const busy = clearPlaces(asked, target.value, environments, command.cancel);
  if (busy) return busy;
  const created = create(asked, target.value, environments, command.reason);
  const filled = [...app.filled, ...filledIn(asked, command, target.value, environments)];
  return answer(asked, { created, target: target.value, environments, filled });
}

/** Default environments: those of the last phase that deploys. */
function placesFor(asked: Asked, app: AppName, named: string | undefined): EnvironmentName[] {
  const { policy } = asked;
  if (named !== undefined) return environmentsNamed(policy, app, named);
  const deploying = phasesOf(policy, app).findLast((phase) =>
    phase.activities.some((each) => each.kind === 'deploy'),
  );
  return environmentsOfPhase(policy, deploying);
}

function noPlace(asked: Asked, named: string | undefined): Answer {
  if (named === undefined) return refuse('no-environments');
  const environments = Object.keys(asked.policy.environments);
  return refuse('no-such-environment', { environment: named, environments });
}

function lockedPlace(asked: Asked, app: AppName, environments: readonly EnvironmentName[]): Answer | null {
  const locked = environments.find((each) => asked.turn.environment(app, each).lock !== null);
  if (locked === undefined) return null;
  const unlock = asked.say('unlock', { app, environment: locked });
  return refuse('environment-locked', lockDetail(locked, asked.turn.environment(app, locked)), [unlock]);
}

/**
 * Without a policy that can be read nobody has looked at the workflows: one that lacks our step would deploy past the
 * fence, and the rollback would only wait for the config that it is to do without.
 */
function unfitWorkflow(
  { turn }: Asked,
  target: Release,
  environments: readonly EnvironmentName[],
): string | undefined {
  const { policy, last } = turn.rules();
  if (policy !== null) return undefined;
  const workflows = target.spec.process.phases
    .flatMap((phase) => phase.activities)
    .flatMap((each) =>
      each.kind === 'deploy' && environments.includes(each.environment) ? [each.workflow] : [],
    );
  return workflows.find((workflow) => last?.startable.includes(workflow) !== true);
}

/** If a release is at work there: refuse and offer `--cancel`; with it, end that work first (invariant 5). */
function clearPlaces(
  asked: Asked,
  target: Release,
  environments: readonly EnvironmentName[],
  cancel: boolean,
): Answer | null {
  const { turn } = asked;
  const busy = environments.flatMap((each) => occupantOf(turn.state, target.app, each) ?? []);
  const [first] = busy;
  if (first && !cancel) {
    const environment = environments.length === 1 ? environments[0] : undefined;
    const again = asked.say('rollback', {
      app: target.app,
      release: target.number,
      ...(environment === undefined ? {} : { environment }),
      more: '--cancel',
    });
    return refuse('release-at-work', occupantDetail(turn, first), [again]);
  }
  for (const { ref } of busy) {
    stopAttempt(turn, ref, { status: 'aborted', reason: 'cancelled-by-rollback', by: asked.actor });
  }
  return null;
}

function create(
  asked: Asked,
  target: Release,
  environments: readonly EnvironmentName[],
  reason: string | undefined,
): Release {
  const { turn } = asked;
  const from = Object.fromEntries(
    environments.map((each) => [each, currentRelease(turn.environment(target.app, each))]),
  );
  const spec = copySpec(asked, target, { to: target.number, from, reason });
  const created = addRelease(turn, target.app, spec);
  turn.changeRelease(created.app, created.number, (release) => skippedFor(release, environments));
  for (const environment of environments) pin(asked, created, environment, reason);
  return created;
}

function pin(asked: Asked, created: Release, environment: EnvironmentName, reason: string | undefined): void {
  const before = asked.turn.environment(created.app, environment);
  const left = currentRelease(before);
  asked.turn.changeEnvironment(created.app, environment, {
    pin: { release: created.number, ...asked.mark(reason) },
    successes: before.successes.map((each) => (each.release === left ? { ...each, left: true } : each)),
  });
}

function filledIn(
  asked: Asked,
  command: Command & { name: 'rollback' },
  target: Release,
  environments: readonly EnvironmentName[],
): string[] {
  const release = command.release ? [] : [`release ${spellRelease(target, asked.turn.severalApps)}`];
  const place = command.environment === undefined ? [`environment ${environments.join(', ')}`] : [];
  return [...release, ...place];
}

function answer(
  asked: Asked,
  made: { created: Release; target: Release; environments: readonly EnvironmentName[]; filled: string[] },
): Answer {
  const { created, target, environments, filled } = made;
  const several = asked.turn.severalApps;
  const release = spellRelease(created, several);
  const moves: MoveDetail[] = environments.map((environment) => {
    const from = created.spec.rollback?.from[environment] ?? null;
    return {
      environment,
      from: from === null ? null : spellRelease({ app: created.app, number: from }, several),
      to: release,
    };
  });
  const detail = { release, other: spellRelease(target, several), environments, moves, filled };
  const next = environments.map((environment) => asked.say('unpin', { app: created.app, environment }));
  return done('rollback-created', { ...detail, sha: created.spec.sha }, ['/status', ...next]);
}
