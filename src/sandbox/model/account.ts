export type AccountKind = 'User' | 'Organization' | 'Bot';

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly kind: AccountKind;
  readonly createdAt: string;
}

export interface Team {
  readonly id: number;
  readonly organization: Account;
  readonly slug: string;
  readonly members: Map<number, 'member' | 'maintainer'>;
}

/**
 * What a person may do in a repository, lowest first.
 * https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles
 */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export function atLeast(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}

/** The address that GitHub writes into commits of accounts that keep theirs private. */
export function noreplyEmail(account: Account): string {
  return `${String(account.id)}+${account.login}@users.noreply.github.com`;
}
