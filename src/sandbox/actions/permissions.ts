import type { TokenPermissions } from './host.ts';
import { isMap, text, type Written } from './written.ts';

/** Scopes of a `GITHUB_TOKEN` (GitHub, "Workflow syntax", `permissions`), with `_` for `-`. */
const SCOPES = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id_token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull_requests',
  'repository_projects',
  'security_events',
  'statuses',
];

/** GitHub's restricted default, which new repositories have. */
const RESTRICTED: TokenPermissions = { contents: 'read', packages: 'read' };

/**
 * What the token of a job may do. The job's `permissions:` replaces the workflow's as a whole; once either is written,
 * whatever it does not name is not granted. `metadata: read` is always there.
 */
export function tokenPermissions(workflow: Written | undefined, job: Written | undefined): TokenPermissions {
  return { ...granted(job ?? workflow), metadata: 'read' };
}

function granted(written: Written | undefined): TokenPermissions {
  if (isMap(written)) {
    const entries = [...written].map(([scope, level]) => [scope.replaceAll('-', '_'), text(level)] as const);
    return Object.fromEntries(
      entries.flatMap(([scope, level]) => (level === 'read' || level === 'write' ? [[scope, level]] : [])),
    );
  }
  if (written === 'read-all' || written === 'write-all') {
    const level = written === 'read-all' ? ('read' as const) : ('write' as const);
    return Object.fromEntries(SCOPES.map((scope) => [scope, level]));
  }
  return RESTRICTED;
}

/** What is left for a pull request from a fork (GitHub, "Workflow syntax", `permissions`). */
export function readOnly(permissions: TokenPermissions): TokenPermissions {
  return Object.fromEntries(Object.keys(permissions).map((scope) => [scope, 'read' as const]));
}
