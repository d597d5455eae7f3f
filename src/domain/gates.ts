import { judgeChecks, ownRunIds } from './checks-gate.ts';
import type { Detail } from './detail.ts';
import { resolveInputs } from './activity-inputs.ts';
import type { Seconds } from './instant.ts';
import { DAY } from './instant.ts';
import type { JsonObject } from './json.ts';
import { isJsonObject } from './json.ts';
import type { PolicyAnswer } from './fact.ts';
import { own } from './own.ts';
import { policyFor } from './policy-record.ts';
import type { EnvironmentPolicy, Policy, RequiredCheck } from './policy.ts';
import type { ReasonCode } from './reason.ts';
import type { Attempt } from './attempt.ts';
import type { Release } from './release.ts';
import type { ActivitySpec } from './release-spec.ts';
import type { Turn } from './turn.ts';
import type { Cause } from './waiting.ts';

/** How long a value that does not exist yet, or a config that lacks something, is waited for (invariant 13). */
export const MISSING_DEADLINE: Seconds = 7 * DAY;

/** What an attempt's own gates say; who else wants the environment is not asked here. */
export type GateVerdict =
  | { readonly kind: 'open'; readonly inputs: JsonObject }
  | ({ readonly kind: 'wait' } & Cause)
  | { readonly kind: 'shut'; readonly reason: ReasonCode; readonly detail: Detail };

/** An attempt with what it is an attempt of. */
export interface Tried {
  readonly release: Release;
  readonly spec: ActivitySpec;
  readonly attempt: Attempt;
}

/** Judges an attempt against hold, policy, checks and inputs, in this order. */
export function judgeGates(turn: Turn, tried: Tried): GateVerdict {
  const { release, spec } = tried;
  if (release.hold) {
    const { by, reason, at } = release.hold;
    return {
      kind: 'wait',
      for: 'on-hold',
      detail: { by: by.login, since: at, ...(reason === undefined ? {} : { reason }) },
    };
  }
  const patience = MISSING_DEADLINE;
  const policy = policyFor(turn.rules(), release, spec);
  if (policy === null) return { kind: 'wait', ...noPolicy(turn.policyAnswer()), patience };
  if (!own(policy.apps, release.app)) {
    return { kind: 'wait', for: 'app-unknown', detail: { app: release.app }, patience };
  }
  if (spec.kind === 'task') return inputsGate(turn, tried, policy);
  const environment = own(policy.environments, spec.environment);
  if (!environment) {
    return { kind: 'wait', for: 'environment-unknown', detail: { environment: spec.environment }, patience };
  }
  const checks = checksGate(turn, release, spec, environment);
  return checks ?? inputsGate(turn, tried, policy);
}

function noPolicy(answer: PolicyAnswer): Cause {
  if (answer.status === 'invalid') return { for: 'policy-invalid', detail: { problems: answer.errors } };
  return { for: 'policy-absent', detail: {} };
}

/**
 * Required checks of the environment and of the phase. A rollback is not gated: its target passed them when it
 * succeeded there, and it is wanted at once (design, section 5; A23).
 */
function checksGate(
  turn: Turn,
  release: Release,
  spec: ActivitySpec,
  environment: EnvironmentPolicy,
): GateVerdict | null {
  if (release.spec.rollback) return null;
  const required = requiredChecks(release, spec, environment);
  if (required.length === 0) return null;
  const found = turn.facts.need('checks', { sha: release.spec.sha });
  const patience = environment.gates.checksDeadline;
  if (found.status === 'unreadable') {
    return { kind: 'wait', for: 'checks-unreadable', detail: { message: found.message }, patience };
  }
  const verdict = judgeChecks(required, found.checks, ownRunIds(turn.state));
  const { state, ...seen } = verdict;
  const detail: Detail = { environment: environment.name, sha: release.spec.sha, ...seen };
  if (state === 'green') return null;
  if (state === 'red') return { kind: 'shut', reason: 'checks-failed', detail };
  return {
    kind: 'wait',
    for: state === 'pending' ? 'checks-pending' : 'checks-missing',
    detail,
    patience,
  };
}

/** @returns the checks that environment (policy, as of now) and phase (as snapshotted) ask for. */
export function requiredChecks(
  release: Release,
  spec: ActivitySpec,
  environment: EnvironmentPolicy,
): readonly RequiredCheck[] {
  const phase = release.spec.process.phases.find((each) => each.activities.includes(spec));
  return [...(environment.gates.checks ?? []), ...(phase?.gates.checks ?? [])];
}

function inputsGate(turn: Turn, tried: Tried, policy: Policy): GateVerdict {
  const resolved = resolveInputs(turn, tried, policy);
  if (resolved.kind === 'error') {
    return { kind: 'shut', reason: 'bad-expression', detail: { message: resolved.message } };
  }
  if (resolved.kind === 'missing') {
    return {
      kind: 'wait',
      for: 'input-missing',
      detail: { name: resolved.references.join(', ') },
      patience: MISSING_DEADLINE,
    };
  }
  return { kind: 'open', inputs: isJsonObject(resolved.value) ? resolved.value : {} };
}
