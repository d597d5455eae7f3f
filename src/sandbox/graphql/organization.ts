import type { Account } from '../model/account.ts';
import { readsMembers } from '../permissions.ts';
import { findAccount, findTeam } from '../world.ts';
import { nodeId } from '../ids.ts';
import { actorNode } from './actor.ts';
import type { Args, GraphContext, GraphNode } from './node.ts';
import { graphError, textArg } from './node.ts';

/** @throws the error of GitHub for a login that no organization has. */
export function organizationNode(context: GraphContext, login: string): GraphNode {
  const account = findAccount(context.world, login);
  if (account?.kind !== 'Organization') {
    throw graphError('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`);
  }
  return {
    ...actorNode(context, account),
    team: (args: Args) => teamNode(context, account, textArg(args, 'slug') ?? ''),
  };
}

/** Null for a team that is not there, and for every team to a caller who may not read members. */
function teamNode(context: GraphContext, organization: Account, slug: string): GraphNode | null {
  const team = findTeam(context.world, organization.login, slug);
  if (team === null || !readsMembers(context.caller, organization)) return null;
  return {
    __typename: 'Team',
    id: nodeId('T', team.id),
    databaseId: team.id,
    slug: team.slug,
    name: team.slug,
  };
}
