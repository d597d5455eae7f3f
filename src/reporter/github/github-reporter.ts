import type { GitHubClient } from '../../github/client.ts';
import { GitHubLimited, GitHubRefused } from '../../github/client.ts';
import { isForbidden, isGitHubError } from '../../github/github-error.ts';
import type { Board } from '../board.ts';
import { project } from '../project.ts';
import type { Projection } from '../projection.ts';
import { putUp } from '../put-up.ts';
import type { Reporter, Shown } from '../reporter.ts';
import { ReporterUnavailable } from '../reporter.ts';
import {
  createComment,
  editComment,
  findComment,
  react,
  readSelf,
  removeComment,
  writtenAt,
} from './comments.ts';
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
  const underWay = new Map<string, Promise<void>>();
  return {
    async show(effect, head, doubtful) {
      if (effect.kind === 'reply') await underWay.get(effect.comment);
      const found = project(effect, head, web);
      if (found.kind === 'dropped') return found;
      const { projection, remembered } = found;
      return await translated(projection, () => putUp(board, projection, { remembered, doubtful }));
    },
    acknowledge(comment, isWanted = Promise.resolve(true)) {
      const seen = isWanted.then((wanted) => (wanted ? board.react(comment, 'eyes') : undefined));
      const over = seen.catch(() => undefined).finally(() => underWay.delete(comment));
      underWay.set(comment, over);
      return seen;
    },
    room: () => Math.floor((client.room?.() ?? Infinity) / WRITES),
    expect: (count) => client.expectWrites?.(count * WRITES),
  };
}

/** Requests that one status or deployment takes, in the middle. */
const WRITES = 2;

function githubBoard(client: GitHubClient): Board {
  let self: number | null = null;
  /** A deployment stays what it is, so that what was made or found once is not looked for again. */
  const deployments = new Map<string, string>();
  /** So does the moment at which a comment was written; it is asked for twice where a reply is in doubt. */
  const written = new Map<string, string>();
  const since = async (comment: string): Promise<string | null> => {
    const at = written.get(comment) ?? (await writtenAt(client, comment));
    if (at !== null) keep(written, comment, at);
    return at;
  };
  return {
    writeStatus: (status) => writeStatus(client, status),
    isStatusShown: (status) => isStatusShown(client, status),
    async findDeployment(deployment) {
      const key = deployment.marker.effect;
      const id = deployments.get(key) ?? (await findDeployment(client, deployment));
      if (id !== null) keep(deployments, key, id);
      return id;
    },
    async createDeployment(deployment) {
      const id = await createDeployment(client, deployment);
      keep(deployments, deployment.marker.effect, id);
      return id;
    },
    writeDeploymentStatus: (id, deployment) => writeDeploymentStatus(client, id, deployment),
    isDeploymentShown: (id, deployment) => isDeploymentShown(client, id, deployment),
    async findComment({ issue, marker, reaction }) {
      self ??= await readSelf(client);
      const answered = reaction === null ? null : (reaction.writtenAt ?? (await since(reaction.comment)));
      return await findComment(client, { issue, marker, author: self, since: answered });
    },
    createComment: ({ issue, body }) => createComment(client, issue, body),
    removeComment: (id) => removeComment(client, id),
    editComment: (id, { body }) => editComment(client, id, body),
    react: (comment, content) => react(client, comment, content),
  };
}

/** What is remembered of a kind: many more than one turn asks for. */
const KEPT = 200;

function keep(kept: Map<string, string>, key: string, id: string): void {
  kept.set(key, id);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
}

/** The permission that each kind needs, as a workflow spells it. */
const NEEDED: Readonly<Record<Projection['kind'], string>> = {
  status: 'statuses: write',
  deployment: 'deployments: write',
  comment: 'issues: write',
};

/**
 * A refusal is for good (a deleted issue, a locked conversation, a commit that is gone): the effect is dropped, with
 * GitHub's words. Only what these credentials lack may be had by others, and rejected ones may be better next time, like
 * anything that is no clear answer.
 */
async function translated({ kind }: Projection, show: () => Promise<Shown>): Promise<Shown> {
  try {
    return await show();
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    const lacks = isForbidden(error) ? NEEDED[kind] : null;
    if (lacks === null && error instanceof GitHubRefused && error.status !== 401) {
      return { kind: 'dropped', message: error.message };
    }
    const retryAfter = error instanceof GitHubLimited ? error.retryAfterSeconds : 0;
    throw new ReporterUnavailable(error.message, { cause: error, lacks, retryAfter });
  }
}
