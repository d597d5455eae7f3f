import type { Release } from '../../../src/domain/release.ts';
import type { State } from '../../../src/domain/state.ts';
import type { GitHubModel } from '../github/model.ts';
import { OWNER } from '../github/model.ts';
import type { CheckerMaker } from '../watch.ts';
import { attemptsOf } from './attempts-of.ts';

/** What happens in one repository is never seen in another (design, section 2: one engine for each repository). */
export const ownRepository: CheckerMaker = ({ model, fail }) => {
  const shown = new NewlyShown(model);
  return {
    invariant: 'one repository is nothing to another',
    committed: ({ before, after, changed }) => {
      for (const what of [
        ...changed.flatMap((each) => foreignIn(model, each.after)),
        ...foreignRefs(model, before, after),
        ...foreignWords(model, before, after),
        ...shown.foreign(),
      ]) {
        fail(`${model.name} knows of ${what}, which is elsewhere`);
      }
    },
    dispatched: ({ input }) => {
      if (!model.world.commitOf(input.sha)) fail(`${input.title} is of a commit of another repository`);
    },
    settled: () => {
      for (const what of shown.foreign()) fail(`${model.name} shows ${what}, which is elsewhere`);
    },
  };
};

function foreignIn({ world, runs }: GitHubModel, release: Release): string[] {
  const { spec, app, number } = release;
  const name = `${app} v${number}`;
  const cause = 'input' in spec.cause ? spec.cause.input : '';
  const isHeard = !cause.startsWith('comment:') || isComment(world.comments, cause);
  const started = attemptsOf(release).flatMap(({ attempt }) => [
    ...(attempt.run ? [attempt.run.id] : []),
    ...(attempt.admitted ? [attempt.admitted.run] : []),
  ]);
  return [
    ...(world.commitOf(spec.sha) ? [] : [`the commit ${spec.sha} of ${name}`]),
    ...(isHeard ? [] : [`the ${cause} that made ${name}`]),
    ...started.filter((id) => runs.ever(id) === null).map((id) => `the run ${id} of ${name}`),
  ];
}

function foreignRefs({ world }: GitHubModel, before: State, after: State): string[] {
  return Object.entries(after.repository.refs).flatMap(([ref, sha]) =>
    before.repository.refs[ref] === sha || world.commitOf(sha) ? [] : [`the commit ${sha} of ${ref}`],
  );
}

function foreignWords({ world }: GitHubModel, before: State, after: State): string[] {
  if (before.outcomes === after.outcomes) return [];
  return after.outcomes.flatMap(({ input: id }) =>
    !id.startsWith('comment:') || isComment(world.comments, id) ? [] : [`the ${id}`],
  );
}

function isComment(comments: readonly { readonly id: string }[], input: string): boolean {
  return comments.some(({ id }) => input === `comment:${id}`);
}

/** Looks at each status, deployment and comment once. */
class NewlyShown {
  readonly #model: GitHubModel;
  #statuses = 0;
  #deployments = 0;
  #comments = 0;

  constructor(model: GitHubModel) {
    this.#model = model;
  }

  foreign(): string[] {
    const { shown, world, name } = this.#model;
    const others = new RegExp(`github\\.example/${OWNER}/(?!${name}\\b)`);
    const statuses = shown.statuses.slice(this.#statuses).filter(({ sha }) => !world.commitOf(sha));
    const deployments = shown.deployments.slice(this.#deployments).filter(({ sha }) => !world.commitOf(sha));
    const comments = shown.comments
      .slice(this.#comments)
      .filter(({ bodies }) => bodies.some((body) => others.test(body)));
    this.#statuses = shown.statuses.length;
    this.#deployments = shown.deployments.length;
    this.#comments = shown.comments.length;
    return [
      ...statuses.map(({ sha }) => `a status of ${sha}`),
      ...deployments.map(({ sha }) => `a deployment of ${sha}`),
      ...comments.map(({ id }) => `what the comment ${id} links to`),
    ];
  }
}
