import type { JsonObject, JsonValue } from './actions/host.ts';
import type { Actor, App, Level } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import { publishedApi } from './openapi.ts';
import { grants } from './permissions.ts';
import { isObject } from './rest/fields.ts';
import { repositoryShape } from './shapes/repository.ts';
import { userShape } from './shapes/user.ts';
import type { World } from './world.ts';
import { installationsOf } from './world.ts';

/** Something that happened in a repository, in the words of its webhook. */
export interface Happening {
  readonly repository: Repository;
  readonly name: string;
  /** `action` and the event's own objects; `repository`, `sender` and `installation` are added. */
  readonly payload: JsonObject;
  readonly actor: Actor;
  /** Ref and commit that it is about, for the workflows that it starts; missing where only the default branch counts. */
  readonly at?: { readonly ref: string; readonly sha: string } | undefined;
  /** Only this App is told, as GitHub does with some check events. */
  readonly onlyTo?: App;
}

/**
 * Permission that an App needs to be told of an event; `installation` events come always.
 * https://docs.github.com/webhooks/webhook-events-and-payloads
 */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  push: ['contents'],
  create: ['contents'],
  delete: ['contents'],
  fork: ['contents'],
  repository_dispatch: ['contents'],
  issue_comment: ['issues', 'pull_requests'],
  issues: ['issues'],
  pull_request: ['pull_requests'],
  status: ['statuses'],
  check_run: ['checks'],
  check_suite: ['checks'],
  workflow_run: ['actions'],
  workflow_job: ['actions'],
  deployment: ['deployments'],
  deployment_status: ['deployments'],
};

/** Tells the Apps that may know and want to, and starts workflows. Nobody is waited for. */
export function happen(world: World, happening: Happening): void {
  tellApps(world, happening);
  startWorkflows(world, { ...happening, byWorkflowToken: happening.actor.kind === 'workflow', chain: 0 });
  world.changes.notify();
}

/** Starts workflows in the background. `byWorkflowToken` and `chain` are as in the runner's `TriggerEvent`. */
export function startWorkflows(
  world: World,
  cause: Omit<Happening, 'actor' | 'onlyTo'> &
    WithSender & { readonly byWorkflowToken: boolean; readonly chain: number },
): void {
  const { name, at = null, byWorkflowToken, chain } = cause;
  const payload = withContext(world, cause);
  const event = {
    ...{ name, at, byWorkflowToken, chain },
    repository: fullName(cause.repository),
    actor: cause.actor.account.login,
    payload: name === 'push' ? withoutFiles(payload) : payload,
  };
  world.actions.trigger(event).then(
    (runs) => {
      if (runs.length > 0) world.changes.notify();
    },
    (error: unknown) => {
      world.problems.push(`workflows of ${name}: ${String(error)}`);
    },
  );
}

/** The webhooks alone, for events that start no workflow or start them elsewhere. */
export function tellApps(world: World, happening: Omit<Happening, 'actor'> & WithSender): void {
  const payload = withContext(world, happening);
  checkPayload(world, happening.name, payload);
  for (const installation of installationsOf(world, happening.repository)) {
    const { app } = installation;
    if (happening.onlyTo !== undefined && happening.onlyTo !== app) continue;
    if (!wants(app, happening.name)) continue;
    world.webhooks.send({
      installation,
      repositoryId: happening.repository.id,
      event: happening.name,
      payload: {
        ...payload,
        installation: { id: installation.id, node_id: `MDI${String(installation.id)}` },
      },
    });
  }
}

interface WithSender {
  readonly actor: { readonly account: Actor['account'] };
}

function withContext(world: World, happening: Omit<Happening, 'actor'> & WithSender): JsonObject {
  const { repository, actor } = happening;
  const { owner } = repository;
  const shaped = repositoryShape(world.urls, repository);
  const organization = owner.kind === 'Organization' ? { organization: userShape(world.urls, owner) } : {};
  return {
    repository: happening.name === 'push' ? pushedRepository(shaped) : shaped,
    ...organization,
    sender: userShape(world.urls, actor.account),
    ...happening.payload,
  };
}

/** In `push` alone GitHub writes these two as numbers of seconds. */
function pushedRepository(shaped: JsonObject): JsonObject {
  const seconds = (value: unknown): number => Math.floor(Date.parse(String(value)) / 1000);
  return { ...shaped, created_at: seconds(shaped['created_at']), pushed_at: seconds(shaped['pushed_at']) };
}

function checkPayload(world: World, name: string, payload: JsonObject): void {
  const action = payload['action'];
  // The action of this one is whatever its sender says; GitHub publishes one sample.
  const known = name === 'repository_dispatch' ? 'sample.collected' : action;
  const words = typeof known === 'string' ? [name, known] : [name];
  const problem = publishedApi().webhookProblem(words.join('-').replaceAll('_', '-'), payload);
  if (problem !== null) world.problems.push(`webhook ${words.join('.')}: ${problem}`);
}

function wants(app: App, event: string): boolean {
  const needed = NEEDED[event] ?? [];
  const level: Level = 'read';
  return app.events.includes(event) && needed.some((name) => grants(app.permissions, `${name}:${level}`));
}

const FILES = ['added', 'removed', 'modified'];

/** Workflows do not learn which files a push changed (GitHub, "Events that trigger workflows", `push`). */
function withoutFiles(payload: JsonObject): JsonObject {
  const plain = (commit: JsonValue): JsonValue => {
    if (!isObject(commit)) return commit;
    return Object.fromEntries(Object.entries(commit).filter(([key]) => !FILES.includes(key)));
  };
  const commits = payload['commits'];
  return {
    ...payload,
    commits: Array.isArray(commits) ? commits.map(plain) : [],
    head_commit: plain(payload['head_commit'] ?? null),
  };
}
