import { isEqual } from './equal.ts';
import type { ActivityPolicy, EnvironmentPolicy, EnvironmentSelector, Policy } from './policy.ts';
import type { AppName, EnvironmentName, ReleaseNumber, Sha } from './names.ts';
import type { Release } from './release.ts';
import type { ActivitySpec, Cause, ProcessSnapshot, ReleaseSpec } from './release-spec.ts';
import { own } from './own.ts';
import type { PutOff } from './state.ts';
import { DRAFTS_KEPT, appState } from './state.ts';
import { supersede } from './supersede.ts';
import type { Turn } from './turn.ts';

/** What a new release is made from. */
export interface ReleaseOrder extends PutOff {
  readonly policy: Policy;
}

/** Creates the next release of an app from a commit; numbers have no gaps and no repeats (invariant 13). */
export function createRelease(turn: Turn, order: ReleaseOrder): Release {
  const base = currentSha(turn, order);
  const [commit, pulls] = [
    turn.facts.need('commit', { sha: order.sha }),
    turn.facts.need('pulls', { base, head: order.sha }),
  ];
  const spec: ReleaseSpec = {
    sha: order.sha,
    ref: order.ref,
    cause: order.cause,
    createdBy: order.by,
    createdAt: turn.now,
    description: describe(order, commit?.subject ?? ''),
    vars: {},
    inputs: {},
    policySha: order.policy.sha,
    process: snapshotProcess(order.policy, order.app),
    pulls,
  };
  if (order.policy.apps[order.app]?.activate !== 'manual') return addRelease(turn, order.app, spec);
  const draft = addRelease(turn, order.app, spec, { draft: true });
  supersedeOldDrafts(turn, draft);
  return draft;
}

/** Where every push makes a draft, most of them are never promoted: without a bound each turn would read more of them. */
function supersedeOldDrafts(turn: Turn, { app, number }: Release): void {
  const drafts = turn.loadedReleases(app).filter(({ status }) => status === 'draft');
  for (const old of drafts.slice(0, -DRAFTS_KEPT)) supersede(turn, old, number);
}

/** Puts a release with this spec under the next number. */
export function addRelease(
  turn: Turn,
  app: AppName,
  spec: ReleaseSpec,
  more: Partial<Release> = {},
): Release {
  const number = appState(turn.state, app).nextNumber;
  turn.setNextNumber(app, number + 1);
  return turn.putRelease({
    app,
    number,
    status: 'queued',
    spec,
    phases: spec.process.phases.map((phase) => ({
      name: phase.name,
      status: 'pending',
      activities: phase.activities.map((each) => ({ name: each.name, status: 'pending', attempts: [] })),
    })),
    promoted: {},
    projections: { statuses: {}, deployments: {}, comments: {} },
    modifiedAt: turn.now,
    ...more,
  });
}

/** @returns the process of the app with every selection of environments resolved, in file order. */
export function snapshotProcess(policy: Policy, app: AppName): ProcessSnapshot {
  const name = own(policy.apps, app)?.process ?? '';
  const phases = policy.processes[name]?.phases ?? [];
  return {
    name,
    phases: phases.map((phase) => ({
      name: phase.name,
      gates: phase.gates,
      activities: phase.activities.flatMap((each) => resolveActivity(policy, each)),
    })),
  };
}

/** @returns the environments that a selector means, in file order (OCU-S13). */
export function selectEnvironments(
  environments: Readonly<Record<EnvironmentName, EnvironmentPolicy>>,
  selector: EnvironmentSelector,
): EnvironmentPolicy[] {
  const all = Object.values(environments);
  if (selector.kind === 'name') return all.filter((each) => selector.names.includes(each.name));
  const wanted = Object.entries(selector.attributes);
  return all.filter((each) => wanted.every(([key, value]) => each.attributes[key] === value));
}

/**
 * The same commit with the same process, config vars, inputs and kind of cause is released once (C-04, OCU-S19,
 * decision 0009).
 * @returns the number of the release that this order would repeat; null when it would be new.
 */
export function findDuplicate(turn: Turn, order: ReleaseOrder): ReleaseNumber | null {
  const summary = appState(turn.state, order.app).summaries.find(
    (each) => each.sha === order.sha && countsAgainst(order, each.cause) && each.status !== 'superseded',
  );
  const earlier = summary ? turn.release(order.app, summary.number) : null;
  if (!earlier || hasMovedOn(turn, order, earlier.number)) return null;
  return isEqual(earlier.spec.process, snapshotProcess(order.policy, order.app)) ? earlier.number : null;
}

/** Whether a branch or tag was released at another commit since, so that it was moved back on purpose. */
function hasMovedOn(turn: Turn, { app, ref, cause }: ReleaseOrder, number: ReleaseNumber): boolean {
  if (cause.kind === 'command') return false;
  return appState(turn.state, app).summaries.some(
    (each) =>
      each.number > number && each.ref === ref && each.cause === cause.kind && each.status !== 'superseded',
  );
}

/** What GitHub says counts against its own kind; a person's command against all but rollbacks (decision 0009). */
function countsAgainst({ cause }: ReleaseOrder, earlier: Cause['kind']): boolean {
  return cause.kind === 'command' ? earlier !== 'rollback' : earlier === cause.kind;
}

/** Whether the commit has become a release in this way before, whatever came of it: old news is not told twice. */
export function wasReleased(turn: Turn, { app, sha, cause }: ReleaseOrder): boolean {
  return appState(turn.state, app).summaries.some((each) => each.sha === sha && each.cause === cause.kind);
}

function resolveActivity(policy: Policy, activity: ActivityPolicy): ActivitySpec[] {
  if (activity.kind === 'task') return [activity];
  const { name, up, down, inputs } = activity;
  return selectEnvironments(policy.environments, activity.to).map((environment) => ({
    kind: 'deploy',
    name: name === undefined ? environment.name : `${name}-${environment.name}`,
    environment: environment.name,
    workflow: up,
    ...(down === undefined ? {} : { down }),
    inputs,
    deadline: environment.deadline,
  }));
}

/** What runs where this release is headed in the end: pull requests are counted from there. */
function currentSha(turn: Turn, order: ReleaseOrder): Sha | null {
  const last = snapshotProcess(order.policy, order.app)
    .phases.flatMap((phase) => phase.activities)
    .findLast((each) => each.kind === 'deploy');
  return last ? (turn.environment(order.app, last.environment).pointer?.sha ?? null) : null;
}

/** One line for people: what was built from what (CVX-S10, AKK-S10). */
function describe(order: ReleaseOrder, subject: string): string {
  const commit = `${order.sha.slice(0, 7)} ${subject}`.trim();
  return order.cause.kind === 'tag' ? `tag ${order.cause.tag} ${commit}` : `build ${commit}`;
}
