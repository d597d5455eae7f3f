import { createRepository } from './create-repository.ts';
import { happen } from './events.ts';
import { git } from './git/process.ts';
import type { Actor } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import { repositoryShape } from './shapes/repository.ts';
import type { World } from './world.ts';
import { findByFullName } from './world.ts';

/**
 * Copies a repository with its branches and tags into the account of whoever asks; one that is there already is
 * answered again, as GitHub does. The repository it comes from is told by `fork`.
 */
export async function forkRepository(
  world: World,
  parent: Repository,
  actor: Actor,
  name = parent.name,
): Promise<Repository> {
  const known = findByFullName(world, `${actor.account.login}/${name}`);
  if (known !== null) return known;
  const { account: owner } = actor;
  const given = { owner, name, private: parent.private, defaultBranch: parent.defaultBranch, files: {} };
  const fork = await createRepository(world, { ...given, parent });
  const refs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
  await git(fork.directory, ['fetch', '--quiet', '--', parent.directory, ...refs]);
  const forkee = { ...repositoryShape(world.urls, fork), public: !fork.private };
  happen(world, { repository: parent, name: 'fork', payload: { forkee }, actor });
  return fork;
}

/** The repository and branch of `branch` or `owner:branch`, as seen from a base; null: there is no such fork. */
export function headOf(
  world: World,
  base: Repository,
  head: string,
): { readonly repository: Repository; readonly branch: string } | null {
  const [, owner, branch] = /^([^:]+):(.+)$/.exec(head) ?? [];
  if (owner === undefined || branch === undefined) return { repository: base, branch: head };
  if (owner.toLowerCase() === base.owner.login.toLowerCase()) return { repository: base, branch };
  for (const repository of world.repositories.values()) {
    const [of] = fullName(repository).split('/');
    const related = repository.parent === base || base.parent === repository;
    if (related && of?.toLowerCase() === owner.toLowerCase()) return { repository, branch };
  }
  return null;
}
