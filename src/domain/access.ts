import type { Actor } from './actor.ts';
import { refuse } from './answers.ts';
import type { Answer } from './decision.ts';
import type { EnvironmentPolicy, Policy } from './policy.ts';
import type { EnvironmentName } from './names.ts';
import type { Access, Grant, Role, RoleGrants } from './role.ts';
import { holdsRole } from './role.ts';
import { own } from './own.ts';
import type { Turn } from './turn.ts';

/**
 * @returns whether somebody may command anything anywhere. Who is in a team that cannot be read may: the answer tells
 * them what is missing.
 */
export function mayCommand(turn: Turn, actor: Actor, policy: Policy): boolean {
  const access = accessOf(turn, actor, policy);
  return allGrants(policy).some((grants) => holdsRole(grants, access, 'operator') !== 'no');
}

/** @returns what GitHub says of the person, with every team that this policy names. */
export function accessOf(turn: Turn, actor: Actor, policy: Policy): Access {
  return turn.facts.need('access', { actor, teams: teamsOf(policy) });
}

/** @returns the grants that hold in an environment; the repository's where it has none of its own. */
export function grantsIn(policy: Policy, environment: EnvironmentName): RoleGrants {
  return own(policy.environments, environment)?.roles ?? policy.roles;
}

/** @returns null when the role is held, else the refusal that names what was needed and what was found. */
export function judgeAccess(grants: RoleGrants, access: Access, role: Role, actor: Actor): Answer | null {
  const holds = holdsRole(grants, access, role);
  if (holds === 'yes') return null;
  const needed = `${role} (${grants[role].map(spellGrant).join(' or ')})`;
  const detail = { by: actor.login, needed, found: access.permission };
  if (holds === 'no') return refuse('not-permitted', detail);
  return refuse('teams-unreadable', { ...detail, name: access.unreadableTeams.join(', ') });
}

function spellGrant(grant: Grant): string {
  return grant.kind === 'team' ? `team ${grant.team}` : grant.permission;
}

/** @returns the repository's grants, and those of each environment that has its own. */
export function allGrants(policy: Policy): readonly RoleGrants[] {
  const local = Object.values(policy.environments).flatMap((each: EnvironmentPolicy) =>
    each.roles ? [each.roles] : [],
  );
  return [policy.roles, ...local];
}

function teamsOf(policy: Policy): string[] {
  const grants = allGrants(policy).flatMap((roles) => Object.values(roles).flat());
  const teams = grants.flatMap((grant: Grant) => (grant.kind === 'team' ? [grant.team] : []));
  return [...new Set(teams)].sort();
}
