import { atLeast } from '../model/account.ts';
import type { Role } from '../model/account.ts';
import { isActor } from '../model/app.ts';
import { readsMembers, roleOf } from '../permissions.ts';
import { publicUserShape, userShape } from '../shapes/user.ts';
import { findAccount, findTeam } from '../world.ts';
import type { Answer } from './answer.ts';
import { HttpError, notFound, ok } from './answer.ts';
import type { RepoRequest, RestRequest, Route } from './route.ts';
import { param, repoRead, route } from './route.ts';

export const peopleRoutes: readonly Route[] = [
  route('GET /user', getSelf),
  route('GET /users/{username}', getUser),
  route('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', getMembership),
  repoRead(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    ['metadata:read'],
    getPermission,
    'write',
  ),
];

function getSelf(request: RestRequest): Answer {
  const { caller, world } = request;
  if (caller.kind === 'user') return ok(publicUserShape(world.urls, caller.account));
  if (caller.kind === 'anonymous') throw new HttpError(401, 'Requires authentication');
  throw new HttpError(403, 'Resource not accessible by integration');
}

function getUser(request: RestRequest): Answer {
  const account = findAccount(request.world, param(request, 'username'));
  if (account === null) throw notFound();
  return ok(publicUserShape(request.world.urls, account));
}

/** Tokens that may not read members get the same 404 as for somebody who is not in the team. */
function getMembership(request: RestRequest): Answer {
  const { world, caller } = request;
  const team = findTeam(world, param(request, 'org'), param(request, 'team_slug'));
  const account = findAccount(world, param(request, 'username'));
  if (team === null || account === null || !isActor(caller)) throw notFound();
  const role = team.members.get(account.id);
  if (!readsMembers(caller, team.organization) || role === undefined) throw notFound();
  const org = team.organization.login;
  return ok({
    url: `${world.urls.api}/orgs/${org}/teams/${team.slug}/memberships/${account.login}`,
    role,
    state: 'active',
  });
}

/** The old words know four levels; `role_name` tells all of them. */
const LEGACY: Readonly<Record<Role, string>> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

function getPermission(request: RepoRequest): Answer {
  const { world, repository } = request;
  const account = findAccount(world, param(request, 'username'));
  if (account === null || account.kind === 'Organization') {
    throw new HttpError(404, `${param(request, 'username')} is not a user`);
  }
  const role = roleOf(world, account, repository);
  const permissions = {
    admin: role === 'admin',
    maintain: atLeast(role, 'maintain'),
    push: atLeast(role, 'write'),
    triage: atLeast(role, 'triage'),
    pull: atLeast(role, 'read'),
  };
  const user = { ...userShape(world.urls, account), role_name: role, permissions };
  return ok({ permission: LEGACY[role], role_name: role, user });
}
