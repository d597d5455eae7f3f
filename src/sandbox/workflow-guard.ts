import { spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endWithUs } from './at-exit.ts';
import { gitEnvironment } from './git/process.ts';
import type { RefUpdate } from './git/refs.ts';
import { ZERO } from './git/refs.ts';
import type { Caller } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { HttpError } from './rest/answer.ts';

const FOLDER = '.github/workflows';

/** Says to the hook below that whoever moves a ref may not touch workflow files. */
const GUARDED = { SANDBOX_WORKFLOWS: 'guarded' } as const;

/**
 * Git's `update` hook: ref, old and new commit. A file may come that stands, with the same content, on some branch;
 * that is how GitHub words it for the scope `workflow` (docs, "Scopes for OAuth apps"). It is a hook since only git
 * sees a pushed commit before the ref moves; the API asks the same hook, so that there is one rule.
 */
const UPDATE_HOOK = `#!/bin/sh
[ "$SANDBOX_WORKFLOWS" = guarded ] || exit 0
case "$1" in refs/heads/* | refs/tags/*) ;; *) exit 0 ;; esac
case "$3" in *[!0]*) ;; *) exit 0 ;; esac
files() { git ls-tree "$1" -- ${FOLDER}/; }
known=$(git for-each-ref --format='%(objectname)' refs/heads/ | while read -r head; do files "$head"; done)
found=$(files "$3" | grep -Fxv -e "$known" | head -n 1 | cut -f 2)
case "$2" in
  *[!0]*) [ -n "$found" ] || found=$(git diff-tree -r --diff-filter=D --name-only "$2" "$3" -- ${FOLDER}/ | head -n 1) ;;
esac
[ -z "$found" ] && exit 0
echo "refusing to allow a GitHub App to create or update workflow \\\`$found\\\` without \\\`workflows\\\` permission" >&2
exit 1
`;

export async function installGuard(directory: string): Promise<void> {
  const hooks = join(directory, 'hooks');
  await mkdir(hooks, { recursive: true });
  await writeFile(join(hooks, 'update'), UPDATE_HOOK);
  await chmod(join(hooks, 'update'), 0o755);
}

/** What git's receive-pack must find in its environment when this caller pushes. */
export function guardOf(caller: Caller): Readonly<Record<string, string>> {
  return mayChangeWorkflows(caller) ? {} : GUARDED;
}

/**
 * A job's token never has the permission `workflows`, an App's only when it was granted.
 * @throws {HttpError} 403 when an update would bring, change or remove a workflow file without it.
 */
export async function guardWorkflows(
  repository: Repository,
  caller: Caller,
  updates: readonly RefUpdate[],
): Promise<void> {
  if (mayChangeWorkflows(caller)) return;
  for (const update of updates) {
    if (await isPlain(repository, update)) continue;
    const said = await askHook(repository, update);
    if (said !== null) throw new HttpError(403, said);
  }
}

function mayChangeWorkflows(caller: Caller): boolean {
  if (caller.kind === 'installation') return caller.permissions['workflows'] === 'write';
  return caller.kind !== 'workflow';
}

/** Nearly every commit leaves the folder as it was; that is seen without a process. */
async function isPlain(repository: Repository, { name, before, after }: RefUpdate): Promise<boolean> {
  if (after === ZERO) return true;
  const old = before === null ? name : before === ZERO ? `refs/heads/${repository.defaultBranch}` : before;
  const [was, is] = await Promise.all(
    [old, after].map((commit) => repository.objects.read(`${commit}:${FOLDER}`)),
  );
  return is?.oid === was?.oid || (is === null && before === ZERO);
}

/** @returns why not; null: it may. */
function askHook(repository: Repository, { name, before, after }: RefUpdate): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const hook = join(repository.directory, 'hooks', 'update');
    const child = spawn(hook, [name, before ?? name, after], {
      env: gitEnvironment({ ...GUARDED, GIT_DIR: repository.directory }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    endWithUs(child);
    const said: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code === 0 ? null : Buffer.concat(said).toString().trim());
    });
  });
}
