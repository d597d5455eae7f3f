import type { ConfigProblem, Facts, LastPolicy, PolicyAnswer } from './fact.ts';
import type { AppName } from './names.ts';
import type { Policy } from './policy.ts';
import type { ReasonCode } from './reason.ts';
import type { Release } from './release.ts';
import type { ActivitySpec } from './release-spec.ts';
import type { PolicyRecord, State } from './state.ts';

/** By what is decided: the policy, or, while there is none that can be read, what was the policy last. */
export type Rules =
  | { readonly policy: Policy; readonly last: null }
  | { readonly policy: null; readonly last: LastPolicy | null };

/** Nothing is known, so that nothing is done. */
export const NO_RULES: Rules = { policy: null, last: null };

/**
 * @returns the answer as this repository has to take it. That there is no file where one has governed is no choice of
 *   anybody: it is `absent`, unless the file that governed last said no more than its absence does. And where the config
 *   names no app, the one there is keeps its name, whatever becomes of the repository's.
 */
export function knownPolicy(state: State, answer: PolicyAnswer): PolicyAnswer {
  if (answer.status !== 'ok') return answer;
  const { policy } = answer;
  const known = state.repository.policy;
  if (policy.written === 'nowhere' && known?.written === 'file') return { status: 'absent', sha: policy.sha };
  return { status: 'ok', policy: withKnownApp(state, policy) };
}

/** @returns what `facts` say without being asked more; null when nobody asked for the policy. */
export function rulesKnown(state: State, facts: Facts): Rules | null {
  if (!facts.has('policy', {})) return null;
  const answer = knownPolicy(state, facts.need('policy', {}));
  if (answer.status === 'ok') return { policy: answer.policy, last: null };
  const known = state.repository.policy;
  const isAsked = known !== undefined && facts.has('lastPolicy', { sha: known.sha });
  return { policy: null, last: isAsked ? lastPolicy(state, facts) : null };
}

/** @returns whether there was a policy here, and the default branch has none any more; null when nobody looked. */
export function isPolicyGone(state: State, facts: Facts): boolean | null {
  if (!facts.has('policy', {})) return null;
  const isAbsent = knownPolicy(state, facts.need('policy', {})).status === 'absent';
  return isAbsent && state.repository.policy !== undefined;
}

/**
 * What was the policy last: the newest by which something was decided, read again from its commit.
 * @returns null when none ever was, or its commit is gone.
 */
export function lastPolicy(state: State, facts: Facts): LastPolicy | null {
  const known = state.repository.policy;
  if (known === undefined) return null;
  const last = facts.need('lastPolicy', { sha: known.sha });
  return last && { ...last, policy: withKnownApp(state, last.policy) };
}

/**
 * @returns the policy that an activity may start under; null: it waits for one. Without a valid one only rollbacks go on:
 *   a person wants them now, and they carry their own plan. But what they start is the default branch's workflow as it
 *   is, so that this one must be sound, or it would deploy past the fence.
 */
export function policyFor({ policy, last }: Rules, release: Release, spec: ActivitySpec): Policy | null {
  if (policy !== null) return policy;
  const mayGo = release.spec.rollback !== undefined && last?.startable.includes(spec.workflow) === true;
  return mayGo ? last.policy : null;
}

/** @returns the policy to show things by: what was valid last is better than nothing. */
export function shownPolicy({ policy, last }: Rules): Policy | null {
  return policy ?? last?.policy ?? null;
}

/** @returns what is remembered of a policy; the present record when the policy says nothing new. */
export function recordOf(policy: Policy, known: PolicyRecord | undefined): PolicyRecord {
  const { sha, digest, written } = policy;
  const [only] = Object.keys(policy.apps);
  const app = policy.namesApps ? undefined : only;
  if (known?.digest === digest && known.written === written && known.app === app) return known;
  return { sha, digest, written, ...(app === undefined ? {} : { app }) };
}

/** A config whose only fault is to ask for what this version does not build is told so (design, section 6). */
export function invalidityOf(errors: readonly ConfigProblem[]): ReasonCode {
  const unbuilt: ReasonCode = 'not-supported-yet';
  return errors.every((each) => each.message.startsWith(`${unbuilt}:`)) ? unbuilt : 'config-invalid';
}

function withKnownApp(state: State, policy: Policy): Policy {
  const [app] = Object.values(policy.apps);
  if (policy.namesApps || app === undefined) return policy;
  const name = knownApp(state, app.name);
  return name === app.name ? policy : { ...policy, apps: { [name]: { ...app, name } } };
}

function knownApp(state: State, named: AppName): AppName {
  const recorded = state.repository.policy?.app;
  if (recorded !== undefined) return recorded;
  const known = [...Object.keys(state.apps), ...Object.keys(state.unreadable ?? {})];
  const [only] = known;
  return only === undefined || known.length > 1 ? named : only;
}
