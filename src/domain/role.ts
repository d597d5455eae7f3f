/** What a person may do, from least to most; a later role includes the earlier ones (features C-26). */
export const ROLES = ['viewer', 'operator', 'release-manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** GitHub's repository roles, from least to most. */
export const PERMISSIONS = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** One way to hold a role: at least this repository role, or membership of a team (`acme/ops`). */
export type Grant =
  | { readonly kind: 'permission'; readonly permission: Permission }
  | { readonly kind: 'team'; readonly team: string };

/** For each role, the grants of which one suffices. */
export type RoleGrants = Readonly<Record<Role, readonly Grant[]>>;

/** The grants that hold where policy says nothing (design, section 7). */
export const DEFAULT_GRANTS: RoleGrants = {
  viewer: [{ kind: 'permission', permission: 'read' }],
  operator: [{ kind: 'permission', permission: 'write' }],
  'release-manager': [{ kind: 'permission', permission: 'maintain' }],
  admin: [{ kind: 'permission', permission: 'admin' }],
};

/** What GitHub says of one person in this repository. */
export interface Access {
  readonly permission: Permission;
  /** Teams asked for by policy that the person is an active member of. */
  readonly teams: readonly string[];
  /** Teams that could not be read with the credentials at hand. */
  readonly unreadableTeams: readonly string[];
}

/**
 * @returns whether the access holds the role: `yes`, `no`, or `unreadable` when only a team that cannot be
 * read could have said yes (fail closed, invariant 12).
 */
export function holdsRole(grants: RoleGrants, access: Access, role: Role): 'yes' | 'no' | 'unreadable' {
  const sufficient = ROLES.slice(ROLES.indexOf(role)).flatMap((each) => grants[each]);
  if (sufficient.some((grant) => isGranted(grant, access))) return 'yes';
  const hidden = sufficient.some(
    (grant) => grant.kind === 'team' && access.unreadableTeams.includes(grant.team),
  );
  return hidden ? 'unreadable' : 'no';
}

function isGranted(grant: Grant, access: Access): boolean {
  if (grant.kind === 'team') return access.teams.includes(grant.team);
  return PERMISSIONS.indexOf(access.permission) >= PERMISSIONS.indexOf(grant.permission);
}
