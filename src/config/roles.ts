import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../domain/role.ts';
import type { Grant, Permission, Role, RoleGrants } from '../domain/role.ts';
import { complain } from './check-shape.ts';
import { listOf, oneOrMany } from './lists.ts';
import type { Path, Sheet } from './sheet.ts';

/** Everybody has no permission, so `none` grants nothing that could be meant. */
const GRANTABLE = PERMISSIONS.filter((permission) => permission !== 'none');

const TEAM = /^@[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;

const grantSchema = z.string().regex(new RegExp(`^(?:${GRANTABLE.join('|')})$|${TEAM.source}`), {
  error: `must be a repository role (${GRANTABLE.join(', ')}) or a team like "@acme/ops"`,
});

const grantsSchema = oneOrMany(grantSchema);

type WrittenGrants = z.infer<typeof grantsSchema>;

export const rolesSchema = z.strictObject({
  viewer: grantsSchema.optional().describe('May ask: /status, /releases, /info, /help. Default: read.'),
  operator: grantsSchema.optional().describe('May release, promote, roll back, lock, retry. Default: write.'),
  'release-manager': grantsSchema.optional().describe('May what an operator may. Default: maintain.'),
  admin: grantsSchema.optional().describe('May do everything. Default: admin.'),
} satisfies Record<Role, z.ZodType<WrittenGrants | undefined>>);

/** @returns the grants with those of `base` for each role that is not written. */
export function readRoles(
  sheet: Sheet,
  path: Path,
  written: z.infer<typeof rolesSchema> | undefined,
  base: RoleGrants,
): RoleGrants {
  const grants = {
    viewer: grantsOf(written?.viewer) ?? base.viewer,
    operator: grantsOf(written?.operator) ?? base.operator,
    'release-manager': grantsOf(written?.['release-manager']) ?? base['release-manager'],
    admin: grantsOf(written?.admin) ?? base.admin,
  };
  if (written !== undefined) complainOfOpenRoles(sheet, path, grants);
  return grants;
}

function grantsOf(written: WrittenGrants | undefined): readonly Grant[] | undefined {
  return written === undefined ? undefined : listOf(written).map(grantOf);
}

function grantOf(text: string): Grant {
  const permission = PERMISSIONS.find((each) => each === text);
  return permission === undefined
    ? { kind: 'team', team: text.slice(1) }
    : { kind: 'permission', permission };
}

/**
 * A later role includes the earlier ones, so `operator: admin` alone keeps nobody out who still is a release manager
 * by `maintain`. Somebody who writes that believes in a fence that is not there.
 */
function complainOfOpenRoles(sheet: Sheet, path: Path, grants: RoleGrants): void {
  for (const [index, role] of ROLES.entries()) {
    const own = leastPermission(grants[role]);
    const wider = ROLES.slice(index + 1).find((later) => {
      const least = leastPermission(grants[later]);
      return own !== null && least !== null && rank(least) < rank(own);
    });
    if (wider === undefined) continue;
    const least = leastPermission(grants[wider]);
    complain(
      sheet,
      [...path, role],
      `needs ${own}, but ${wider} includes ${role} and needs only ${least}; write ${wider} as well`,
    );
  }
}

function leastPermission(grants: readonly Grant[]): Permission | null {
  const ranks = grants.flatMap((grant) => (grant.kind === 'permission' ? [rank(grant.permission)] : []));
  return PERMISSIONS[Math.min(...ranks)] ?? null;
}

function rank(permission: Permission): number {
  return PERMISSIONS.indexOf(permission);
}
