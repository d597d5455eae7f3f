import type { Actions } from './actions/actions.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import { timestamp } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { Faults } from './faults.ts';
import type { IdKind } from './ids.ts';
import type { JobTokenLimit } from './job-token-limit.ts';
import type { Account, Team } from './model/account.ts';
import type { App, Installation } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import type { Webhooks } from './webhooks.ts';

/** Everything that this GitHub knows, in memory; what git keeps is in the repositories' directories. */
export interface World {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly credentials: Credentials;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly jobTokenLimit: JobTokenLimit;
  /** Whether answers tell what is left of an hour; a server without limits speaks of none. */
  readonly tellsLimits: boolean;
  readonly urls: Urls;
  /** Folder for everything that lives on disk; removed at the end. */
  readonly folder: string;
  nextId(kind: IdKind): number;
  readonly accounts: Map<number, Account>;
  readonly teams: Map<number, Team>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly repositories: Map<number, Repository>;
  /** Who is behind `GITHUB_TOKEN`. */
  readonly actionsApp: App;
  readonly actions: Actions;
  /** Answers and webhooks that do not match what GitHub publishes, and errors of things nobody waits for. */
  readonly problems: string[];
}

/** Addresses without a slash at the end. */
export interface Urls {
  /** For people and git. */
  readonly html: string;
  readonly api: string;
  readonly graphql: string;
}

export function nowText(world: Pick<World, 'clock'>): string {
  return timestamp(world.clock.now());
}

/** Logins and names are compared without case, as on GitHub. */
export function findAccount(world: Pick<World, 'accounts'>, login: string): Account | null {
  const wanted = login.toLowerCase();
  for (const account of world.accounts.values()) if (account.login.toLowerCase() === wanted) return account;
  return null;
}

export function findRepository(
  world: Pick<World, 'repositories'>,
  owner: string,
  name: string,
): Repository | null {
  return findByFullName(world, `${owner}/${name}`);
}

export function findByFullName(world: Pick<World, 'repositories'>, wanted: string): Repository | null {
  const lower = wanted.toLowerCase();
  for (const repository of world.repositories.values()) {
    if (fullName(repository).toLowerCase() === lower) return repository;
  }
  return null;
}

export function findTeam(world: Pick<World, 'teams'>, organization: string, slug: string): Team | null {
  for (const team of world.teams.values()) {
    const same = team.organization.login.toLowerCase() === organization.toLowerCase();
    if (same && team.slug === slug.toLowerCase()) return team;
  }
  return null;
}

/** Installations that cover a repository. */
export function installationsOf(
  world: Pick<World, 'installations'>,
  repository: Repository,
): readonly Installation[] {
  return [...world.installations.values()].filter((installation) => covers(installation, repository));
}

export function covers(
  installation: Pick<Installation, 'account' | 'repositories'>,
  repository: Repository,
): boolean {
  if (installation.account.id !== repository.owner.id) return false;
  return installation.repositories === 'all' || installation.repositories.has(repository.id);
}
