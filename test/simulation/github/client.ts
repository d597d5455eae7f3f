import type { SignalboxInput } from '../../../src/domain/signalbox-input.ts';
import type { GitHubAnswer, GitHubClient, RestParameters } from '../../../src/github/client.ts';
import { GitHubLimited, GitHubRefused, GitHubUnavailable } from '../../../src/github/client.ts';
import type { CallFault, CallKind } from '../faults.ts';
import type { Line, Trouble } from '../process.ts';
import type { GitHubModel } from './model.ts';
import { OWN_ACCOUNT, OWNER } from './model.ts';
import type { Run } from './runs.ts';

type Parameters = Readonly<Record<string, unknown>>;
type Route = readonly [
  kind: CallKind,
  answer: (model: GitHubModel, parameters: Parameters, fault: CallFault | null) => unknown,
];

const REPOSITORY = '/repos/{owner}/{repo}';
/** How long lists do not show a new run that they are slow to show. */
const UNLISTED = 480_000;
/** How far what it says of runs lies back when it lags. */
const BEHIND = 60_000;

const TROUBLE: Trouble = {
  unavailable: (message) => new GitHubUnavailable(message),
  limited: (message) => new GitHubLimited(message, 60),
};

/** The requests of the runner and the reporter, answered by the model: their own code is the real one. */
export function modelClient(model: GitHubModel, line: Line): GitHubClient {
  const ask = async <T>(route: string, parameters: Parameters): Promise<GitHubAnswer<T>> => {
    const found = ROUTES.get(route);
    if (!found) throw new Error(`the model has no ${route}`);
    const [kind, answer] = found;
    const by = line.name;
    const effect = (fault: CallFault | null) => answer(model, { ...parameters, by }, fault);
    const data = await line.call(kind, TROUBLE, effect, `${route} ${JSON.stringify(parameters)}`);
    return { status: 200, data: data as T, date: new Date(model.time.now) };
  };
  return {
    owner: OWNER,
    repo: model.name,
    rest: <T>(route: string, parameters: RestParameters = {}) => ask<T>(route, parameters),
    restPages: <T>(route: string, parameters: RestParameters = {}) => ask<readonly T[]>(route, parameters),
    graphql: <T>(query: string) => ask<T>(query, {}),
    readRepository: () => Promise.reject(new Error('the model has no repository object')),
  };
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['query { viewer { databaseId } }', ['look', () => ({ viewer: { databaseId: OWN_ACCOUNT } })]],
  [`POST ${REPOSITORY}/actions/workflows/{workflow_id}/dispatches`, ['dispatch', dispatch]],
  [`GET ${REPOSITORY}/actions/runs`, ['runs', listRuns]],
  [
    `GET ${REPOSITORY}/actions/runs/{run_id}`,
    ['runs', (model, { run_id }, fault) => runJson(model, runOf(model, run_id), fault)],
  ],
  [`POST ${REPOSITORY}/actions/runs/{run_id}/cancel`, ['cancel', cancel]],
  [`POST ${REPOSITORY}/statuses/{sha}`, ['show', createStatus]],
  [`GET ${REPOSITORY}/commits/{ref}/statuses`, ['look', listStatuses]],
  [`POST ${REPOSITORY}/deployments`, ['show', createDeployment]],
  [`GET ${REPOSITORY}/deployments`, ['look', listDeployments]],
  [`POST ${REPOSITORY}/deployments/{deployment_id}/statuses`, ['show', createDeploymentStatus]],
  [`GET ${REPOSITORY}/deployments/{deployment_id}/statuses`, ['look', listDeploymentStatuses]],
  [`GET ${REPOSITORY}/issues/comments/{comment_id}`, ['look', readComment]],
  [`GET ${REPOSITORY}/issues/{issue_number}/comments`, ['look', listComments]],
  [`POST ${REPOSITORY}/issues/{issue_number}/comments`, ['show', createComment]],
  [`PATCH ${REPOSITORY}/issues/comments/{comment_id}`, ['show', editComment]],
  [`DELETE ${REPOSITORY}/issues/comments/{comment_id}`, ['show', deleteComment]],
  [`POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`, ['show', react]],
]);

function dispatch(
  model: GitHubModel,
  { workflow_id, ref, by, inputs }: Parameters,
  fault: CallFault | null,
): unknown {
  const given = inputs as { readonly signalbox: string };
  const input = JSON.parse(given.signalbox) as SignalboxInput;
  const order = { workflow: text(workflow_id), ref: text(ref), by: text(by) };
  const run = model.dispatch(order, input, fault === 'stale' ? UNLISTED : 0);
  return fault === 'mute' ? undefined : { workflow_run_id: run.id, html_url: run.url };
}

function listRuns(model: GitHubModel, { page }: Parameters, fault: CallFault | null): unknown {
  const seen = model.time.now - (fault === 'stale' ? BEHIND : 0);
  const listed = model.runs.all.filter((run) => run.listedAt <= seen).toReversed();
  const start = (Number(page) - 1) * 100;
  return { workflow_runs: listed.slice(start, start + 100).map((run) => runJson(model, run, fault)) };
}

function runOf(model: GitHubModel, id: unknown): Run {
  const run = model.runs.get(text(id));
  if (run === null) throw notFound();
  return run;
}

function runJson({ time }: GitHubModel, run: Run, fault: CallFault | null): object {
  const isNews = fault === 'stale' && run.completedAt !== null && run.completedAt > time.now - BEHIND;
  return {
    id: run.id,
    html_url: run.url,
    run_attempt: run.attempt,
    display_title: run.title,
    event: 'workflow_dispatch',
    status: isNews ? 'in_progress' : run.status,
    conclusion: isNews ? null : run.conclusion,
    created_at: new Date(run.createdAt).toISOString(),
  };
}

function cancel(model: GitHubModel, { run_id }: Parameters, fault: CallFault | null): unknown {
  const run = runOf(model, run_id);
  if (run.status === 'completed') {
    throw new GitHubRefused('Cannot cancel a workflow run that is completed.', 409);
  }
  if (fault !== 'mute') run.isCancelAsked = true;
  return undefined;
}

function createStatus(model: GitHubModel, parameters: Parameters): unknown {
  const { sha, context, state, description, target_url } = parameters;
  model.shown.statuses.push({
    sha: text(sha),
    context: text(context),
    state: text(state),
    description: text(description),
    target_url: target_url === undefined ? null : text(target_url),
  });
  return undefined;
}

function listStatuses(model: GitHubModel, { ref }: Parameters): unknown {
  return model.shown.statuses.filter((each) => each.sha === ref).toReversed();
}

function createDeployment(model: GitHubModel, parameters: Parameters): unknown {
  const { ref, environment, payload, production_environment } = parameters;
  const id = model.shown.nextId();
  const production = production_environment === true;
  const common = { sha: text(ref), environment: text(environment), payload, production };
  model.shown.deployments.push({ id, ...common, statuses: [] });
  return { id };
}

function listDeployments(model: GitHubModel, { sha, environment, per_page }: Parameters): unknown {
  return model.shown.deployments
    .filter((each) => sha === undefined || each.sha === sha)
    .filter((each) => environment === undefined || each.environment === environment)
    .toReversed()
    .slice(0, Number(per_page ?? 30))
    .map((each) => ({ ...each, creator: { type: 'Bot' } }));
}

function createDeploymentStatus(model: GitHubModel, parameters: Parameters): unknown {
  const { deployment_id, state, description, log_url, environment_url, auto_inactive } = parameters;
  const status = {
    state: text(state),
    description: text(description),
    log_url: log_url === undefined ? '' : text(log_url),
    environment_url: environment_url === undefined ? '' : text(environment_url),
  };
  if (!model.shown.addDeploymentStatus(Number(deployment_id), status, auto_inactive === true)) {
    throw notFound();
  }
  return undefined;
}

function listDeploymentStatuses(model: GitHubModel, { deployment_id }: Parameters): unknown {
  const found = model.shown.deployments.find((each) => each.id === Number(deployment_id));
  return (found?.statuses ?? []).toReversed().slice(0, 1);
}

/** People's comments and Signalbox's are in one list; both have numbers of their own kind. */
function readComment(model: GitHubModel, { comment_id }: Parameters): unknown {
  const written = model.world.comments.find((each) => each.id === comment_id);
  if (!written) throw notFound();
  return { created_at: written.createdAt };
}

function listComments(model: GitHubModel, { issue_number, since }: Parameters): unknown {
  const from = since === undefined ? 0 : Date.parse(text(since));
  return model.shown.comments
    .filter((each) => each.issue === issue_number && !each.isDeleted && each.createdAt >= from)
    .map(({ id, author, bodies }) => ({ id, body: bodies.at(-1), user: { id: author } }));
}

function createComment(model: GitHubModel, { issue_number, body }: Parameters): unknown {
  const { shown, time } = model;
  const id = shown.nextId();
  const common = { author: OWN_ACCOUNT, createdAt: time.now, bodies: [text(body)], isDeleted: false };
  shown.comments.push({ id, issue: Number(issue_number), ...common });
  return { id };
}

function editComment(model: GitHubModel, { comment_id, body }: Parameters): unknown {
  const comment = model.shown.comment(Number(comment_id));
  if (comment === null) throw notFound();
  comment.bodies.push(text(body));
  return undefined;
}

function deleteComment(model: GitHubModel, { comment_id }: Parameters): unknown {
  const comment = model.shown.comment(Number(comment_id));
  if (comment === null) throw notFound();
  comment.isDeleted = true;
  return undefined;
}

function react(model: GitHubModel, { comment_id, content }: Parameters): unknown {
  const { reactions } = model.shown;
  const id = Number(comment_id);
  reactions.set(id, (reactions.get(id) ?? new Set<string>()).add(text(content)));
  return undefined;
}

function notFound(): GitHubRefused {
  return new GitHubRefused('Not Found', 404);
}

function text(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error('a text was expected');
  return String(value);
}
