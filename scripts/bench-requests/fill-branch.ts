import { spawnSync } from 'node:child_process';
import type { Release } from '../../src/domain/release.ts';
import { emptyState, STATE_BRANCH, SUMMARIES_KEPT, withApp } from '../../src/domain/state.ts';
import type { State } from '../../src/domain/state.ts';
import { summaryOf } from '../../src/domain/summaries.ts';
import { commitText, wholeMessage } from '../../src/store/commit-text.ts';
import type { FileMap } from '../../src/store/file-map.ts';
import { stateOf } from '../../src/store/files.ts';
import { planCommit } from '../../src/store/plan.ts';
import type { SandboxRepository } from '../../src/sandbox/sandbox-api.ts';

/**
 * Puts final releases into the state branch as if there had been that many, each like `v1`. One commit on top, by the
 * App's own name, with records in the store's own format.
 * @param author login that the commit is made under
 */
export async function fillBranch(
  repository: SandboxRepository,
  releases: number,
  author: string,
): Promise<void> {
  const files = await filesAt(repository, STATE_BRANCH);
  const after = withReleases(stateOf(files), releases);
  const message = {
    headline: `${String(releases)} releases`,
    trailers: [['Turn', String(after.meta.turn)] as const],
  };
  const changes = await planCommit(
    { expected: null, before: emptyState('app', after.meta.at), after, message },
    { branch: STATE_BRANCH, base: null, readPages: () => Promise.resolve(new Map()) },
  );
  const text = wholeMessage(commitText(message));
  fastImport(repository.directory, { files: changes.additions, text, author });
}

async function filesAt(repository: SandboxRepository, branch: string): Promise<FileMap> {
  const paths = (await repository.git('ls-tree', '-r', '--name-only', branch)).trim().split('\n');
  const files = new Map<string, string>();
  for (const path of paths) files.set(path, (await repository.file(path, branch)) ?? '');
  return files;
}

function withReleases(state: State, count: number): State {
  const [app] = Object.values(state.apps);
  const [sample] = Object.values(state.releases);
  if (app === undefined || sample === undefined) throw new Error('a release to copy is missing');
  const all = Array.from({ length: count }, (_, index) => copyOf(sample, index + 1));
  const newest = all.slice(-SUMMARIES_KEPT).reverse();
  const turn = state.meta.turn + count;
  const filled = all.reduce<Record<string, Release>>(
    (releases, release) => Object.assign(releases, { [`${release.app}/${String(release.number)}`]: release }),
    {},
  );
  return withApp(
    { ...state, meta: { ...state.meta, turn }, releases: filled },
    {
      ...app,
      nextNumber: count + 1,
      summaries: newest.map(summaryOf),
      environments: Object.fromEntries(
        Object.entries(app.environments).map(([name, environment]) => [
          name,
          {
            ...environment,
            pointer: environment.pointer && { ...environment.pointer, release: count },
            lastTouch: environment.lastTouch && { ...environment.lastTouch, release: count },
            successes: newest.flatMap(({ number }) =>
              environment.successes.slice(0, 1).map((each) => ({ ...each, release: number })),
            ),
          },
        ]),
      ),
    },
  );
}

function copyOf(sample: Release, number: number): Release {
  return { ...sample, number };
}

function fastImport(
  directory: string,
  commit: { readonly files: FileMap; readonly text: string; readonly author: string },
): void {
  const ref = `refs/heads/${STATE_BRANCH}`;
  const data = (text: string): string => `data ${String(Buffer.byteLength(text))}\n${text}\n`;
  const who = `${commit.author} <${commit.author}@users.noreply.github.com> ${String(Math.floor(Date.now() / 1000))} +0000`;
  const lines = [
    `commit ${ref}\nauthor ${who}\ncommitter ${who}\n${data(commit.text)}from ${ref}^0\n`,
    ...[...commit.files].map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`),
  ];
  const done = spawnSync('git', ['fast-import', '--quiet'], { cwd: directory, input: lines.join('') });
  if (done.status !== 0) throw new Error(`git fast-import: ${done.stderr.toString()}`);
}
