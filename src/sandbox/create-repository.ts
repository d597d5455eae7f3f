import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { webFlow } from './authorship.ts';
import { writeCommit } from './git/commit.ts';
import { openObjects } from './git/objects.ts';
import { git } from './git/process.ts';
import { updateRefs, ZERO } from './git/refs.ts';
import { modeOf } from './git/file-mode.ts';
import { changeTree } from './git/tree.ts';
import type { Account } from './model/account.ts';
import { noreplyEmail } from './model/account.ts';
import type { Repository } from './model/repository.ts';
import { newLock } from './model/repository.ts';
import { installGuard } from './workflow-guard.ts';
import type { World } from './world.ts';
import { nowText } from './world.ts';

export interface NewRepository {
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  /** Path → text of the first commit; without any the repository stays empty. */
  readonly files: Readonly<Record<string, string>>;
  /** What it is a fork of; default: nothing. */
  readonly parent?: Repository;
}

/** Only branches and tags can be pushed to, and any commit can be fetched, as on GitHub. */
const CONFIG = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
[gc]
\tauto = 0
[receive]
\tautogc = false
\thideRefs = refs/pull
[uploadpack]
\tallowFilter = true
\tallowAnySHA1InWant = true
`;

/** Makes a bare repository. Nobody is told: there is no App on it yet. */
export async function createRepository(world: World, given: NewRepository): Promise<Repository> {
  const id = world.nextId('repository');
  const directory = join(world.folder, 'repositories', `${String(id)}.git`);
  await mkdir(directory, { recursive: true });
  await git(directory, ['init', '--quiet', '--bare', `--initial-branch=${given.defaultBranch}`]);
  await writeFile(join(directory, 'config'), CONFIG);
  await installGuard(directory);
  const repository: Repository = {
    id,
    owner: given.owner,
    name: given.name,
    private: given.private,
    defaultBranch: given.defaultBranch,
    parent: given.parent ?? null,
    directory,
    objects: openObjects(directory),
    createdAt: nowText(world),
    collaborators: new Map(),
    teams: new Map(),
    issues: new Map(),
    comments: new Map(),
    statuses: [],
    checkSuites: new Map(),
    checkRuns: new Map(),
    deployments: new Map(),
    variables: {},
    secrets: {},
    refsLock: newLock(),
  };
  world.repositories.set(id, repository);
  if (Object.keys(given.files).length > 0) await firstCommit(world, repository, given.files);
  return repository;
}

async function firstCommit(
  world: World,
  repository: Repository,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const { objects, owner } = repository;
  const changes = Object.entries(files).map(([path, text]) => ({
    path,
    entry: { mode: modeOf(text), oid: objects.write('blob', Buffer.from(text)) },
  }));
  const author = { name: owner.login, email: noreplyEmail(owner), date: world.clock.now() };
  const after = writeCommit(objects, {
    tree: await changeTree(objects, null, changes),
    parents: [],
    author,
    committer: webFlow(world),
    message: 'Initial commit',
  });
  const name = `refs/heads/${repository.defaultBranch}`;
  await updateRefs(repository.directory, [{ name, before: ZERO, after }]);
}
