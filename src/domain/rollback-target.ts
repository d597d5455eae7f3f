import { refuse } from './answers.ts';
import type { Asked } from './asked.ts';
import type { EnvironmentState, Success } from './environment.ts';
import type { AppName, EnvironmentName, ReleaseNumber } from './names.ts';
import type { Release } from './release.ts';
import { spellRelease } from './names.ts';
import { deployAttempts } from './occupancy.ts';
import type { Picked } from './targets.ts';

/** @returns what was last put into the environment, whether it succeeded or not. */
export function currentRelease(environment: EnvironmentState): ReleaseNumber | null {
  return environment.lastTouch?.release ?? environment.pointer?.release ?? null;
}

/**
 * Finds the release to go back to. Named: it must have succeeded in each of the environments. Not named: the newest
 * that succeeded there, other than the last touch, never one that was rolled away from (C-07).
 */
export function chooseTarget(
  asked: Asked,
  app: AppName,
  environments: readonly EnvironmentName[],
  named: ReleaseNumber | undefined,
): Picked<Release> {
  if (named !== undefined) return namedTarget(asked, app, environments, named);
  const pinned = environments.find((each) => asked.turn.environment(app, each).pin !== null);
  if (pinned !== undefined) return refusedTarget(alreadyPinned(asked, app, pinned));
  const targets = environments.map((environment) => ({
    environment,
    number: candidatesIn(asked, app, environment)[0]?.release,
  }));
  const differ = new Set(targets.map((each) => each.number)).size > 1;
  if (differ) return refusedTarget(targetsDiffer(asked, app, targets));
  const number = targets[0]?.number;
  const release = number === undefined ? null : asked.turn.release(app, number);
  if (!release) return refusedTarget(refuse('no-rollback-target', { environments }));
  return changedSince(asked, release, environments) ?? { ok: true, value: release, filled: [] };
}

/**
 * @returns releases that may be gone back to by default, newest first; what a rollback brought back is no way further
 * back, under whatever number it ran before (C-07).
 */
export function candidatesIn(asked: Asked, app: AppName, name: EnvironmentName): readonly Success[] {
  const environment = asked.turn.environment(app, name);
  const current = currentRelease(environment);
  const { pointer } = environment;
  const running = pointer?.release === current ? asked.turn.release(app, pointer.release) : null;
  const copied = running?.spec.rollback ? running.spec.sha : null;
  return environment.successes.filter(
    (each) => each.release !== current && each.sha !== copied && !each.left,
  );
}

function namedTarget(
  asked: Asked,
  app: AppName,
  environments: readonly EnvironmentName[],
  number: ReleaseNumber,
): Picked<Release> {
  const release = asked.turn.release(app, number);
  const name = spellRelease({ app, number }, asked.turn.severalApps);
  if (!release) return refusedTarget(refuse('no-such-release', { release: name, app }, ['/releases']));
  const unproven = environments.find((environment) => !succeededIn(release, environment));
  if (unproven !== undefined) {
    const candidates = commandsFor(asked, app, unproven);
    const detail = { release: name, environment: unproven, candidates };
    return refusedTarget(refuse('never-succeeded-there', detail, candidates));
  }
  const there = environments.find(
    (environment) => asked.turn.environment(app, environment).lastTouch?.release === number,
  );
  if (there !== undefined && isRunning(asked, app, there, number)) {
    return refusedTarget(refuse('already-running-there', { release: name, environment: there }, ['/status']));
  }
  return { ok: true, value: release, filled: [] };
}

function succeededIn(release: Release, environment: EnvironmentName): boolean {
  return deployAttempts(release).some(
    ({ spec, attempt }) => spec.environment === environment && attempt.status === 'succeeded',
  );
}

function isRunning(asked: Asked, app: AppName, environment: EnvironmentName, number: number): boolean {
  const { lastTouch, pointer } = asked.turn.environment(app, environment);
  return pointer?.release === number && lastTouch?.outcome === 'succeeded';
}

function alreadyPinned(asked: Asked, app: AppName, environment: EnvironmentName) {
  const { pin } = asked.turn.environment(app, environment);
  const candidates = commandsFor(asked, app, environment);
  const detail = {
    environment,
    candidates,
    ...(pin
      ? {
          other: spellRelease({ app, number: pin.release }, asked.turn.severalApps),
          by: pin.by.login,
          since: pin.at,
        }
      : {}),
  };
  return refuse('pinned-by-rollback', detail, candidates);
}

function commandsFor(asked: Asked, app: AppName, environment: EnvironmentName): string[] {
  return candidatesIn(asked, app, environment)
    .slice(0, 5)
    .map((each) => asked.again({ app, release: each.release, environment }));
}

function targetsDiffer(
  asked: Asked,
  app: AppName,
  targets: readonly { environment: EnvironmentName; number: ReleaseNumber | undefined }[],
) {
  const candidates = targets.flatMap(({ environment, number }) =>
    number === undefined ? [] : [asked.again({ app, release: number, environment })],
  );
  const environments = targets.map((each) => each.environment);
  return refuse('rollback-targets-differ', { environments, candidates }, candidates);
}

/** An implied target is what was newest when the comment was written (invariant 10). */
function changedSince(
  asked: Asked,
  release: Release,
  environments: readonly EnvironmentName[],
): Picked<Release> | null {
  const changed = environments.find((each) => {
    const { lastTouch, pointer } = asked.turn.environment(release.app, each);
    return asked.isAfter(lastTouch?.at) || asked.isAfter(pointer?.at);
  });
  if (changed === undefined) return null;
  const explicit = asked.again({
    app: release.app,
    release: release.number,
    environment: changed,
  });
  return refusedTarget(asked.targetChanged(explicit));
}

function refusedTarget(answer: ReturnType<typeof refuse>): Picked<Release> {
  return { ok: false, answer };
}
