import type { RunQuery } from '../actions/actions.ts';
import type { JsonValue } from '../actions/host.ts';
import { fullName } from '../model/repository.ts';
import type { Answer } from './answer.ts';
import { HttpError, noContent, notFound, ok } from './answer.ts';
import { flag, object, text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { countedAnswer, numberParam, param, repoRead, repoWrite } from './route.ts';

const PATH = '/repos/{owner}/{repo}/actions';
const READ = ['actions:read'] as const;
const WRITE = { grants: ['actions:write'], role: 'write' } as const;

export const actionRoutes: readonly Route[] = [
  repoRead(`GET ${PATH}/workflows`, READ, listWorkflows),
  repoRead(`GET ${PATH}/workflows/{workflow_id}`, READ, getWorkflow),
  repoWrite(`POST ${PATH}/workflows/{workflow_id}/dispatches`, WRITE, dispatch),
  repoRead(`GET ${PATH}/workflows/{workflow_id}/runs`, READ, (request) =>
    listRuns(request, { workflow: param(request, 'workflow_id') }),
  ),
  repoRead(`GET ${PATH}/runs`, READ, (request) => listRuns(request, {})),
  repoRead(`GET ${PATH}/runs/{run_id}`, READ, getRun),
  repoRead(`GET ${PATH}/runs/{run_id}/attempts/{attempt_number}`, READ, getRun),
  repoWrite(`POST ${PATH}/runs/{run_id}/cancel`, WRITE, cancel),
  repoWrite(`POST ${PATH}/runs/{run_id}/approve`, WRITE, approve),
  repoWrite(`POST ${PATH}/runs/{run_id}/rerun`, WRITE, (request) => rerun(request, false)),
  repoWrite(`POST ${PATH}/runs/{run_id}/rerun-failed-jobs`, WRITE, (request) => rerun(request, true)),
  repoRead(`GET ${PATH}/runs/{run_id}/jobs`, READ, listJobs),
  repoRead(`GET ${PATH}/runs/{run_id}/attempts/{attempt_number}/jobs`, READ, listJobs),
  repoRead(`GET ${PATH}/jobs/{job_id}`, READ, getJob),
  repoRead(`GET ${PATH}/jobs/{job_id}/logs`, READ, getLog),
];

async function listWorkflows(request: RepoRequest): Promise<Answer> {
  const items = await request.world.actions.listWorkflows(fullName(request.repository));
  return countedAnswer(request, { name: 'workflows', items }, (workflow) => workflow);
}

async function getWorkflow(request: RepoRequest): Promise<Answer> {
  const name = fullName(request.repository);
  return ok(found(await request.world.actions.getWorkflow(name, param(request, 'workflow_id'))));
}

/** GitHub's limit on all inputs together (docs, `workflow_dispatch`). */
const LONGEST_INPUTS = 65_535;

async function dispatch(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const inputs = object(body, 'inputs') ?? {};
  if (JSON.stringify(inputs).length > LONGEST_INPUTS) throw new HttpError(422, 'inputs are too large.');
  const answer = await world.actions.dispatch({
    repository: fullName(repository),
    workflow: param(request, 'workflow_id'),
    ref: text(body, 'ref') ?? '',
    inputs,
    actor: caller.account.login,
    byWorkflowToken: caller.kind === 'workflow',
  });
  if (answer.kind === 'refused') throw new HttpError(answer.status, answer.message);
  world.changes.notify();
  if (flag(body, 'return_run_details') !== true) return noContent();
  return ok({ workflow_run_id: answer.run, run_url: answer.runUrl, html_url: answer.htmlUrl });
}

/** Filters of the query, under the names that the runner gives them. */
const FILTERS = {
  event: 'event',
  branch: 'branch',
  actor: 'actor',
  status: 'status',
  head_sha: 'headSha',
  created: 'created',
} as const;

function listRuns(request: RepoRequest, only: RunQuery): Answer {
  const { world, repository, query } = request;
  const filters = Object.entries(FILTERS).flatMap(([name, key]) =>
    query[name] === undefined ? [] : [[key, query[name]] as const],
  );
  const wanted: RunQuery = { ...Object.fromEntries(filters), ...only };
  const hidden = world.faults.takeRunLag(fullName(repository));
  const all = world.actions.listRuns(fullName(repository), wanted);
  const items = all.filter((run) => !hidden.has(Number(run['id'])));
  return countedAnswer(request, { name: 'workflow_runs', items }, (run) => run);
}

function getRun(request: RepoRequest): Answer {
  const { world, repository } = request;
  return ok(
    found(world.actions.getRun(fullName(repository), numberParam(request, 'run_id'), attempt(request))),
  );
}

function cancel(request: ActorRequest): Answer {
  const { world, repository } = request;
  const answer = world.actions.cancel(fullName(repository), numberParam(request, 'run_id'));
  if (answer === 'not-found') throw notFound();
  if (answer === 'conflict') throw new HttpError(409, 'Cannot cancel a workflow run that is completed.');
  return { status: 202, body: {} };
}

function approve(request: ActorRequest): Answer {
  const { world, repository } = request;
  const answer = world.actions.approve(fullName(repository), numberParam(request, 'run_id'));
  if (answer === 'not-found') throw notFound();
  if (answer === 'forbidden') throw new HttpError(403, 'This run is not waiting for approval.');
  return { status: 201, body: {} };
}

async function rerun(request: ActorRequest, failedOnly: boolean): Promise<Answer> {
  const { world, repository, caller } = request;
  const answer = await world.actions.rerun({
    repository: fullName(repository),
    run: numberParam(request, 'run_id'),
    actor: caller.account.login,
    byWorkflowToken: caller.kind === 'workflow',
    failedOnly,
  });
  if (answer === 'not-found') throw notFound();
  if (answer === 'forbidden') {
    throw new HttpError(403, 'This workflow run cannot be retried since it is still running.');
  }
  return { status: 201, body: {} };
}

function listJobs(request: RepoRequest): Answer {
  const { world, repository } = request;
  const items = world.actions.listJobs(
    fullName(repository),
    numberParam(request, 'run_id'),
    attempt(request),
  );
  if (items === null) throw notFound();
  return countedAnswer(request, { name: 'jobs', items }, (job) => job);
}

function getJob(request: RepoRequest): Answer {
  const { world, repository } = request;
  return ok(found(world.actions.getJob(fullName(repository), numberParam(request, 'job_id'))));
}

/** GitHub answers with a redirect to a signed address; here the log comes at once. */
function getLog(request: RepoRequest): Answer {
  const { world, repository } = request;
  const log = world.actions.jobLog(fullName(repository), numberParam(request, 'job_id'));
  return { status: 200, body: null, text: found(log) };
}

function attempt(request: RepoRequest): number | undefined {
  return request.params['attempt_number'] === undefined ? undefined : numberParam(request, 'attempt_number');
}

function found<T extends JsonValue>(value: T | null): T {
  if (value === null) throw notFound();
  return value;
}
