import { git } from './git/process.ts';
import { resolveCommit } from './git/resolve.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import type { SandboxRepository } from './sandbox-api.ts';
import { repositoryPage } from './shapes/repository.ts';
import type { World } from './world.ts';
import { findAccount, findTeam } from './world.ts';

/** A repository in the hands of a test: it changes and reads without asking anybody's permission. */
export function repositoryHandle(world: World, repository: Repository): SandboxRepository {
  const { directory, objects, defaultBranch } = repository;
  return {
    id: repository.id,
    fullName: fullName(repository),
    cloneUrl: `${repositoryPage(world.urls, repository)}.git`,
    directory,
    grant(login, role) {
      const account = findAccount(world, login);
      if (account === null) throw new Error(`there is no account ${login}`);
      if (role === 'none') repository.collaborators.delete(account.id);
      else repository.collaborators.set(account.id, role);
    },
    grantTeam(slug, role) {
      const team = findTeam(world, repository.owner.login, slug);
      if (team === null) throw new Error(`there is no team ${slug}`);
      repository.teams.set(team.id, role);
    },
    setVariable(name, value) {
      repository.variables[name] = value;
    },
    setSecret(name, value) {
      repository.secrets[name] = value;
    },
    head: async (ref = defaultBranch) => (await resolveCommit(objects, ref))?.oid ?? null,
    async file(path, at = defaultBranch) {
      const commit = await resolveCommit(objects, at);
      const blob = commit === null ? null : await objects.read(`${commit.oid}:${path}`);
      return blob?.type === 'blob' ? blob.content.toString('utf8') : null;
    },
    git: (...args) => git(directory, args),
  };
}
