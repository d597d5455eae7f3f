import { z } from 'zod';

/**
 * Names of apps, environments, processes, phases and activities. They become parts of file names, status contexts and
 * command arguments: so no slash or space, and nothing that reads like a release number. Names of digits alone would
 * also lose their place in file order, since JavaScript sorts such keys.
 */
const PATTERN = /^(?![vV]?\d+$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export const NAME_RULE =
  'a name begins with a letter or digit, goes on with letters, digits, ".", "_" or "-", has 64 characters at most, ' +
  'and does not read like a release number (12, v12)';

/** @returns whether it can be a name; words that every JavaScript object knows (`constructor`) cannot. */
export function isName(text: string): boolean {
  return PATTERN.test(text) && !(text in {});
}

export const nameSchema = z
  .string()
  .regex(PATTERN, { error: NAME_RULE, abort: true })
  .refine(isName, { error: NAME_RULE });

/** @returns the nearest name to any text, for an app that is named like its repository. */
export function sanitizeName(text: string): string {
  const cleaned = text
    .replaceAll(/[^A-Za-z0-9._-]/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 64);
  if (isName(cleaned)) return cleaned;
  const prefixed = `app-${cleaned}`.slice(0, 64);
  return cleaned === '' ? 'app' : prefixed;
}

/** Keys of attributes and inputs: what an expression can name with a dot. */
export const keySchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, {
  error:
    'this begins with a letter or "_", goes on with letters, digits, "_" or "-", and has 64 characters at most',
});

/** File name of a workflow on the default branch. */
export const workflowFileSchema = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\.ya?ml$/, {
  error: 'must be the file name of a workflow in .github/workflows, without the folder, like deploy.yml',
});
