import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ActionReference, ActionsHost, HostCheckRun, HostCheckSuite } from './actions/host.ts';
import { announceCheckRun, announceSuiteIfComplete } from './checks.ts';
import { startWorkflows, tellApps } from './events.ts';
import { resolveCommit } from './git/resolve.ts';
import { listFiles } from './git/tree.ts';
import type { Account } from './model/account.ts';
import type { WorkflowCaller } from './model/app.ts';
import type { CheckSuite } from './model/check.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import { isNewcomer } from './newcomers.ts';
import { object } from './rest/fields.ts';
import { accountOfEmail } from './shapes/git.ts';
import { repositoryShape } from './shapes/repository.ts';
import { userShape } from './shapes/user.ts';
import type { World } from './world.ts';
import { findAccount, findByFullName, nowText } from './world.ts';

/** What the Actions runner asks of this server. `folders` are Actions from outside: `owner/name` → folder. */
export function newActionsHost(world: World, folders: Readonly<Record<string, string>>): ActionsHost {
  const find = (name: string): Repository => {
    const repository = findByFullName(world, name);
    if (repository === null) throw new Error(`there is no repository ${name}`);
    return repository;
  };
  return {
    serverUrl: world.urls.html,
    apiUrl: world.urls.api,
    graphqlUrl: world.urls.graphql,
    clock: world.clock,
    repository(name) {
      const repository = findByFullName(world, name);
      return repository === null ? null : hostRepository(repository);
    },
    renderRepository: (name) => repositoryShape(world.urls, find(name)),
    renderUser: (login) => userShape(world.urls, accountOf(world, login)),
    loginOf: (email) => accountOfEmail(world, email)?.login ?? null,
    isNewcomer: (name, login) => isNewcomer(world, find(name), accountOf(world, login)),
    issueToken: (request) =>
      world.credentials.issue('ghs', {
        ...workflowCaller(world, find(request.repository), request.runId),
        permissions: request.permissions,
      }),
    revokeToken: (token) => {
      world.credentials.revoke(token);
    },
    publish(event) {
      const repository = find(event.repository);
      const actor = { account: accountOf(world, event.sender) };
      const { name, payload, byWorkflowToken, chain } = event;
      if (name === 'workflow_run' && payload['action'] === 'requested') {
        world.faults.runCreated(event.repository, Number(object(payload, 'workflow_run')?.['id']));
      }
      tellApps(world, { repository, name, payload, actor });
      startWorkflows(world, { repository, name, payload, actor, byWorkflowToken, chain });
      world.changes.notify();
    },
    saveCheckSuite(suite, action) {
      saveSuite(world, find(suite.repository), suite, action);
    },
    saveCheckRun(run, action) {
      saveRun(world, find(run.repository), run, action);
    },
    resolveAction: (action) => resolveAction(world, folders, action),
  };
}

function hostRepository(repository: Repository) {
  return {
    id: repository.id,
    owner: repository.owner.login,
    ownerId: repository.owner.id,
    name: repository.name,
    fullName: fullName(repository),
    defaultBranch: repository.defaultBranch,
    gitDirectory: repository.directory,
    variables: repository.variables,
    secrets: repository.secrets,
  };
}

function workflowCaller(world: World, repository: Repository, runId: number): WorkflowCaller {
  const app = world.actionsApp;
  return { kind: 'workflow', account: app.bot, app, permissions: {}, repositoryId: repository.id, runId };
}

function saveSuite(
  world: World,
  repository: Repository,
  given: HostCheckSuite,
  action: 'completed' | null,
): void {
  const old = repository.checkSuites.get(given.id);
  const suite: CheckSuite = old ?? {
    id: given.id,
    app: world.actionsApp,
    headSha: given.headSha,
    headBranch: given.headBranch,
    status: given.status,
    conclusion: given.conclusion,
    createdAt: given.createdAt,
    updatedAt: given.updatedAt,
  };
  suite.status = given.status;
  suite.conclusion = given.conclusion;
  suite.updatedAt = given.updatedAt;
  repository.checkSuites.set(suite.id, suite);
  const actor = workflowCaller(world, repository, 0);
  if (action !== null) announceSuiteIfComplete(world, repository, actor, suite);
  world.changes.notify();
}

function saveRun(
  world: World,
  repository: Repository,
  given: HostCheckRun,
  action: 'created' | 'completed' | null,
): void {
  const suite = repository.checkSuites.get(given.suiteId);
  if (suite === undefined) throw new Error(`there is no check suite ${String(given.suiteId)}`);
  const run = {
    id: given.id,
    suite,
    name: given.name,
    headSha: given.headSha,
    status: given.status,
    conclusion: given.conclusion,
    // GitHub's webhook always names a start, also of a check run that is queued.
    startedAt: given.startedAt ?? nowText(world),
    completedAt: given.completedAt,
    detailsUrl: given.detailsUrl,
    externalId: '',
    output: {},
  };
  repository.checkRuns.set(run.id, run);
  const actor = workflowCaller(world, repository, 0);
  if (action !== null) announceCheckRun(world, repository, actor, { run, action });
  world.changes.notify();
}

/** A folder given from outside, or the files of a repository of this GitHub at that ref. */
async function resolveAction(
  world: World,
  folders: Readonly<Record<string, string>>,
  action: ActionReference,
): Promise<string | null> {
  const name = `${action.owner}/${action.name}`;
  const given = Object.entries(folders).find(([key]) => key.toLowerCase() === name.toLowerCase());
  if (given !== undefined) return given[1];
  const repository = findByFullName(world, name);
  const commit = repository === null ? null : await resolveCommit(repository.objects, action.ref);
  if (repository === null || commit === null) return null;
  const folder = await mkdtemp(join(world.folder, 'action-'));
  for (const file of await listFiles(repository.objects, commit.tree)) {
    const object = await repository.objects.read(file.oid);
    if (object?.type !== 'blob') continue;
    const path = join(folder, file.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, object.content);
    if (file.mode === '100755') await chmod(path, 0o755);
  }
  return folder;
}

function accountOf(world: World, login: string): Account {
  const account = findAccount(world, login);
  if (account === null) throw new Error(`there is no account ${login}`);
  return account;
}
