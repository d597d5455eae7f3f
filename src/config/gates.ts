import { z } from 'zod';
import type { RequiredCheck } from '../domain/policy.ts';
import { complain } from './check-shape.ts';
import { durationSchema } from './durations.ts';
import { listOf, oneOrMany } from './lists.ts';
import { quoted } from './problems.ts';
import type { Path, Sheet } from './sheet.ts';

const checkName = z.string().min(1).max(255);

const checkSchema = z.union([
  checkName,
  z.strictObject({
    name: checkName.describe('Status context or name of the check run; compared without case.'),
    app: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/, {
        error: 'must be the slug of a GitHub App, like github-actions',
      })
      .optional()
      .describe('Slug of the only GitHub App whose check counts.'),
  }),
]);

const checksSchema = oneOrMany(checkSchema).describe(
  "Checks that must be green on the release's commit: statuses and check runs.",
);

export const environmentGatesSchema = z.strictObject({
  checks: checksSchema.optional(),
  'checks-deadline': durationSchema.optional().describe('How long pending or missing checks are waited for.'),
});

export const phaseGatesSchema = z.strictObject({ checks: checksSchema.optional() });

type WrittenChecks = z.infer<typeof checksSchema>;

/** @returns the required checks, or undefined when the key is not written: then there is no check gate. */
export function readChecks(
  sheet: Sheet,
  path: Path,
  written: WrittenChecks | undefined,
): readonly RequiredCheck[] | undefined {
  if (written === undefined) return undefined;
  const seen = new Set<string>();
  return listOf(written).map((entry, index) => {
    const check = typeof entry === 'string' ? { name: entry } : pinned(entry);
    const at = Array.isArray(written) ? [...path, index] : path;
    const key = JSON.stringify([check.name.toLowerCase(), check.app ?? null]);
    if (seen.has(key)) complain(sheet, at, `${quoted(check.name)} is listed twice`);
    if (check.name.toLowerCase().startsWith('signalbox/')) {
      complain(
        sheet,
        at,
        `${quoted(check.name)} is set by Signalbox itself, so waiting for it would never end`,
      );
    }
    seen.add(key);
    return check;
  });
}

function pinned(entry: { name: string; app?: string | undefined }): RequiredCheck {
  return { name: entry.name, ...(entry.app === undefined ? {} : { app: entry.app }) };
}
