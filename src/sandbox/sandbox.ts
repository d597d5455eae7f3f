import type { SandboxActor } from './actor.ts';
import { newActor } from './actor.ts';
import type { Account } from './model/account.ts';
import { createApp, install } from './create-app.ts';
import { createRepository } from './create-repository.ts';
import type { Installation } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import type {
  AppOptions,
  InstallOptions,
  RepositoryOptions,
  Sandbox,
  SandboxApp,
  SandboxInstallation,
  SandboxOptions,
  SandboxRepository,
  SandboxUser,
} from './sandbox-api.ts';
import { repositoryHandle } from './repository-handle.ts';
import { startWorld } from './start-world.ts';
import type { World } from './world.ts';
import { findAccount, findByFullName, nowText } from './world.ts';

/**
 * Starts a GitHub on loopback: git over HTTP, REST, GraphQL, webhooks, Actions, on real bare repositories.
 *
 *     const sandbox = await startSandbox();
 *     const alice = sandbox.createUser('alice');
 *     const web = await sandbox.createRepository({ owner: 'alice', name: 'web', files: { 'README.md': 'hello' } });
 *     const app = sandbox.createApp({ name: 'Signalbox', owner: 'alice', permissions, events, webhookUrl, secret });
 *     sandbox.install(app, 'alice');
 *     const sha = await sandbox.as('alice').commit('alice/web', { message: 'change', files: { 'a.txt': 'b' } });
 *     await sandbox.waitFor(() => sandbox.deliveries.find((delivery) => delivery.event === 'push'));
 *     await sandbox.close();
 *
 * Clients take `sandbox.apiUrl` as octokit's `baseUrl`, with `alice.token`, or with `app.id` and `app.privateKey`;
 * Probot takes `GHE_HOST` (host and port of `sandbox.url`) and `GHE_PROTOCOL=http`; git clones `web.cloneUrl` with a
 * token as the password. `sandbox.as(login)` acts as a person, `sandbox.faults` breaks things, `sandbox.runs` holds,
 * fails and kills workflow runs, `sandbox.requests` and `sandbox.deliveries` are for counting. A test ends with
 * `expect(sandbox.problems).toEqual([])`: they are mistakes of the sandbox itself. The whole API: `sandbox-api.ts`.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { world, requests, close } = await startWorld(options);
  return {
    url: world.urls.html,
    apiUrl: world.urls.api,
    graphqlUrl: world.urls.graphql,
    now: () => world.clock.now(),
    advance(seconds) {
      const from = world.clock.now();
      world.clock.advance(seconds);
      fireDue(world, { from, to: world.clock.now() });
      world.changes.notify();
    },
    fireSchedules: (repository) => world.actions.runSchedules(repository, 'all'),
    ...people(world),
    createRepository: (given) => newRepository(world, given),
    createApp: (given) => newApp(world, given),
    install: (app, account, given) => newInstallation(world, app, { account, ...given }),
    as: (login) => personActor(world, login),
    asApp: (installation) => installationActor(world, installation),
    faults: world.faults,
    requests: requests.entries,
    deliveries: world.webhooks.deliveries,
    redeliver: (delivery) => void world.webhooks.redeliver(delivery),
    runs: world.actions.control,
    actions: world.actions,
    waitFor: (look, given) => world.changes.waitFor(look, given),
    nudge: () => {
      world.changes.notify();
    },
    problems: world.problems,
    close,
  };
}

/** Schedules of a fork are off until somebody turns them on (GitHub, "Disabling and enabling a workflow"). */
function fireDue(world: World, due: { readonly from: Date; readonly to: Date }): void {
  for (const repository of world.repositories.values()) {
    if (repository.parent !== null) continue;
    world.actions.runSchedules(fullName(repository), due).then(
      () => {
        world.changes.notify();
      },
      (error: unknown) => {
        world.problems.push(`schedules of ${fullName(repository)}: ${String(error)}`);
      },
    );
  }
}

function people(world: World): Pick<Sandbox, 'createUser' | 'createOrganization' | 'createTeam'> {
  return {
    createUser(login): SandboxUser {
      const account = newAccount(world, login, 'User');
      const token = world.credentials.issue('ghp', { kind: 'user', account });
      return { id: account.id, login, token };
    },
    createOrganization(login) {
      newAccount(world, login, 'Organization');
    },
    createTeam({ organization, slug, members }) {
      const id = world.nextId('team');
      const ids = members.map((login) => [accountOf(world, login).id, 'member'] as const);
      world.teams.set(id, { id, organization: accountOf(world, organization), slug, members: new Map(ids) });
    },
  };
}

function newAccount(world: World, login: string, kind: 'User' | 'Organization'): Account {
  if (findAccount(world, login) !== null) throw new Error(`there is an account ${login} already`);
  const account = { id: world.nextId('account'), login, kind, createdAt: nowText(world) };
  world.accounts.set(account.id, account);
  return account;
}

async function newRepository(world: World, given: RepositoryOptions): Promise<SandboxRepository> {
  const repository = await createRepository(world, {
    owner: accountOf(world, given.owner),
    name: given.name,
    private: given.private ?? false,
    defaultBranch: given.defaultBranch ?? 'main',
    files: given.files ?? {},
  });
  const handle = repositoryHandle(world, repository);
  for (const [login, role] of Object.entries(given.collaborators ?? {})) handle.grant(login, role);
  return handle;
}

function newApp(world: World, given: AppOptions): SandboxApp {
  const app = createApp(world, {
    name: given.name,
    owner: accountOf(world, given.owner),
    permissions: given.permissions,
    events: given.events,
    webhookUrl: given.webhookUrl ?? null,
    webhookSecret: given.secret ?? 'sandbox',
  });
  return {
    id: app.id,
    slug: app.slug,
    botLogin: app.bot.login,
    privateKey: app.privateKey,
    secret: app.webhookSecret,
    setWebhookUrl(url) {
      app.webhookUrl = url;
    },
  };
}

function newInstallation(
  world: World,
  handle: SandboxApp,
  given: InstallOptions & { readonly account: string },
): SandboxInstallation {
  const app = world.apps.get(handle.id);
  if (app === undefined) throw new Error(`there is no App ${String(handle.id)}`);
  const installation = install(world, {
    app,
    account: accountOf(world, given.account),
    repositories: given.repositories?.map((name) => repositoryOf(world, `${given.account}/${name}`)) ?? 'all',
    ...(given.permissions === undefined ? {} : { permissions: given.permissions }),
  });
  const token = (): string => world.credentials.issue('ghs', installationCaller(installation));
  return { id: installation.id, appId: app.id, token };
}

function installationActor(world: World, handle: SandboxInstallation): SandboxActor {
  const installation = world.installations.get(handle.id);
  if (installation === undefined) throw new Error(`there is no installation ${String(handle.id)}`);
  return newActor(world, installationCaller(installation));
}

function installationCaller(installation: Installation) {
  const { app, permissions, repositories } = installation;
  return { kind: 'installation', account: app.bot, app, installation, permissions, repositories } as const;
}

function personActor(world: World, login: string): SandboxActor {
  return newActor(world, { kind: 'user', account: accountOf(world, login) });
}

function accountOf(world: World, login: string): Account {
  const account = findAccount(world, login);
  if (account === null) throw new Error(`there is no account ${login}`);
  return account;
}

function repositoryOf(world: World, name: string): Repository {
  const repository = findByFullName(world, name);
  if (repository === null) throw new Error(`there is no repository ${name}`);
  return repository;
}
