import { randomBytes } from 'node:crypto';
import { temporaryFolder } from '../at-exit.ts';
import { startSandbox } from '../sandbox.ts';
import type { Sandbox, SandboxApp, SandboxRepository, SandboxUser } from '../sandbox-api.ts';
import type { Role } from '../model/account.ts';
import type { AppProcess } from './app-process.ts';
import { startAppProcess } from './app-process.ts';
import type { Closing } from './closing.ts';
import { opened } from './closing.ts';

/** A sandbox with one repository, people, and the App installed; the App itself runs as processes. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly repository: SandboxRepository;
  /** Full name, like `acme/hello`. */
  readonly name: string;
  readonly app: SandboxApp;
  readonly people: Readonly<Record<string, SandboxUser>>;
  /** Folder that deploys write to, one folder in it per environment. */
  readonly deployRoot: string;
  /** Starts an App process and sends webhooks to it. */
  startApp(env?: Readonly<Record<string, string>>): Promise<AppProcess>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Path → text of the repository's first commit. */
  readonly files: Readonly<Record<string, string>>;
  /** Signalbox's own folder: there `uses: OWNER/signalbox@v1` and the App come from. */
  readonly signalbox: string;
  readonly appCommand: readonly string[];
  readonly repository?: string;
  /** Login → role in the repository. */
  readonly people?: Readonly<Record<string, Role>>;
  readonly port?: number;
  /** Do not install the App: the repository's own workflows are all there is. */
  readonly withoutApp?: boolean;
  /** Folder that deploys write to; left alone at the end. Default: a temporary one. */
  readonly deployRoot?: string;
  /** GitHub's limits on content-creating requests hold; default: they do not. */
  readonly secondaryLimits?: boolean;
}

/** What the App may do and hears of, as in `app.yml`. */
export const APP_PERMISSIONS = {
  actions: 'write',
  checks: 'read',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'write',
  metadata: 'read',
  members: 'read',
} as const;

export const APP_EVENTS = [
  'check_run',
  'check_suite',
  'create',
  'issue_comment',
  'push',
  'status',
  'workflow_run',
] as const;

const PEOPLE: Readonly<Record<string, Role>> = {
  alice: 'maintain',
  bob: 'write',
  rita: 'read',
  stranger: 'none',
};

/** Sets the stage; nothing runs yet but the sandbox. @throws {Error} after having cleaned up. */
export function setStage(options: StageOptions): Promise<Stage> {
  return opened((closing) => setUp(options, closing));
}

async function setUp(options: StageOptions, closing: Closing): Promise<Omit<Stage, 'close'>> {
  const deployRoot = options.deployRoot ?? deployFolder(closing);
  const sandbox = await startSandbox({
    actionFolders: { 'OWNER/signalbox': options.signalbox },
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.secondaryLimits === undefined ? {} : { secondaryLimits: options.secondaryLimits }),
  });
  closing.add(() => sandbox.close());
  const roles = options.people ?? PEOPLE;
  sandbox.createOrganization('acme');
  const people = Object.fromEntries(
    Object.keys(roles).map((login) => [login, sandbox.createUser(login)] as const),
  );
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: options.repository ?? 'hello',
    files: options.files,
    collaborators: Object.fromEntries(Object.entries(roles).filter(([, role]) => role !== 'none')),
  });
  repository.setVariable('DEPLOY_ROOT', deployRoot);
  const app = sandbox.createApp({
    name: 'Signalbox',
    owner: 'acme',
    permissions: APP_PERMISSIONS,
    events: APP_EVENTS,
    secret: randomBytes(20).toString('hex'),
  });
  if (options.withoutApp !== true) sandbox.install(app, 'acme');
  const running: AppProcess[] = [];
  closing.add(async () => {
    await Promise.all(running.map((each) => each.kill()));
  });
  return {
    sandbox,
    repository,
    name: repository.fullName,
    app,
    people,
    deployRoot,
    async startApp(env = {}) {
      const { appCommand: command, signalbox: directory } = options;
      const started = await startAppProcess({ command, directory, sandbox, app, env });
      app.setWebhookUrl(started.webhookUrl);
      running.push(started);
      return started;
    },
  };
}

function deployFolder(closing: Closing): string {
  const { path, remove } = temporaryFolder('signalbox-deployed-');
  closing.add(remove);
  return path;
}
