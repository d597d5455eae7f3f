import { refuse } from './answers.ts';
import type { Asked } from './asked.ts';
import type { Answer } from './decision.ts';
import { selectEnvironments } from './create-release.ts';
import { leftApps, leftPlaces } from './left-places.ts';
import { own } from './own.ts';
import type { PhasePolicy, Policy } from './policy.ts';
import type { AppName, EnvironmentName } from './names.ts';
import type { Release, ReleaseSummary } from './release.ts';
import type { ReleaseArg } from './command.ts';
import { appState } from './state.ts';

/**
 * What a command is about. An omitted app, release or environment is filled in only if exactly one value makes the
 * command possible; otherwise the answer lists the candidates as commands (design, section 7).
 */
export type Picked<T> =
  | { readonly ok: true; readonly value: T; readonly filled: readonly string[] }
  | { readonly ok: false; readonly answer: Answer };

/** An app and environments of it. */
export interface Place {
  readonly app: AppName;
  readonly environments: readonly EnvironmentName[];
}

/**
 * @param apps those that may be meant: the config's, unless told.
 * @returns the app that was named, or the only one there is.
 */
export function pickApp(
  asked: Asked,
  named: AppName | undefined,
  apps: readonly AppName[] = Object.keys(asked.policy.apps),
): Picked<AppName> {
  if (named !== undefined) {
    if (apps.includes(named)) return { ok: true, value: named, filled: [] };
    return { ok: false, answer: refuse('no-such-app', { app: named, candidates: apps }) };
  }
  const possible = narrowByPull(asked, apps);
  const [only] = possible;
  if (only !== undefined && possible.length === 1) {
    return { ok: true, value: only, filled: apps.length > 1 ? [`app ${only}`] : [] };
  }
  const candidates = apps.map((app) => asked.again({ app }));
  return { ok: false, answer: refuse('which-app', { candidates }, candidates) };
}

/**
 * @param possible whether the command makes sense in this environment of this app.
 * @param none the answer when it makes sense nowhere.
 */
export function pickPlace(
  asked: Asked,
  named: { readonly app?: AppName | undefined; readonly environment?: string | undefined },
  possible: (app: AppName, environment: EnvironmentName) => boolean,
  none: () => Answer,
): Picked<Place> {
  if (named.environment !== undefined) return pickNamedPlace(asked, named.app, named.environment);
  const apps = possibleApps(asked, named.app);
  if (!apps.ok) return apps;
  const places = apps.value.flatMap((app) =>
    knownEnvironments(asked, app)
      .filter((environment) => possible(app, environment))
      .map((environment) => ({ app, environments: [environment] })),
  );
  const [only] = places;
  if (!only) return { ok: false, answer: none() };
  if (places.length === 1) {
    return { ok: true, value: only, filled: [`environment ${only.environments.join(', ')}`] };
  }
  const candidates = places.map(({ app, environments }) =>
    asked.again({ app, environment: environments.join() }),
  );
  return { ok: false, answer: refuse('which-environment', { candidates }, candidates) };
}

/** @returns the environments that a name stands for: one by name, or all of a phase (design, section 7). */
export function environmentsNamed(policy: Policy, app: AppName, name: string): EnvironmentName[] {
  if (own(policy.environments, name)) return [name];
  return environmentsOfPhase(
    policy,
    phasesOf(policy, app).find((each) => each.name === name),
  );
}

/** @returns the phases of the app's process, as policy has it now. */
export function phasesOf(policy: Policy, app: AppName): readonly PhasePolicy[] {
  return own(policy.processes, own(policy.apps, app)?.process ?? '')?.phases ?? [];
}

/** @returns the environments that a phase deploys to, each once. */
export function environmentsOfPhase(policy: Policy, phase: PhasePolicy | undefined): EnvironmentName[] {
  const found = (phase?.activities ?? []).flatMap((each) =>
    each.kind === 'deploy' ? selectEnvironments(policy.environments, each.to).map((one) => one.name) : [],
  );
  return [...new Set(found)];
}

/**
 * @param possible whether the command makes sense for this release; only asked when none was named.
 * @param none the answer when it makes sense for none.
 */
export function pickRelease(
  asked: Asked,
  named: { readonly app?: AppName | undefined; readonly release?: ReleaseArg | undefined },
  possible: (summary: ReleaseSummary, app: AppName) => boolean,
  none: () => Answer,
): Picked<Release> {
  const { release } = named;
  const appName = release?.app ?? named.app;
  if (release !== undefined) return pickNamedRelease(asked, appName, release);
  const apps = possibleApps(asked, appName);
  if (!apps.ok) return apps;
  const found = apps.value.flatMap((app) =>
    appState(asked.turn.state, app)
      .summaries.filter((summary) => possible(summary, app))
      .map((summary) => ({ app, number: summary.number })),
  );
  const [only] = found;
  if (!only) return { ok: false, answer: none() };
  if (found.length > 1) return { ok: false, answer: whichRelease(asked, found) };
  const record = asked.turn.release(only.app, only.number);
  if (!record) return { ok: false, answer: none() };
  const spelled = asked.again({ app: only.app, release: only.number });
  if (asked.isAfter(record.spec.createdAt)) return { ok: false, answer: asked.targetChanged(spelled) };
  return { ok: true, value: record, filled: [`release ${spelled.split(' ')[1] ?? ''}`] };
}

/** @returns the config's apps, and those that left it while something of them is not over: they must stay reachable. */
export function reachableApps({ policy, turn }: Asked): readonly AppName[] {
  return [...Object.keys(policy.apps), ...leftApps(turn.state, policy)];
}

/** @returns the named app alone, or all that may be meant. */
function possibleApps(asked: Asked, named: AppName | undefined): Picked<readonly AppName[]> {
  if (named === undefined) {
    return { ok: true, value: narrowByPull(asked, reachableApps(asked)), filled: [] };
  }
  const app = pickApp(asked, named, reachableApps(asked));
  return app.ok ? { ok: true, value: [app.value], filled: [] } : app;
}

function whichRelease(asked: Asked, found: readonly { app: AppName; number: number }[]): Answer {
  const candidates = found.slice(0, 10).map((each) => asked.again({ app: each.app, release: each.number }));
  return refuse('which-release', { candidates }, candidates);
}

function pickNamedRelease(asked: Asked, appName: AppName | undefined, arg: ReleaseArg): Picked<Release> {
  const app = pickApp(asked, appName, reachableApps(asked));
  if (!app.ok) return app;
  const release = asked.turn.release(app.value, arg.number);
  if (release) return { ok: true, value: release, filled: app.filled };
  const newest = appState(asked.turn.state, app.value).nextNumber - 1;
  const candidates = newest > 0 ? [asked.say('releases', { app: app.value })] : [];
  const detail = {
    release: `v${arg.number}`,
    app: app.value,
    ...(newest > 0 ? { other: `v${newest}` } : {}),
  };
  return { ok: false, answer: refuse('no-such-release', detail, candidates) };
}

function pickNamedPlace(asked: Asked, named: AppName | undefined, environment: string): Picked<Place> {
  const app = pickApp(asked, named, reachableApps(asked));
  if (!app.ok) return app;
  const environments = environmentsNamed(asked.policy, app.value, environment);
  // An environment that policy no longer names may still be locked or taken: it must stay reachable, also beside a phase
  // that is called like it.
  const { state } = asked.turn;
  const left = leftPlaces(state, asked.policy).filter((each) => each.app === app.value);
  const wasTouched =
    environments.length === 0 && Object.hasOwn(appState(state, app.value).environments, environment);
  const isLeft = wasTouched || left.some((each) => each.environment === environment);
  const found = isLeft ? [...environments, environment] : environments;
  if (found.length > 0) {
    return { ok: true, value: { app: app.value, environments: found }, filled: app.filled };
  }
  const known = knownEnvironments(asked, app.value);
  const answer = refuse('no-such-environment', { environment, environments: known });
  return { ok: false, answer };
}

/** The config's, and those that left it and are still held. */
function knownEnvironments({ policy, turn }: Asked, app: AppName): EnvironmentName[] {
  const left = leftPlaces(turn.state, policy).filter((each) => each.app === app);
  const configured = own(policy.apps, app) ? Object.keys(policy.environments) : [];
  return [...configured, ...left.map(({ environment }) => environment)];
}

/** A pull request narrows the app, and nothing else (design, section 7). */
function narrowByPull(asked: Asked, apps: readonly AppName[]): readonly AppName[] {
  const comment = asked.input.comment;
  if (!comment?.pull || apps.length === 1) return apps;
  const told = asked.turn.loadedReleases().filter((each) => each.spec.pulls.includes(comment.issue));
  const narrowed = apps.filter((app) => told.some((each) => each.app === app));
  return narrowed.length > 0 ? narrowed : apps;
}
