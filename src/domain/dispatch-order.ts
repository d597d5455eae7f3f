import { activitySpec, findAttempt } from './attempts.ts';
import { releaseOutputs } from './activity-inputs.ts';
import type { DispatchEffect } from './effect.ts';
import type { Instant } from './instant.ts';
import { own } from './own.ts';
import type { Policy } from './policy.ts';
import type { Rules } from './policy-record.ts';
import { policyFor } from './policy-record.ts';
import type { Attempt } from './attempt.ts';
import type { Release } from './release.ts';
import type { ActivitySpec } from './release-spec.ts';
import { releaseKey, spellRelease } from './names.ts';
import type { SignalboxInput } from './signalbox-input.ts';
import type { State } from './state.ts';
import { STATE_BRANCH } from './state.ts';

/** What a runner is told to start. */
export interface DispatchOrder {
  /** File name of the workflow on the default branch. */
  readonly workflow: string;
  /** Short name of the default branch: workflows are taken from there, whatever commit is released (invariant 11). */
  readonly ref: string;
  readonly nonce: string;
  /** The value of the workflow's one input, before it is turned into JSON text. */
  readonly input: SignalboxInput;
  /** When the attempt was opened: its run cannot be older. */
  readonly since: Instant;
}

/**
 * Makes the order of an owed dispatch from the head, so that what is sent is what is still wanted (invariant 6).
 * @returns `not-wanted` when the attempt no longer waits for its run; `not-now` when there is no policy to judge it by,
 *   or none that still has its app and environment.
 */
export function dispatchOrder(
  state: State,
  rules: Rules,
  effect: DispatchEffect,
): DispatchOrder | 'not-wanted' | 'not-now' {
  const release = state.releases[releaseKey(effect.app, effect.release)];
  const attempt = release ? findAttempt(release, effect) : undefined;
  const spec = release ? activitySpec(release, effect.activity) : undefined;
  if (!release || !spec || attempt?.status !== 'pending') return 'not-wanted';
  const policy = policyFor(rules, release, spec);
  if (policy === null || !hasPlace(policy, release, spec)) return 'not-now';
  const input = signalboxInput(state, policy, { release, spec, attempt });
  return {
    workflow: spec.workflow,
    ref: policy.defaultBranch,
    nonce: attempt.nonce,
    input,
    since: attempt.createdAt,
  };
}

function hasPlace(policy: Policy, { app }: Release, spec: ActivitySpec): boolean {
  if (!own(policy.apps, app)) return false;
  return spec.kind === 'task' || own(policy.environments, spec.environment) !== undefined;
}

function signalboxInput(
  state: State,
  policy: Policy,
  { release, spec, attempt }: { release: Release; spec: ActivitySpec; attempt: Attempt },
): SignalboxInput {
  const environment = spec.kind === 'deploy' ? own(policy.environments, spec.environment) : undefined;
  const apps = new Set([...Object.keys(state.apps), ...Object.keys(policy.apps)]);
  const name = spellRelease(release, apps.size > 1);
  return {
    version: 1,
    app: release.app,
    release: release.number,
    title: `${name} ${spec.name} [${attempt.nonce}]`,
    nonce: attempt.nonce,
    turn: state.meta.turn,
    operation: spec.kind,
    environment:
      spec.kind === 'deploy' ? { name: spec.environment, attributes: environment?.attributes ?? {} } : null,
    sha: release.spec.sha,
    ref: release.spec.ref,
    activity: spec.name,
    attempt: attempt.number,
    inputs: attempt.inputs ?? {},
    outputs: releaseOutputs(release),
    vars: release.spec.vars,
    url: environment?.url ?? null,
    branch: STATE_BRANCH,
  };
}
