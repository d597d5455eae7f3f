import type { Account } from './model/account.ts';
import { atLeast } from './model/account.ts';
import type { Repository } from './model/repository.ts';
import { roleOf } from './permissions.ts';
import type { World } from './world.ts';

/**
 * Whether workflows that run what this account brings from a fork wait for a maintainer: in public repositories, for
 * those who may not write and of whom nothing was merged yet (GitHub, "Approving workflow runs from public forks"; the
 * default of that setting).
 */
export function isNewcomer(world: World, repository: Repository, account: Account): boolean {
  if (repository.private || atLeast(roleOf(world, account, repository), 'write')) return false;
  const issues = [...repository.issues.values()];
  return !issues.some(({ author, pull }) => author.id === account.id && (pull?.merged ?? null) !== null);
}
