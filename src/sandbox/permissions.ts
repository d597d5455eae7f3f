import type { Role } from './model/account.ts';
import { atLeast } from './model/account.ts';
import type { Account } from './model/account.ts';
import type { Caller, Level, Permissions } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import type { World } from './world.ts';
import { covers } from './world.ts';

/** What something in a repository takes: one of `grants` from an App's or workflow's token, `role` from a person. */
export interface Access {
  readonly grants: readonly Grant[];
  readonly role: Role;
}

/** Permission and level, like `contents:write`. */
export type Grant = `${string}:${Level}`;

/** `hidden`: the caller may not even know of the repository, 404; `refused`: 403. */
export type Verdict = 'allowed' | 'refused' | 'hidden';

/**
 * Whether a caller may do something. A token without a permission is refused in its own repositories even where
 * everybody may read; GitHub is laxer for some public data, so what passes here passes there.
 */
export function judge(world: World, caller: Caller, repository: Repository, access: Access): Verdict {
  if (!canSee(world, caller, repository)) return 'hidden';
  if (caller.kind === 'user') {
    return atLeast(roleOf(world, caller.account, repository), access.role) ? 'allowed' : 'refused';
  }
  const reading = access.grants.every((grant) => grant.endsWith(':read')) && access.role === 'read';
  if (!isMember(caller, repository)) return reading ? 'allowed' : 'refused';
  const permissions = caller.kind === 'installation' || caller.kind === 'workflow' ? caller.permissions : {};
  return access.grants.length === 0 || access.grants.some((grant) => grants(permissions, grant))
    ? 'allowed'
    : 'refused';
}

export function grants(permissions: Permissions, grant: Grant): boolean {
  const [name = '', level = ''] = grant.split(':');
  if (name === 'metadata' && level === 'read') return true;
  return permissions[name] === 'write' || permissions[name] === level;
}

/** People may see the teams of an organization; of tokens, only an installation there with `members`. */
export function readsMembers(caller: Caller, organization: Account): boolean {
  if (caller.kind === 'user') return true;
  return (
    caller.kind === 'installation' &&
    caller.installation.account.id === organization.id &&
    grants(caller.permissions, 'members:read')
  );
}

export function canSee(world: World, caller: Caller, repository: Repository): boolean {
  if (!repository.private) return true;
  if (caller.kind === 'user') return roleOf(world, caller.account, repository) !== 'none';
  return isMember(caller, repository);
}

/** The highest role over ownership, direct grant and teams; anybody reads what is public. */
export function roleOf(world: World, account: Account, repository: Repository): Role {
  if (repository.owner.id === account.id) return 'admin';
  const granted: Role[] = [
    repository.private ? 'none' : 'read',
    repository.collaborators.get(account.id) ?? 'none',
  ];
  for (const [teamId, role] of repository.teams) {
    if (world.teams.get(teamId)?.members.has(account.id) === true) granted.push(role);
  }
  return granted.reduce((best, each) => (atLeast(each, best) ? each : best));
}

/** Whether a token was made for this repository. */
function isMember(caller: Caller, repository: Repository): boolean {
  if (caller.kind === 'workflow') return caller.repositoryId === repository.id;
  if (caller.kind !== 'installation') return false;
  return (
    covers(caller.installation, repository) &&
    (caller.repositories === 'all' || caller.repositories.has(repository.id))
  );
}
