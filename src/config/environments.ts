import { z } from 'zod';
import type { Seconds } from '../domain/instant.ts';
import type { EnvironmentPolicy } from '../domain/policy.ts';
import type { RoleGrants } from '../domain/role.ts';
import { checkShape, complain } from './check-shape.ts';
import { durationSchema, secondsOf } from './durations.ts';
import { MAX_ENTRIES, readEntries } from './entries.ts';
import { environmentGatesSchema, readChecks } from './gates.ts';
import { keySchema } from './names.ts';
import { readRoles, rolesSchema } from './roles.ts';
import type { Path, Sheet } from './sheet.ts';

const attributeValue = z.union([z.string().max(255), z.number(), z.boolean()]);

/** Attributes as they are written; all of them are text afterwards. */
export const attributesSchema = z.record(keySchema, attributeValue);

const concurrencySchema = z.enum(['wait', 'refuse', 'cancel']) satisfies z.ZodType<
  EnvironmentPolicy['concurrency']
>;

export const environmentSchema = z.strictObject({
  attributes: attributesSchema
    .optional()
    .describe('What deploys select environments by, like type: production.'),
  url: z.string().max(2000).optional().describe('Where people see what is deployed there.'),
  gates: environmentGatesSchema.optional().describe('What must hold before anything is deployed there.'),
  deadline: durationSchema
    .optional()
    .describe('How long an attempt to deploy there may take before it is looked into.'),
  concurrency: concurrencySchema
    .optional()
    .describe('What happens to a release that comes while another one is at work there.'),
  roles: rolesSchema.optional().describe('Roles for this environment, where they differ.'),
});

type WrittenEnvironment = z.infer<typeof environmentSchema>;

export interface EnvironmentDefaults {
  readonly deadline: Seconds;
  readonly checksDeadline: Seconds;
  readonly roles: RoleGrants;
}

export interface Environments {
  /** In file order, without those that could not be read. */
  readonly policies: Readonly<Record<string, EnvironmentPolicy>>;
  /** All names that are written, so that one mistake is not reported as two. */
  readonly names: readonly string[];
}

/** Reads `environments:`. */
export function readEnvironments(
  sheet: Sheet,
  written: Readonly<Record<string, unknown>>,
  defaults: EnvironmentDefaults,
): Environments {
  const policies = readEntries(sheet, ['environments'], written, (name, value, path) => {
    // Before the shape: another mistake in the environment must not hide this one.
    const url = writtenUrl(value);
    if (url !== undefined) complainOfUrl(sheet, [...path, 'url'], url);
    const environment = checkShape(sheet, path, environmentSchema, value);
    if (environment === undefined) return undefined;
    return environmentPolicy(sheet, name, environment, defaults);
  });
  return { policies, names: Object.keys(written).slice(0, MAX_ENTRIES) };
}

function environmentPolicy(
  sheet: Sheet,
  name: string,
  written: WrittenEnvironment,
  defaults: EnvironmentDefaults,
): EnvironmentPolicy {
  const path = ['environments', name];
  const checks = readChecks(sheet, [...path, 'gates', 'checks'], written.gates?.checks);
  return {
    name,
    attributes: textAttributes(written.attributes ?? {}),
    ...(written.url === undefined ? {} : { url: written.url }),
    gates: {
      ...(checks === undefined ? {} : { checks }),
      checksDeadline: secondsOf(written.gates?.['checks-deadline'], defaults.checksDeadline),
    },
    deadline: secondsOf(written.deadline, defaults.deadline),
    concurrency: written.concurrency ?? 'wait',
    ...(written.roles === undefined
      ? {}
      : { roles: readRoles(sheet, [...path, 'roles'], written.roles, defaults.roles) }),
  };
}

/** @returns attributes as text, so that `tier: 1` and `tier: "1"` are the same wherever they are compared. */
export function textAttributes(
  written: Readonly<Record<string, string | number | boolean>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, String(value)]));
}

function writtenUrl(environment: unknown): string | undefined {
  if (typeof environment !== 'object' || environment === null || !('url' in environment)) return undefined;
  return typeof environment.url === 'string' ? environment.url : undefined;
}

/** It becomes a link on GitHub, so it must be one and no script. */
function complainOfUrl(sheet: Sheet, path: Path, url: string): void {
  if (url.includes('${{')) {
    sheet.problem(
      path,
      `not-supported-yet: expressions in environments.${String(path[1])}.url; write the address`,
    );
  } else if (!/^https?:\/\/[^\s<>"']+$/.test(url) || !URL.canParse(url)) {
    complain(sheet, path, 'must be an address that begins with https:// or http://');
  }
}
