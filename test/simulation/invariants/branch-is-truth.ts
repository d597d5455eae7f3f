import type { Policy } from '../../../src/domain/policy.ts';
import type { Release } from '../../../src/domain/release.ts';
import type { State } from '../../../src/domain/state.ts';
import { project } from '../../../src/reporter/project.ts';
import { digestOf } from '../../../src/reporter/projection.ts';
import { markerOf } from '../../../src/views/markers.ts';
import type { GitHubModel } from '../github/model.ts';
import { OWN_ACCOUNT } from '../github/model.ts';
import { readOnce } from '../read-policies.ts';
import type { CheckerMaker } from '../watch.ts';

/** After one quiet sweep GitHub shows what the head says, and each thing once. */
export const branchIsTruth: CheckerMaker = ({ model, fail }) => {
  const check = (state: State): void => {
    const policy = policyOf(model);
    if (policy === null) return;
    for (const release of Object.values(state.releases)) {
      for (const what of [
        ...statusFaults(model, state, policy, release),
        ...deploymentFaults(model, state, policy, release),
        ...commentFaults(model, release),
      ]) {
        fail(what);
      }
    }
  };
  return { invariant: '8 the branch is the truth', settled: check, over: check };
};

/** A commit never changes, and checkers ask at each dispatch. */
const READ = new WeakMap<object, Policy | null>();

/** @returns the policy as the default branch has it; null when there is no valid one. */
export function policyOf({ world }: GitHubModel): Policy | null {
  const sha = world.refs.get('refs/heads/main') ?? '';
  const files = world.commitOf(sha)?.files ?? {};
  const known = READ.get(files);
  if (known !== undefined) return known;
  const policy = read(sha, files, world.repository);
  READ.set(files, policy);
  return policy;
}

function read(sha: string, files: Readonly<Record<string, string>>, repository: string): Policy | null {
  const text = files['.github/signalbox.yml'];
  const path = '.github/signalbox.yml';
  const workflows = Object.fromEntries(
    Object.entries(files).flatMap(([each, content]) =>
      each.startsWith('.github/workflows/') ? [[each.slice('.github/workflows/'.length), content]] : [],
    ),
  );
  const config = text === undefined ? null : { path, text };
  const read = readOnce({ sha, repository, defaultBranch: 'main', config, workflows });
  return read.status === 'ok' ? read.policy : null;
}

/** Releases of one commit share its statuses, so that any of them may have had the last word. */
function statusFaults({ shown, web }: GitHubModel, state: State, policy: Policy, release: Release): string[] {
  return Object.keys(release.projections.statuses).flatMap((environment) => {
    const wanted = Object.values(state.releases)
      .filter(({ app, spec }) => app === release.app && spec.sha === release.spec.sha)
      .flatMap(({ app, number }) => {
        const id = `status:${app}/${number}/${environment}`;
        const found = project(
          { kind: 'status', id, app, release: number, environment },
          { state, policy },
          web,
        );
        return found.kind === 'projected' && found.projection.kind === 'status' ? [found.projection] : [];
      });
    const context = `signalbox/${release.app}/${environment}`;
    const now = shown.newestStatus(release.spec.sha, context);
    const isShown = wanted.some(
      // How a release is spelled may change with the config; that alone is not told again.
      (each) => each.state === now?.state && bare(each.description) === bare(now.description ?? ''),
    );
    const said = wanted.map((each) => `${each.state} “${each.description}”`).join(' or ');
    return isShown
      ? []
      : [
          `${context} of v${release.number} shows ${now?.state} “${now?.description}”, and the head says ${said}`,
        ];
  });
}

function bare(description: string): string {
  return description.replace(/[\w-]+@(?=v\d)/g, '');
}

function deploymentFaults(model: GitHubModel, state: State, policy: Policy, release: Release): string[] {
  const { app, number } = release;
  return Object.keys(release.projections.deployments).flatMap((environment) => {
    const id = `deployment:${app}/${number}/${environment}`;
    const found = project(
      { kind: 'deployment', id, app, release: number, environment },
      { state, policy },
      model.web,
    );
    if (found.kind !== 'projected' || found.projection.kind !== 'deployment') return [];
    const wanted = found.projection;
    const own = model.shown.deployments.filter((each) => effectOf(each.payload) === id);
    if (own.length > 1) return [`${id} has ${own.length} deployments`];
    const now = own[0]?.statuses.at(-1)?.state;
    const isReplaced = now === 'inactive' && wanted.state === 'success';
    return now === wanted.state || isReplaced
      ? []
      : [`${id} shows ${now}, and the head says ${wanted.state}`];
  });
}

function effectOf(payload: unknown): string | null {
  return (payload as { signalbox?: { effect?: string } } | null)?.signalbox?.effect ?? null;
}

function commentFaults({ shown }: GitHubModel, release: Release): string[] {
  const { app, number, projections } = release;
  return Object.entries(projections.comments).flatMap(([pull, { digest }]) => {
    const marker = `comment:${app}/${number}/${pull}`;
    const own = shown.comments.filter(
      (each) => each.author === OWN_ACCOUNT && markerOf(each.bodies.at(-1) ?? '') === marker,
    );
    const up = own.filter(({ isDeleted }) => !isDeleted);
    if (up.length > 1) return [`${marker} stands ${up.length} times`];
    const body = up[0]?.bodies.at(-1);
    if (body === undefined) return own.length > 0 ? [] : [`${marker} stands nowhere`];
    const projection = {
      kind: 'comment',
      issue: Number(pull),
      marker,
      body,
      live: true,
      reaction: null,
    } as const;
    return digestOf(projection) === digest ? [] : [`${marker} does not say what the branch remembers of it`];
  });
}
