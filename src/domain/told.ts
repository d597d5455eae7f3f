import { releaseOutputs } from './activity-inputs.ts';
import type { Attempt } from './attempt.ts';
import { activitySpec } from './attempts.ts';
import { isEqual } from './equal.ts';
import { own } from './own.ts';
import { shownPolicy } from './policy-record.ts';
import type { Release } from './release.ts';
import type { SignalboxInput } from './signalbox-input.ts';
import type { Turn } from './turn.ts';
import { unlessUnanswered } from './unanswered.ts';

/** What a job is told of its work: where, what, with which values. */
export type Told = Pick<
  SignalboxInput,
  'operation' | 'environment' | 'sha' | 'ref' | 'inputs' | 'outputs' | 'vars' | 'url'
>;

/**
 * Whether a job is told what was decided. Whoever may start workflows can start the right one with the right nonce, which
 * everybody reads on the state branch, before the run that Signalbox has started gets its runner: then this alone keeps
 * production, or another image, from being in what the job was told.
 *
 * @returns `other`: somebody else has written it. `outdated`: the config says something else of the environment since it
 *   was dispatched, or somebody would have it so.
 */
export function judgeTold(
  turn: Turn,
  of: { readonly release: Release; readonly activity: string; readonly attempt: Attempt },
  told: Told,
): 'as-decided' | 'other' | 'outdated' {
  const { release, attempt } = of;
  const spec = activitySpec(release, of.activity);
  const place = spec?.kind === 'deploy' ? spec.environment : undefined;
  const isSame =
    told.operation === spec?.kind &&
    told.environment?.name === place &&
    told.sha === release.spec.sha &&
    told.ref === release.spec.ref &&
    isEqual(told.inputs, attempt.inputs ?? {}) &&
    isEqual(told.vars, release.spec.vars) &&
    hasOutputs(release, told.outputs);
  if (!isSame) return 'other';
  return place === undefined || isAsConfigured(turn, place, told) ? 'as-decided' : 'outdated';
}

/** What ran beside it may have ended since, so that there may be more by now. */
function hasOutputs(release: Release, told: Told['outputs']): boolean {
  const known = releaseOutputs(release);
  const isKnown = (kind: 'tasks' | 'deploys'): boolean =>
    Object.entries(told[kind]).every(([name, outputs]) => isEqual(outputs, own(known[kind], name)));
  return isKnown('tasks') && isKnown('deploys');
}

/** What the config says of an environment is in no record; while nobody can read it, nobody can tell. */
function isAsConfigured(turn: Turn, place: string, told: Told): boolean {
  const policy = unlessUnanswered(
    turn,
    () => shownPolicy(turn.rules()),
    () => null,
  );
  const environment = policy && own(policy.environments, place);
  if (!environment) return true;
  const { attributes, url } = environment;
  return isEqual(told.environment?.attributes, attributes) && told.url === (url ?? null);
}
