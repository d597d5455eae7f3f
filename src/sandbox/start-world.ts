import type { Actions } from './actions/actions.ts';
import { createActions } from './actions/create-actions.ts';
import { newActionsHost } from './actions-host.ts';
import { temporaryFolder } from './at-exit.ts';
import { startChanges } from './changes.ts';
import { startClock } from './clock.ts';
import { newContentLimit } from './content-limit.ts';
import { createActionsApp } from './create-app.ts';
import { newCredentials } from './credentials.ts';
import { newFaults } from './faults.ts';
import { newHandler } from './handle.ts';
import { newIds } from './ids.ts';
import { newJobTokenLimit } from './job-token-limit.ts';
import type { Account } from './model/account.ts';
import type { App } from './model/app.ts';
import type { RequestLog } from './request-log.ts';
import { newRequestLog } from './request-log.ts';
import type { SandboxOptions } from './sandbox-api.ts';
import { listen } from './server.ts';
import { newWebhooks } from './webhooks.ts';
import type { Urls, World } from './world.ts';
import { nowText } from './world.ts';

export interface StartedWorld {
  readonly world: World;
  readonly requests: RequestLog;
  readonly close: () => Promise<void>;
}

/** An empty GitHub that answers requests. */
export async function startWorld(options: SandboxOptions): Promise<StartedWorld> {
  // A port that is taken fails here, before there is anything to clean up.
  const server = await listen(options.port ?? 0);
  const folder = temporaryFolder('signalbox-sandbox-');
  const html = `http://127.0.0.1:${String(server.port)}`;
  const urls = { html, api: `${html}/api/v3`, graphql: `${html}/api/graphql` };
  const world = newWorld(urls, folder.path, options);
  const requests = newRequestLog();
  server.serve(world, newHandler(requests, options.secondaryLimits === true ? newContentLimit() : null));
  const close = async (): Promise<void> => {
    world.changes.close();
    world.webhooks.close();
    await world.actions.close();
    await server.close();
    world.clock.stop();
    for (const repository of world.repositories.values()) repository.objects.close();
    await folder.remove();
  };
  return { world, requests, close };
}

function newWorld(urls: Urls, folder: string, options: SandboxOptions): World {
  const clock = startClock(options.start);
  const changes = startChanges();
  const faults = newFaults();
  const nextId = newIds();
  const apps = new Map<number, App>();
  const bare = {
    clock,
    changes,
    faults,
    nextId,
    urls,
    folder,
    apps,
    credentials: newCredentials((id) => apps.get(id) ?? null),
    tellsLimits: options.secondaryLimits === true,
    jobTokenLimit: newJobTokenLimit(options.jobTokenRequestsPerHour ?? 1000, () => clock.now()),
    webhooks: newWebhooks({ clock, changes, faults, nextId }),
    accounts: new Map<number, Account>(),
    teams: new Map(),
    installations: new Map(),
    repositories: new Map(),
    problems: [],
  };
  const actionsApp = githubActions(bare);
  // The runner needs the world as its host, and the world has the runner: one of them has to come late.
  let actions: Actions | null = null;
  const world: World = {
    ...bare,
    actionsApp,
    get actions() {
      if (actions === null) throw new Error('the Actions runner has not started');
      return actions;
    },
  };
  actions = createActions({ host: newActionsHost(world, options.actionFolders ?? {}) });
  return world;
}

function githubActions(world: Parameters<typeof createActionsApp>[0]): App {
  const owner: Account = {
    id: world.nextId('account'),
    login: 'github',
    kind: 'Organization',
    createdAt: nowText(world),
  };
  world.accounts.set(owner.id, owner);
  return createActionsApp(world, owner);
}
