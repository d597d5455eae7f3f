import type { Actor } from '../../domain/actor.ts';
import type { Access, Permission } from '../../domain/role.ts';
import { PERMISSIONS } from '../../domain/role.ts';
import type { GitHubClient } from '../../github/client.ts';
import { GitHubRefused } from '../../github/client.ts';
import { orNull } from './refused.ts';

interface PermissionJson {
  /** One of `admin`, `write`, `read`, `none`: maintain counts as write here, triage as read. */
  readonly permission: string;
  /** The real role; of an organisation's own making, it may be any word. */
  readonly role_name?: string;
  readonly user: { readonly id: number; readonly login: string } | null;
}

const NOBODY: Access = { permission: 'none', teams: [], unreadableTeams: [] };

/**
 * What a person may do in the repository. The login is only the way to ask: the account that has it now must be the
 * one that acted, or somebody has taken over a login that was given up (attack A10).
 * @param options.teams which of these, like `acme/ops`, the person may be an active member of
 * @param options.teamClient credentials that may read teams, where the repository's own may not
 */
export async function readAccess(
  client: GitHubClient,
  actor: Actor,
  options: { readonly teams: readonly string[]; readonly teamClient: GitHubClient },
): Promise<Access> {
  const asked = client.rest<PermissionJson>('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
    username: actor.login,
  });
  const answer = await orNull(asked);
  if (answer?.data.user?.id !== actor.id) return NOBODY;
  const memberships = await Promise.all(
    options.teams.map(async (team) => ({
      team,
      is: await membership(options.teamClient, team, actor.login),
    })),
  );
  return {
    permission: permissionOf(answer.data),
    teams: memberships.filter(({ is }) => is === 'member').map(({ team }) => team),
    unreadableTeams: memberships.filter(({ is }) => is === 'unreadable').map(({ team }) => team),
  };
}

/** @returns the role where it is one of GitHub's own, else the permission that a custom role is built on. */
export function permissionOf(answer: {
  readonly permission: string;
  readonly role_name?: string;
}): Permission {
  return known(answer.role_name) ?? known(answer.permission) ?? 'none';
}

function known(word: string | undefined): Permission | undefined {
  return PERMISSIONS.find((permission) => permission === word);
}

type Membership = 'member' | 'stranger' | 'unreadable';

/**
 * GitHub answers 404 for a stranger, and the same 404 to credentials that may not see the team at all. So after
 * one, the team itself is asked for: only who can see it may believe the first answer.
 */
async function membership(client: GitHubClient, team: string, login: string): Promise<Membership> {
  const [org, slug, ...rest] = team.split('/');
  if (org === undefined || slug === undefined || rest.length > 0) return 'unreadable';
  try {
    const asked = client.rest<{ readonly state: string }>(
      'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
      { org, team_slug: slug, username: login },
    );
    const answer = await orNull(asked);
    // `pending`: invited, and has not said yes.
    if (answer !== null) return answer.data.state === 'active' ? 'member' : 'stranger';
    return (await isVisible(client, org, slug)) ? 'stranger' : 'unreadable';
  } catch (error) {
    if (error instanceof GitHubRefused) return 'unreadable';
    throw error;
  }
}

interface TeamJson {
  readonly organization: { readonly team: { readonly slug: string } | null } | null;
}

const TEAM_QUERY = `
query ($org: String!, $slug: String!) {
  organization(login: $org) { team(slug: $slug) { slug } }
}`;

/** @returns whether these credentials can see the team at all. */
async function isVisible(client: GitHubClient, org: string, slug: string): Promise<boolean> {
  const answer = await client.graphql<TeamJson>(TEAM_QUERY, { org, slug }, { missingIsNull: true });
  return (answer.data.organization?.team ?? null) !== null;
}
