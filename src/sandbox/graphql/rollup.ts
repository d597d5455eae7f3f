import { latestRuns } from '../checks.ts';
import type { Commit } from '../git/commit.ts';
import { nodeId } from '../ids.ts';
import type { CheckRun, CheckSuite, Status } from '../model/check.ts';
import { fullName } from '../model/repository.ts';
import { newestStatuses } from '../rest/statuses.ts';
import { repositoryPage } from '../shapes/repository.ts';
import { suiteState } from '../shapes/check.ts';
import { actorNode } from './actor.ts';
import type { Args, GraphNode, RepoContext } from './node.ts';
import { connection, demandAccess } from './node.ts';

/** Statuses and check runs of a commit together; null when nothing was reported. */
export function rollupNode(context: RepoContext, commit: Commit): GraphNode | null {
  demandAccess(context, { grants: ['checks:read'], role: 'read' });
  demandAccess(context, { grants: ['statuses:read'], role: 'read' });
  const { repository } = context;
  const runs = [...repository.checkRuns.values()].filter((run) => run.headSha === commit.oid);
  const latest = latestRuns(runs);
  const statuses = newestStatuses(repository, commit.oid);
  if (latest.length === 0 && statuses.length === 0) return null;
  const items = [...latest, ...statuses];
  return {
    __typename: 'StatusCheckRollup',
    id: nodeId('SCR', commit.oid),
    state: combine(latest, statuses),
    contexts: (args: Args) =>
      connection('StatusCheckRollupContextConnection', items, args, (item) =>
        'suite' in item ? runNode(context, item) : statusNode(context, item),
      ),
  };
}

function combine(runs: readonly CheckRun[], statuses: readonly Status[]): string {
  const good = ['success', 'neutral', 'skipped'];
  if (statuses.some((status) => status.state === 'error')) return 'ERROR';
  const failed =
    statuses.some((status) => status.state === 'failure') ||
    runs.some((run) => run.status === 'completed' && !good.includes(run.conclusion ?? ''));
  if (failed) return 'FAILURE';
  const pending =
    statuses.some((status) => status.state === 'pending') || runs.some((run) => run.status !== 'completed');
  return pending ? 'PENDING' : 'SUCCESS';
}

function statusNode(context: RepoContext, status: Status): GraphNode {
  return {
    __typename: 'StatusContext',
    id: nodeId('SC', status.id),
    context: status.context,
    state: status.state.toUpperCase(),
    description: status.description,
    targetUrl: status.targetUrl,
    createdAt: status.createdAt,
    creator: () => actorNode(context, status.creator),
    isRequired: false,
  };
}

function runNode(context: RepoContext, run: CheckRun): GraphNode {
  const page = repositoryPage(context.world.urls, context.repository);
  return {
    __typename: 'CheckRun',
    id: nodeId('CR', run.id),
    databaseId: run.id,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
    detailsUrl: run.detailsUrl,
    externalId: run.externalId,
    url: `${page}/runs/${String(run.id)}`,
    isRequired: false,
    checkSuite: () => suiteNode(context, run.suite),
  };
}

function suiteNode(context: RepoContext, suite: CheckSuite): GraphNode {
  const state = suiteState(context.repository, suite);
  const { app } = suite;
  return {
    __typename: 'CheckSuite',
    id: nodeId('CS', suite.id),
    databaseId: suite.id,
    status: state.status.toUpperCase(),
    conclusion: state.conclusion?.toUpperCase() ?? null,
    createdAt: suite.createdAt,
    updatedAt: suite.updatedAt,
    app: { __typename: 'App', id: nodeId('A', app.id), databaseId: app.id, slug: app.slug, name: app.name },
    workflowRun: () => workflowRunNode(context, suite),
  };
}

/** Null for suites that are not of Actions; asking takes the permission to read runs. */
function workflowRunNode(context: RepoContext, suite: CheckSuite): GraphNode | null {
  const { world, repository } = context;
  demandAccess(context, { grants: ['actions:read'], role: 'read' });
  if (suite.app !== world.actionsApp) return null;
  const runs = world.actions.listRuns(fullName(repository));
  const run = runs.find((each) => each['check_suite_id'] === suite.id);
  if (run === undefined) return null;
  return {
    __typename: 'WorkflowRun',
    id: nodeId('WFR', JSON.stringify(run['id'])),
    databaseId: run['id'],
    runNumber: run['run_number'],
    event: run['event'],
    url: run['html_url'],
    createdAt: run['created_at'],
    updatedAt: run['updated_at'],
    workflow: {
      __typename: 'Workflow',
      id: nodeId('W', JSON.stringify(run['workflow_id'])),
      databaseId: run['workflow_id'],
      name: run['name'],
    },
  };
}
