import type { GitHubClient } from '../../github/client.ts';
import { GitHubRefused } from '../../github/client.ts';
import { isGitHubError } from '../../github/github-error.ts';
import type { Board } from '../board.ts';
import { project } from '../project.ts';
import { putUp } from '../put-up.ts';
import type { Reporter, Shown } from '../reporter.ts';
import { ReporterUnavailable } from '../reporter.ts';
import { createComment, editComment, findComment, react, readSelf, removeComment } from './comments.ts';
import { createDeployment, findDeployment, isDeploymentShown, writeDeploymentStatus } from './deployments.ts';
import { isStatusShown, writeStatus } from './statuses.ts';

export interface GitHubReporterOptions {
  /** Web address of the repository, for links; `https://github.com/<owner>/<repo>` unless told. */
  readonly web?: string;
}

/** Shows the head of the state branch in GitHub: statuses, deployments, comments, reactions. */
export function githubReporter(client: GitHubClient, options: GitHubReporterOptions = {}): Reporter {
  const web = options.web ?? `https://github.com/${client.owner}/${client.repo}`;
  const board = githubBoard(client);
  return {
    async show(effect, head, doubtful) {
      const found = project(effect, head, web);
      if (found.kind === 'dropped') return found;
      const { projection, remembered } = found;
      return await translated(() => putUp(board, projection, { remembered, doubtful }));
    },
    acknowledge: (comment) => board.react(comment, 'eyes'),
  };
}

function githubBoard(client: GitHubClient): Board {
  let self: number | null = null;
  return {
    writeStatus: (status) => writeStatus(client, status),
    isStatusShown: (status) => isStatusShown(client, status),
    findDeployment: (deployment) => findDeployment(client, deployment),
    createDeployment: (deployment) => createDeployment(client, deployment),
    writeDeploymentStatus: (id, deployment) => writeDeploymentStatus(client, id, deployment),
    isDeploymentShown: (id, deployment) => isDeploymentShown(client, id, deployment),
    async findComment({ issue, marker, reaction }) {
      self ??= await readSelf(client);
      return await findComment(client, { issue, marker, author: self, answers: reaction?.comment ?? null });
    },
    createComment: ({ issue, body }) => createComment(client, issue, body),
    removeComment: (id) => removeComment(client, id),
    editComment: (id, { body }) => editComment(client, id, body),
    react: (comment, content) => react(client, comment, content),
  };
}

/**
 * A refusal is for good (a deleted issue, a locked conversation, a commit that is gone): the effect is dropped, with
 * GitHub's words. Only rejected credentials may be better next time, like anything that is no clear answer.
 */
async function translated(show: () => Promise<Shown>): Promise<Shown> {
  try {
    return await show();
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    if (error instanceof GitHubRefused && error.status !== 401) {
      return { kind: 'dropped', message: error.message };
    }
    throw new ReporterUnavailable(error.message, { cause: error });
  }
}
