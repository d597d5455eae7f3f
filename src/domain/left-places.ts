import { isFinal } from './derive.ts';
import type { FormerDetail } from './detail.ts';
import type { AppName, EnvironmentName } from './names.ts';
import { environmentsOf, occupantOf } from './occupancy.ts';
import { own } from './own.ts';
import type { Policy } from './policy.ts';
import type { State } from './state.ts';
import { environmentState } from './state.ts';

/** @returns what holds the place: a person's lock, a pin, or an attempt at work; null: nothing does. */
export function holdOf(
  state: State,
  app: AppName,
  environment: EnvironmentName,
): FormerDetail['held'] | null {
  const { lock, pin } = environmentState(state, app, environment);
  if (occupantOf(state, app, environment)) return 'taken';
  if (lock) return 'locked';
  return pin ? 'pinned' : null;
}

/**
 * @returns places that the config does not name any more and that are still held, by app and environment: what people
 *   locked or pinned, and what is at work, is not undone by editing a file.
 */
export function leftPlaces(state: State, policy: Policy): readonly FormerDetail[] {
  return Object.keys(state.apps).flatMap((app) =>
    placesKnown(state, app).flatMap((environment) => {
      const held = isConfigured(policy, app, environment) ? null : holdOf(state, app, environment);
      return held === null ? [] : [{ app, environment, held }];
    }),
  );
}

/** @returns apps that the config does not name any more and of which something is not over, or held. */
export function leftApps(state: State, policy: Policy): readonly AppName[] {
  const held = new Set(leftPlaces(state, policy).map(({ app }) => app));
  const open = Object.values(state.releases).filter(({ status }) => !isFinal(status));
  for (const { app } of open) held.add(app);
  return Object.keys(state.apps).filter((app) => held.has(app) && !own(policy.apps, app));
}

/** @returns environments of an app that were touched, locked or pinned, or that its open releases go to. */
export function placesKnown(state: State, app: AppName): readonly EnvironmentName[] {
  const open = Object.values(state.releases).filter((each) => each.app === app && !isFinal(each.status));
  const touched = Object.keys(own(state.apps, app)?.environments ?? {});
  return [...new Set([...touched, ...open.flatMap(environmentsOf)])];
}

/** @returns whether the config still names both. */
export function isConfigured(policy: Policy, app: AppName, environment: EnvironmentName): boolean {
  return own(policy.apps, app) !== undefined && own(policy.environments, environment) !== undefined;
}
