import type { JsonObject, JsonValue } from './actions/host.ts';
import { authorOf } from './authorship.ts';
import { readCommit, writeCommit } from './git/commit.ts';
import { ZERO } from './git/refs.ts';
import { modeOf } from './git/file-mode.ts';
import { changeTree } from './git/tree.ts';
import type { Actor } from './model/app.ts';
import { judge } from './permissions.ts';
import { moveRefs } from './ref-moves.ts';
import { HttpError } from './rest/answer.ts';
import { isObject, object, text } from './rest/fields.ts';
import { answerRest } from './rest/router.ts';
import type { World } from './world.ts';
import { findByFullName } from './world.ts';

/**
 * Somebody who does things. Everything goes the way of the REST API, permissions and webhooks included, but not over
 * HTTP: it is neither in the request log nor hit by faults. Repositories are named by their full name.
 */
export interface SandboxActor {
  readonly login: string;
  /**
   * Any REST call, like `rest('POST', '/repos/acme/web/issues', { title: 'x' })`.
   * @throws {ActorRefused} when the answer is no success.
   */
  rest(method: string, path: string, body?: JsonObject): Promise<JsonValue>;
  /** @returns the comment's id. */
  comment(repository: string, issue: number, body: string): Promise<number>;
  editComment(repository: string, comment: number, body: string): Promise<void>;
  /** @returns its number. */
  openIssue(repository: string, title: string, body?: string): Promise<number>;
  /** Copies a repository into one's own account. @returns the full name of the copy. */
  fork(repository: string): Promise<string>;
  /** @returns its number. */
  openPullRequest(repository: string, pull: NewPull): Promise<number>;
  /** @returns the merge commit. */
  mergePullRequest(repository: string, number: number): Promise<string>;
  setStatus(repository: string, sha: string, status: NewStatus): Promise<void>;
  /** Only for Apps. @returns its id. */
  createCheckRun(repository: string, run: NewCheckRun): Promise<number>;
  /** Writes files on top of a branch, which is made from the default branch if need be. @returns the commit. */
  commit(repository: string, change: NewCommit): Promise<string>;
  /** Starts a workflow by hand, on the default branch unless a branch or tag is named. @returns the run. */
  dispatchWorkflow(repository: string, workflow: string, inputs?: JsonObject, ref?: string): Promise<number>;
  /** Lets the runs of a pull request begin that wait for a maintainer's approval. @returns them. */
  approveRuns(repository: string, pull: number): Promise<readonly number[]>;
  /** Sends `repository_dispatch`. */
  repositoryDispatch(repository: string, eventType: string, clientPayload?: JsonObject): Promise<void>;
  /** A lightweight tag. */
  tag(repository: string, name: string, sha: string): Promise<void>;
}

export interface NewPull {
  /** A branch, or `mallory:branch` of a fork. */
  readonly head: string;
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
}

export interface NewStatus {
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly context: string;
  readonly description?: string;
}

export interface NewCheckRun {
  readonly name: string;
  readonly sha: string;
  /** Missing: it is still in progress. */
  readonly conclusion?: string;
}

export interface NewCommit {
  readonly message: string;
  /** Path → text; null deletes. */
  readonly files: Readonly<Record<string, string | null>>;
  /** Default: the default branch. */
  readonly branch?: string;
}

/** The sandbox answered an actor with an error, as GitHub would have. */
export class ActorRefused extends Error {
  override readonly name = 'ActorRefused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(`${String(status)} ${message}`);
    this.status = status;
  }
}

export function newActor(world: World, caller: Actor): SandboxActor {
  const rest = (method: string, path: string, body?: JsonObject): Promise<JsonValue> =>
    callRest(world, caller, { method, path, body });
  const post = async (path: string, body: JsonObject): Promise<JsonObject> =>
    asObject(await rest('POST', path, body));
  return {
    login: caller.account.login,
    rest,
    async comment(repository, issue, body) {
      return Number((await post(`/repos/${repository}/issues/${String(issue)}/comments`, { body }))['id']);
    },
    async editComment(repository, comment, body) {
      await rest('PATCH', `/repos/${repository}/issues/comments/${String(comment)}`, { body });
    },
    async openIssue(repository, title, body = '') {
      return Number((await post(`/repos/${repository}/issues`, { title, body }))['number']);
    },
    async fork(repository) {
      return text(await post(`/repos/${repository}/forks`, {}), 'full_name') ?? '';
    },
    async openPullRequest(repository, { head, base = 'main', title = head, body = '' }) {
      return Number((await post(`/repos/${repository}/pulls`, { head, base, title, body }))['number']);
    },
    async mergePullRequest(repository, number) {
      const merged = await rest('PUT', `/repos/${repository}/pulls/${String(number)}/merge`, {});
      return text(asObject(merged), 'sha') ?? '';
    },
    async setStatus(repository, sha, status) {
      await rest('POST', `/repos/${repository}/statuses/${sha}`, { ...status });
    },
    async createCheckRun(repository, { name, sha, conclusion }) {
      const state =
        conclusion === undefined ? { status: 'in_progress' } : { status: 'completed', conclusion };
      return Number((await post(`/repos/${repository}/check-runs`, { name, head_sha: sha, ...state }))['id']);
    },
    async dispatchWorkflow(repository, workflow, inputs = {}, ref = defaultBranch(world, repository)) {
      const path = `/repos/${repository}/actions/workflows/${workflow}/dispatches`;
      return Number((await post(path, { ref, inputs, return_run_details: true }))['workflow_run_id']);
    },
    async approveRuns(repository, number) {
      const pull = asObject(await rest('GET', `/repos/${repository}/pulls/${String(number)}`));
      const sha = text(object(pull, 'head') ?? {}, 'sha') ?? '';
      const waiting = world.actions.listRuns(repository, { status: 'action_required', headSha: sha });
      const ids = waiting.map((run) => Number(run['id']));
      for (const id of ids) await rest('POST', `/repos/${repository}/actions/runs/${String(id)}/approve`);
      return ids;
    },
    async repositoryDispatch(repository, eventType, clientPayload = {}) {
      const body = { event_type: eventType, client_payload: clientPayload };
      await rest('POST', `/repos/${repository}/dispatches`, body);
    },
    commit: (repository, change) => commit(world, caller, repository, change),
    async tag(repository, name, sha) {
      await rest('POST', `/repos/${repository}/git/refs`, { ref: `refs/tags/${name}`, sha });
    },
  };
}

async function callRest(
  world: World,
  caller: Actor,
  call: { readonly method: string; readonly path: string; readonly body: JsonObject | undefined },
): Promise<JsonValue> {
  const answer = await answerRest(world, { ...call, caller });
  // Reading changes nothing; told of as a change, it would wake the very waiter that reads, without end.
  if (call.method !== 'GET') world.changes.notify();
  if (answer.status < 300) return answer.body;
  throw new ActorRefused(answer.status, JSON.stringify(answer.body));
}

async function commit(world: World, caller: Actor, name: string, change: NewCommit): Promise<string> {
  const repository = findByFullName(world, name);
  const access = { grants: ['contents:write'], role: 'write' } as const;
  if (repository === null) throw new ActorRefused(404, `there is no repository ${name}`);
  if (judge(world, caller, repository, access) !== 'allowed') {
    throw new ActorRefused(403, `${caller.account.login} may not push to ${name}`);
  }
  const { objects, defaultBranch } = repository;
  const branch = `refs/heads/${change.branch ?? defaultBranch}`;
  const old = await readCommit(objects, branch);
  const parent = old ?? (await readCommit(objects, `refs/heads/${defaultBranch}`));
  const changes = Object.entries(change.files).map(([path, content]) => ({
    path,
    entry:
      content === null ? null : { mode: modeOf(content), oid: objects.write('blob', Buffer.from(content)) },
  }));
  const author = authorOf(world, caller);
  const after = writeCommit(objects, {
    tree: await changeTree(objects, parent?.tree ?? null, changes),
    parents: parent === null ? [] : [parent.oid],
    author,
    committer: author,
    message: change.message,
  });
  const update = { name: branch, before: old?.oid ?? ZERO, after };
  const moved = await moveRefs(world, repository, caller, [update]).catch((error: unknown) => {
    throw error instanceof HttpError ? new ActorRefused(error.status, error.message) : error;
  });
  if (!moved) throw new ActorRefused(422, `${branch} moved at the same moment`);
  return after;
}

function defaultBranch(world: World, name: string): string {
  return findByFullName(world, name)?.defaultBranch ?? 'main';
}

function asObject(value: JsonValue): JsonObject {
  if (isObject(value)) return value;
  throw new Error('the sandbox answered no object');
}
