import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRONT_WORKFLOW } from '../../src/sandbox/play/stage-at-work.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/with-action');

/** The workflow that runs the Action on every event. */
export const ACTION_WORKFLOW = FRONT_WORKFLOW;

type Files = Readonly<Record<string, string | null>>;

/**
 * The workflow of `examples/with-action`. Stories also push to branches that the example does not name, and CI
 * workflows have names of their own.
 */
export function actionWorkflow(): string {
  return readFileSync(join(EXAMPLE, ACTION_WORKFLOW), 'utf8')
    .replace('branches: [main]', "branches: ['**']")
    .replace('workflows: [CI]', 'workflows: [CI, ci, checks]');
}

/**
 * Files that were written for the App, as somebody without it has to write them: there the step itself does what the
 * App would do, with its job's own token.
 */
export function withPermissions(files: Files): Files {
  const entries = Object.entries(files).map(([path, text]) => [
    path,
    text === null ? null : widened(path, text),
  ]);
  return Object.fromEntries(entries) as Files;
}

function widened(path: string, text: string): string {
  const isOurs = path.startsWith('.github/workflows/') && text.includes('OWNER/signalbox@');
  return isOurs ? text.replace('permissions: { contents: write }', PERMISSIONS) : text;
}

const PERMISSIONS = `permissions:
  contents: write
  actions: write
  statuses: write
  deployments: write
  issues: write
  pull-requests: write
  checks: read`;
