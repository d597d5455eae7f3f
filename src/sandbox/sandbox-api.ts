import type { Actions } from './actions/actions.ts';
import type { RunControl } from './actions/control.ts';
import type { SandboxActor } from './actor.ts';
import type { Found, WaitOptions } from './changes.ts';
import type { Faults } from './faults.ts';
import type { Role } from './model/account.ts';
import type { Permissions } from './model/app.ts';
import type { LoggedRequest } from './request-log.ts';
import type { Delivery } from './webhooks.ts';

/**
 * A GitHub on loopback: git over HTTP, REST, GraphQL, webhooks, Actions, on real bare repositories.
 *
 *     const sandbox = await startSandbox();
 *     const alice = sandbox.createUser('alice');
 *     const web = await sandbox.createRepository({ owner: 'alice', name: 'web', files: { 'README.md': 'hello' } });
 *     const app = sandbox.createApp({ name: 'signalbox', owner: 'alice', permissions, events, webhookUrl, secret });
 *     sandbox.install(app, 'alice');
 *     const sha = await sandbox.as('alice').commit('alice/web', { message: 'change', files: { a: 'b' } });
 *     await sandbox.waitFor(() => sandbox.deliveries.find((delivery) => delivery.event === 'push'));
 *     await sandbox.close();
 *
 * Clients take `apiUrl` as octokit's `baseUrl`, a token of `createUser`, or `app.id` with `app.privateKey`; Probot
 * takes `GHE_HOST` (`127.0.0.1:port`) and `GHE_PROTOCOL=http`; git clones `repository.cloneUrl` with a token as
 * password. Tests end with `expect(sandbox.problems).toEqual([])`.
 */
export interface Sandbox {
  /** For people and git, like `http://127.0.0.1:4711`; no slash at the end, as all of them. */
  readonly url: string;
  /** `<url>/api/v3` */
  readonly apiUrl: string;
  /** `<url>/api/graphql` */
  readonly graphqlUrl: string;
  now(): Date;
  /**
   * Moves GitHub's clock; the clients' own stays. Schedules of workflows that become due on the way start one run per
   * workflow, as GitHub does not catch up. Real time that passes starts none.
   */
  advance(seconds: number): void;
  /** Starts every scheduled workflow of a repository now. @returns the runs. */
  fireSchedules(repository: string): Promise<readonly number[]>;
  createUser(login: string): SandboxUser;
  createOrganization(login: string): void;
  createTeam(team: {
    readonly organization: string;
    readonly slug: string;
    readonly members: readonly string[];
  }): void;
  createRepository(repository: RepositoryOptions): Promise<SandboxRepository>;
  createApp(app: AppOptions): SandboxApp;
  /** Installs an App on an account: on `repositories` (names), or on all. */
  install(app: SandboxApp, account: string, options?: InstallOptions): SandboxInstallation;
  /** A person who acts. */
  as(login: string): SandboxActor;
  /** An App that acts as its installation. */
  asApp(installation: SandboxInstallation): SandboxActor;
  readonly faults: Pick<Faults, 'request' | 'delivery' | 'lagRef' | 'lagRuns'>;
  /** Requests over HTTP so far, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Webhooks so far, oldest first. */
  readonly deliveries: readonly Delivery[];
  redeliver(delivery: Delivery): void;
  /** Holds, fails, kills workflow runs. */
  readonly runs: RunControl;
  /** Reads about Actions, in REST's words. */
  readonly actions: Pick<Actions, 'getRun' | 'listRuns' | 'listJobs' | 'jobLog' | 'listWorkflows' | 'rerun'>;
  /** Resolves when `look` finds something; it is asked after every change. @throws {WaitedTooLong} */
  waitFor<T>(look: () => T | Promise<T>, options?: WaitOptions): Promise<Found<T>>;
  /** Looks again at what is waited for, after a change that the sandbox cannot see. */
  nudge(): void;
  /** Mistakes of the sandbox itself: answers and webhooks that differ from what GitHub publishes. */
  readonly problems: readonly string[];
  /** Ends every process and removes every file. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Default: any free one. */
  readonly port?: number;
  /** What GitHub's clock shows at first; default: real time. */
  readonly start?: Date;
  /**
   * Refuse more than 80 content-creating requests a minute and 500 an hour of one caller, and let answers speak of
   * limits; default: no, as a GitHub Enterprise Server that has none.
   */
  readonly secondaryLimits?: boolean;
  /** Requests that the jobs of one repository have in an hour, for REST and GraphQL each; default 1,000. */
  readonly jobTokenRequestsPerHour?: number;
  /** Actions from outside (`uses: owner/name@ref`): `owner/name` → folder with `action.yml`. */
  readonly actionFolders?: Readonly<Record<string, string>>;
}

export interface SandboxUser {
  readonly id: number;
  readonly login: string;
  /** A personal access token with every scope. */
  readonly token: string;
}

export interface RepositoryOptions {
  readonly owner: string;
  readonly name: string;
  readonly private?: boolean;
  /** Default `main`. */
  readonly defaultBranch?: string;
  /** Path → text of the first commit; none: the repository is empty. */
  readonly files?: Readonly<Record<string, string>>;
  /** Login → role. */
  readonly collaborators?: Readonly<Record<string, Role>>;
}

export interface SandboxRepository {
  readonly id: number;
  readonly fullName: string;
  /** Without credentials. */
  readonly cloneUrl: string;
  /** Bare git directory. */
  readonly directory: string;
  /** Role `none` takes it back. */
  grant(login: string, role: Role): void;
  grantTeam(slug: string, role: Role): void;
  setVariable(name: string, value: string): void;
  setSecret(name: string, value: string): void;
  /** Commit of a branch, tag or full ref name; null when there is none. */
  head(ref?: string): Promise<string | null>;
  /** Text of a file at a branch or commit; null when there is none. */
  file(path: string, at?: string): Promise<string | null>;
  /** Runs git in the bare repository: `git('log', '--oneline', 'main')`. */
  git(...args: string[]): Promise<string>;
}

export interface AppOptions {
  readonly name: string;
  readonly owner: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  /** Null, or set later: nothing is sent until then. */
  readonly webhookUrl?: string | null;
  readonly secret?: string;
}

export interface SandboxApp {
  readonly id: number;
  readonly slug: string;
  /** `<slug>[bot]` */
  readonly botLogin: string;
  /** PEM */
  readonly privateKey: string;
  readonly secret: string;
  /** Where webhooks go from now on. */
  setWebhookUrl(url: string | null): void;
}

export interface InstallOptions {
  readonly repositories?: readonly string[];
  readonly permissions?: Permissions;
}

export interface SandboxInstallation {
  readonly id: number;
  readonly appId: number;
  /** A token of the installation, as `POST …/access_tokens` makes them. */
  token(): string;
}
