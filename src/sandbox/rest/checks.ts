import { announceCheckRun, announceSuiteIfComplete, latestRuns, suiteOf } from '../checks.ts';
import { readCommit } from '../git/commit.ts';
import { isOid } from '../git/objects.ts';
import { listRefs } from '../git/refs.ts';
import { resolveCommit } from '../git/resolve.ts';
import type { CheckRun, CheckSuite } from '../model/check.ts';
import { appOf } from '../model/app.ts';
import { checkRunShape, checkSuiteShape } from '../shapes/check.ts';
import { nowText } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, notFound, ok } from './answer.ts';
import { object, text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { countedAnswer, numberParam, param, repoRead, repoWrite } from './route.ts';

const WRITE = { grants: ['checks:write'], role: 'read' } as const;

export const checkRoutes: readonly Route[] = [
  repoWrite('POST /repos/{owner}/{repo}/check-runs', WRITE, createRun),
  repoRead('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', ['checks:read'], getRun),
  repoWrite('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', WRITE, updateRun),
  repoRead('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', ['checks:read'], runsOfCommit),
  repoRead('GET /repos/{owner}/{repo}/commits/{ref}/check-suites', ['checks:read'], suitesOfCommit),
  repoRead('GET /repos/{owner}/{repo}/check-suites/{check_suite_id}', ['checks:read'], getSuite),
  repoRead(
    'GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs',
    ['checks:read'],
    runsOfSuite,
  ),
];

/** GitHub: "To create a check run, you must use a GitHub App." */
async function createRun(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const app = appOf(caller);
  if (app === null) throw new HttpError(403, 'You must authenticate via a GitHub App.');
  const sha = text(body, 'head_sha') ?? '';
  if (!isOid(sha) || (await readCommit(repository.objects, sha)) === null) {
    throw new HttpError(422, `No commit found for SHA: ${sha}`);
  }
  const branch = (await listRefs(repository.directory, 'refs/heads/')).find((ref) => ref.oid === sha);
  const run: CheckRun = {
    id: world.nextId('checkRun'),
    suite: suiteOf(world, repository, app, { sha, branch: branch?.name.slice('refs/heads/'.length) ?? null }),
    name: text(body, 'name') ?? '',
    headSha: sha,
    status: 'queued',
    conclusion: null,
    startedAt: nowText(world),
    completedAt: null,
    detailsUrl: `${world.urls.html}/apps/${app.slug}`,
    externalId: '',
    output: {},
  };
  apply(request, run);
  repository.checkRuns.set(run.id, run);
  announceCheckRun(world, repository, caller, { run, action: 'created' });
  if (run.status === 'completed') finish(request, run);
  return created(checkRunShape(world, repository, run));
}

function getRun(request: RepoRequest): Answer {
  const { world, repository } = request;
  return ok(checkRunShape(world, repository, findRun(request)));
}

function updateRun(request: ActorRequest): Answer {
  const { world, repository, caller } = request;
  const run = findRun(request);
  if (appOf(caller) !== run.suite.app) {
    throw new HttpError(403, 'Invalid app_id. Only the App that created the check run can update it.');
  }
  const before = run.status;
  apply(request, run);
  if (run.status === 'completed' && before !== 'completed') finish(request, run);
  return ok(checkRunShape(world, repository, run));
}

function finish(request: ActorRequest, run: CheckRun): void {
  const { world, repository, caller } = request;
  announceCheckRun(world, repository, caller, { run, action: 'completed' });
  announceSuiteIfComplete(world, repository, caller, run.suite);
}

/** A conclusion completes a run; a completed one without conclusion is refused. */
function apply(request: ActorRequest, run: CheckRun): void {
  const { world, body } = request;
  const conclusion = text(body, 'conclusion') ?? null;
  const status = text(body, 'status') ?? (conclusion === null ? run.status : 'completed');
  if (status === 'completed' && conclusion === null && run.conclusion === null) {
    throw new HttpError(422, 'Invalid request.\n\n"conclusion" wasn\'t supplied.');
  }
  run.name = text(body, 'name') ?? run.name;
  run.status = status;
  run.conclusion = status === 'completed' ? (conclusion ?? run.conclusion) : null;
  run.startedAt = text(body, 'started_at') ?? run.startedAt;
  run.completedAt = status === 'completed' ? (text(body, 'completed_at') ?? nowText(world)) : null;
  run.detailsUrl = text(body, 'details_url') ?? run.detailsUrl;
  run.externalId = text(body, 'external_id') ?? run.externalId;
  const { title = null, summary = null, text: long = null } = object(body, 'output') ?? {};
  if (body['output'] !== undefined) run.output = { title, summary, text: long };
}

async function runsOfCommit(request: RepoRequest): Promise<Answer> {
  const { repository } = request;
  const commit = await resolveCommit(repository.objects, param(request, 'ref'));
  if (commit === null) throw new HttpError(422, `No commit found for SHA: ${param(request, 'ref')}`);
  return listRuns(request, (run) => run.headSha === commit.oid);
}

function runsOfSuite(request: RepoRequest): Answer {
  const suite = findSuite(request);
  return listRuns(request, (run) => run.suite === suite);
}

function listRuns(request: RepoRequest, belongs: (run: CheckRun) => boolean): Answer {
  const { world, repository, query } = request;
  const all = [...repository.checkRuns.values()].filter(belongs);
  const shown = query['filter'] === 'all' ? all : latestRuns(all);
  const items = shown.filter(
    (run) =>
      (query['check_name'] === undefined || run.name === query['check_name']) &&
      (query['status'] === undefined || run.status === query['status']) &&
      (query['app_id'] === undefined || run.suite.app.id === Number(query['app_id'])),
  );
  return countedAnswer(request, { name: 'check_runs', items: items.reverse() }, (run) =>
    checkRunShape(world, repository, run),
  );
}

async function suitesOfCommit(request: RepoRequest): Promise<Answer> {
  const { world, repository, query } = request;
  const commit = await resolveCommit(repository.objects, param(request, 'ref'));
  if (commit === null) throw new HttpError(422, `No commit found for SHA: ${param(request, 'ref')}`);
  const items = [...repository.checkSuites.values()].filter(
    (suite) =>
      suite.headSha === commit.oid &&
      (query['app_id'] === undefined || suite.app.id === Number(query['app_id'])),
  );
  return countedAnswer(request, { name: 'check_suites', items }, (suite) =>
    checkSuiteShape(world, repository, suite),
  );
}

function getSuite(request: RepoRequest): Answer {
  const { world, repository } = request;
  return ok(checkSuiteShape(world, repository, findSuite(request)));
}

function findRun(request: RepoRequest): CheckRun {
  const run = request.repository.checkRuns.get(numberParam(request, 'check_run_id'));
  if (run === undefined) throw notFound();
  return run;
}

function findSuite(request: RepoRequest): CheckSuite {
  const suite = request.repository.checkSuites.get(numberParam(request, 'check_suite_id'));
  if (suite === undefined) throw notFound();
  return suite;
}
