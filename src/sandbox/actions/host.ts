/**
 * What the Actions runner needs of the server around it. The server implements this; the runner knows nothing else of
 * it. Values are plain data; whatever goes out to an App is rendered by the server except where a type says otherwise.
 */
export interface ActionsHost {
  /** Like `https://github.com`, without a slash at the end. */
  readonly serverUrl: string;
  /** Like `https://api.github.com`, without a slash at the end. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly clock: HostClock;
  /** Names are compared without case, as on GitHub; null: there is no such repository. */
  repository(fullName: string): HostRepository | null;
  /** The REST object of a repository, as it stands in runs and in the event file of a job. */
  renderRepository(fullName: string): JsonObject;
  /** The REST object (`simple user`) of a login, bots like `github-actions[bot]` included. */
  renderUser(login: string): JsonObject;
  /** Whose address this is, as an author writes it into commits; null: nobody's. */
  loginOf(email: string): string | null;
  /** Whether what this login brings from a fork runs only after a maintainer's approval. */
  isNewcomer(repository: string, login: string): boolean;
  /** Makes a `GITHUB_TOKEN`: its actor is `github-actions[bot]`, and it can do what `permissions` says, no more. */
  issueToken(request: TokenRequest): string;
  /** The token answers 401 from now on. Unknown and revoked tokens are no error. */
  revokeToken(token: string): void;
  /**
   * Sends a webhook to the Apps that subscribe to it, and starts the workflows that ask for it; the server adds
   * `repository`, `sender` and `installation`.
   */
  publish(event: HostEvent): void;
  /** Stores a suite of the app `github-actions` and sends `check_suite` when `action` is not null. */
  saveCheckSuite(suite: HostCheckSuite, action: 'completed' | null): void;
  /** Stores a check run of the app `github-actions` and sends `check_run` when `action` is not null. */
  saveCheckRun(run: HostCheckRun, action: 'created' | 'completed' | null): void;
  /** Files of `uses: owner/name@ref` as a local folder (the root of that repository); null: not available. */
  resolveAction(action: ActionReference): Promise<string | null>;
}

export interface HostClock {
  now(): Date;
  /** Calls `wake` once, when the clock reaches `when` (also when a test moves it there); the answer takes it back. */
  at(when: Date, wake: () => void): () => void;
}

export interface HostRepository {
  readonly id: number;
  readonly owner: string;
  readonly ownerId: number;
  readonly name: string;
  /** In its true spelling. */
  readonly fullName: string;
  readonly defaultBranch: string;
  /** Bare git directory on this machine. */
  readonly gitDirectory: string;
  /** Configuration variables and secrets of the repository, for `vars` and `secrets`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface TokenRequest {
  readonly repository: string;
  readonly runId: number;
  readonly jobId: number;
  readonly permissions: TokenPermissions;
}

/** Keys as in a workflow's `permissions:` with `_` for `-` (`pull_requests`); what is missing is not granted. */
export type TokenPermissions = Readonly<Record<string, 'read' | 'write'>>;

export interface HostEvent {
  readonly repository: string;
  readonly name: 'workflow_run' | 'workflow_job';
  /** Login of the person or bot behind it. */
  readonly sender: string;
  /** Whether they used a `GITHUB_TOKEN`: then no workflow starts. */
  readonly byWorkflowToken: boolean;
  /** How many runs led to what this would start. */
  readonly chain: number;
  /** `action` and the event's own objects, in GitHub's shape. */
  readonly payload: JsonObject;
}

/** Status and conclusion with GitHub's words. */
export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export interface HostCheckSuite {
  readonly id: number;
  readonly repository: string;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly status: CheckStatus;
  readonly conclusion: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface HostCheckRun {
  /** The same number as the job's id, as on GitHub. */
  readonly id: number;
  readonly suiteId: number;
  readonly repository: string;
  readonly headSha: string;
  /** The job's name. */
  readonly name: string;
  readonly status: CheckStatus;
  readonly conclusion: string | null;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly detailsUrl: string;
}

export interface ActionReference {
  readonly owner: string;
  readonly name: string;
  readonly ref: string;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}
