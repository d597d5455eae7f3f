import type { Account } from './account.ts';

export type Level = 'read' | 'write';
/** Permission names as in GitHub's API (`pull_requests`) → level. */
export type Permissions = Readonly<Record<string, Level>>;

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  /** `<slug>[bot]`, the author of what its installations do. */
  readonly bot: Account;
  /** PEM; the App signs its JWTs with it. */
  readonly privateKey: string;
  readonly publicKey: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  webhookUrl: string | null;
  readonly webhookSecret: string;
  readonly createdAt: string;
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  /** Ids of the repositories; `all`: every one of the account. */
  readonly repositories: ReadonlySet<number> | 'all';
  readonly permissions: Permissions;
  readonly createdAt: string;
}

/** Who makes a request. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly account: Account }
  /** An App itself, by JWT. */
  | { readonly kind: 'app'; readonly app: App }
  | InstallationCaller
  | WorkflowCaller;

export interface InstallationCaller {
  readonly kind: 'installation';
  readonly account: Account;
  readonly app: App;
  readonly installation: Installation;
  readonly permissions: Permissions;
  readonly repositories: ReadonlySet<number> | 'all';
}

/** A job's `GITHUB_TOKEN`. */
export interface WorkflowCaller {
  readonly kind: 'workflow';
  readonly account: Account;
  readonly app: App;
  readonly permissions: Permissions;
  readonly repositoryId: number;
  readonly runId: number;
}

/** Callers that act as somebody. */
export type Actor = Extract<Caller, { readonly account: Account }>;

export function isActor(caller: Caller): caller is Actor {
  return caller.kind === 'user' || caller.kind === 'installation' || caller.kind === 'workflow';
}

/** The App whose work this is; null for people. */
export function appOf(caller: Caller): App | null {
  return caller.kind === 'anonymous' || caller.kind === 'user' ? null : caller.app;
}
