import { generateKeyPairSync } from 'node:crypto';
import type { Account } from './model/account.ts';
import type { App, Installation, Permissions } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import { nodeId } from './ids.ts';
import { publishedApi } from './openapi.ts';
import { installationShape } from './shapes/app.ts';
import { userShape } from './shapes/user.ts';
import type { World } from './world.ts';
import { covers, nowText } from './world.ts';

export interface NewApp {
  readonly name: string;
  readonly owner: Account;
  /** Like `{ contents: 'write' }`; `metadata: read` comes by itself. */
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly webhookUrl: string | null;
  readonly webhookSecret: string;
}

type AppWorld = Pick<World, 'accounts' | 'apps' | 'clock' | 'nextId'>;

/** Registers an App with a key of its own, made now. */
export function createApp(world: AppWorld, given: NewApp): App {
  return register(world, given, { id: world.nextId('app'), ...newKey() });
}

/** The App `github-actions`, with its id on github.com and without a key: nobody signs in as it. */
export function createActionsApp(world: AppWorld, owner: Account): App {
  const given = {
    name: 'GitHub Actions',
    owner,
    permissions: {},
    events: [],
    webhookUrl: null,
    webhookSecret: '',
  };
  return register(world, given, { id: 15_368, privateKey: '', publicKey: '' });
}

/** Installs an App on an account, for all of its repositories or some, and tells the App. */
export function install(
  world: World,
  given: {
    readonly app: App;
    readonly account: Account;
    readonly repositories: readonly Repository[] | 'all';
    /** What the account granted; default: all that the App asks for. */
    readonly permissions?: Permissions;
  },
): Installation {
  const { app, account } = given;
  const installation: Installation = {
    id: world.nextId('installation'),
    app,
    account,
    repositories: given.repositories === 'all' ? 'all' : new Set(given.repositories.map((each) => each.id)),
    permissions: given.permissions ?? app.permissions,
    createdAt: nowText(world),
  };
  world.installations.set(installation.id, installation);
  const covered = [...world.repositories.values()].filter((each) => covers(installation, each));
  const payload = {
    action: 'created',
    installation: installationShape(world.urls, installation),
    repositories: covered.map((each) => ({
      id: each.id,
      node_id: nodeId('R', each.id),
      name: each.name,
      full_name: fullName(each),
      private: each.private,
    })),
    requester: null,
    sender: userShape(world.urls, account),
  };
  const problem = publishedApi().webhookProblem('installation-created', payload);
  if (problem !== null) world.problems.push(`webhook installation.created: ${problem}`);
  world.webhooks.send({ installation, repositoryId: null, event: 'installation', payload });
  return installation;
}

function register(
  world: AppWorld,
  given: NewApp,
  identity: Pick<App, 'id' | 'privateKey' | 'publicKey'>,
): App {
  const slug = given.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const bot: Account = {
    id: world.nextId('account'),
    login: `${slug}[bot]`,
    kind: 'Bot',
    createdAt: nowText(world),
  };
  const app = { ...given, ...identity, slug, bot, createdAt: nowText(world) };
  world.accounts.set(bot.id, bot);
  world.apps.set(app.id, app);
  return app;
}

function newKey(): Pick<App, 'privateKey' | 'publicKey'> {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
}
