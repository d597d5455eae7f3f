import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import { isFinal, newestAttempt } from '../derive.ts';
import type { EnvironmentName } from '../names.ts';
import { environmentsOf } from '../occupancy.ts';
import { own } from '../own.ts';
import type { Release } from '../release.ts';
import { spellRelease } from '../names.ts';
import { loadedRelease } from '../state.ts';
import { lockDetail } from '../seats.ts';
import { environmentsNamed, pickRelease } from '../targets.ts';

/**
 * `/promote [vN] [env]`: starts a draft (CVX-S04, CVX-S05), or sends a release past a pin into an environment it
 * waits for; the pin goes, because a person has said what shall run there.
 */
export function commandPromote(asked: Asked, command: Command & { name: 'promote' }): Answer {
  const picked = pickRelease(
    asked,
    command,
    (summary, app) => {
      const release = loadedRelease(asked.turn.state, app, summary.number);
      return release !== undefined && (release.draft === true || pinnedPlaces(asked, release).length > 0);
    },
    () => tell('nothing-to-do', {}, ['/status', '/releases']),
  );
  if (!picked.ok) return picked.answer;
  const release = picked.value;
  const environments = placesFor(asked, release, command.environment);
  if (command.environment !== undefined && environments.length === 0) {
    const known = Object.keys(asked.policy.environments);
    return refuse('no-such-environment', { environment: command.environment, environments: known });
  }
  // A draft starts as a whole, whatever environment was named.
  const refused = asked.permit(release.draft ? environmentsOf(release) : environments);
  if (refused) return refused;
  if (isFinal(release.status)) return refuseFinal(asked, release, environments);
  if (release.draft) return activate(asked, release, picked.filled);
  return promote(asked, release, environments, picked.filled);
}

function placesFor(asked: Asked, release: Release, named: string | undefined): EnvironmentName[] {
  return named === undefined
    ? pinnedPlaces(asked, release)
    : environmentsNamed(asked.policy, release.app, named);
}

/** Environments where this release waits behind a pin. */
function pinnedPlaces(asked: Asked, release: Release): EnvironmentName[] {
  return waitingPlaces(release).filter(
    (environment) => asked.turn.environment(release.app, environment).pin !== null,
  );
}

function waitingPlaces(release: Release): EnvironmentName[] {
  return release.phases.flatMap((phase, index) =>
    phase.activities.flatMap((activity) => {
      const spec = release.spec.process.phases[index]?.activities.find((each) => each.name === activity.name);
      const waits = newestAttempt(activity)?.status === 'waiting';
      return spec?.kind === 'deploy' && waits ? [spec.environment] : [];
    }),
  );
}

function activate(asked: Asked, release: Release, filled: readonly string[]): Answer {
  asked.turn.changeRelease(release.app, release.number, ({ draft: _draft, ...each }) => each);
  const name = spellRelease(release, asked.turn.severalApps);
  const next = [asked.say('info', { app: release.app, release: release.number })];
  return done('release-activated', { release: name, filled }, next);
}

function promote(
  asked: Asked,
  release: Release,
  environments: readonly EnvironmentName[],
  filled: readonly string[],
): Answer {
  const { turn } = asked;
  const name = spellRelease(release, turn.severalApps);
  if (environments.length === 0) return tell('nothing-to-do', { release: name }, ['/status']);
  const waiting = waitingPlaces(release);
  const far = environments.find((environment) => !waiting.includes(environment));
  if (far !== undefined) {
    return refuse('release-not-reached', { release: name, environment: far }, ['/status']);
  }
  const locked = environments.find((environment) => turn.environment(release.app, environment).lock);
  if (locked !== undefined) {
    const unlock = asked.say('unlock', { app: release.app, environment: locked });
    return refuse('environment-locked', lockDetail(locked, turn.environment(release.app, locked)), [unlock]);
  }
  for (const environment of environments) {
    turn.changeEnvironment(release.app, environment, { pin: null });
    turn.changeRelease(release.app, release.number, (each) => ({
      ...each,
      promoted: { ...each.promoted, [environment]: asked.mark() },
    }));
  }
  return done('promoted', { release: name, environments, filled }, ['/status']);
}

/** What is over does not start any more, a draft least of all; the answer says what does. */
function refuseFinal(asked: Asked, release: Release, environments: readonly EnvironmentName[]): Answer {
  const { app, number, status, spec } = release;
  const name = spellRelease(release, asked.turn.severalApps);
  const next = {
    failed: () => [asked.say('retry', { app, release: number })],
    aborted: () => [asked.say('retry', { app, release: number })],
    superseded: () => [asked.say('release', { app, more: spec.sha.slice(0, 12) })],
  };
  const rollback = (): string[] =>
    environments.map((environment) => asked.say('rollback', { app, release: number, environment }));
  return refuse('release-final', { release: name, found: status }, (own(next, status) ?? rollback)());
}
