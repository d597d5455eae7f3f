import type { JsonObject } from './actions/host.ts';
import { happen } from './events.ts';
import { readCommit } from './git/commit.ts';
import type { Commit } from './git/commit.ts';
import { isAncestor, listCommits } from './git/history.ts';
import type { RefUpdate } from './git/refs.ts';
import { compareTrees } from './git/tree-difference.ts';
import { listRefs, readRef, updateRefs, ZERO } from './git/refs.ts';
import type { Actor } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import { noreplyEmail } from './model/account.ts';
import { pullsFollow } from './pulls.ts';
import { accountOf } from './shapes/git.ts';
import { repositoryPage } from './shapes/repository.ts';
import { userShape } from './shapes/user.ts';
import { guardWorkflows } from './workflow-guard.ts';
import type { World } from './world.ts';
import { timestamp } from './clock.ts';

export interface RefMove {
  readonly name: string;
  /** ZERO: it was created. */
  readonly before: string;
  /** ZERO: it was deleted. */
  readonly after: string;
}

/**
 * Moves refs by compare-and-swap and tells everybody.
 * @returns whether they moved.
 * @throws {HttpError} 403 for a token that may not touch workflow files.
 */
export async function moveRefs(
  world: World,
  repository: Repository,
  actor: Actor,
  updates: readonly RefUpdate[],
): Promise<boolean> {
  await guardWorkflows(repository, actor, updates);
  const moves = await repository.refsLock.run(async () => {
    const olds = await Promise.all(updates.map((update) => readRef(repository.objects, update.name)));
    if (!(await updateRefs(repository.directory, updates))) return null;
    return updates.map((update, at) => ({
      name: update.name,
      before: olds[at]?.oid ?? ZERO,
      after: update.after,
    }));
  });
  if (moves === null) return false;
  await announce(world, repository, actor, moves.filter(isTold));
  return true;
}

/** Runs something that moves refs and answers what moved; one at a time per repository. */
export function whatMoves<T>(
  repository: Repository,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly moved: readonly RefMove[] }> {
  return repository.refsLock.run(async () => {
    const before = new Map((await listRefs(repository.directory)).map((ref) => [ref.name, ref.oid]));
    const result = await work();
    const after = new Map((await listRefs(repository.directory)).map((ref) => [ref.name, ref.oid]));
    const names = [...new Set([...before.keys(), ...after.keys()])].sort();
    const moved = names
      .map((name) => ({ name, before: before.get(name) ?? ZERO, after: after.get(name) ?? ZERO }))
      .filter(isTold);
    return { result, moved };
  });
}

function isTold(move: RefMove): boolean {
  return /^refs\/(heads|tags)\//.test(move.name) && move.before !== move.after;
}

/** With more tags than this in one push GitHub sends no events for tags at all. */
const MOST_TAGS = 3;

/** Sends `create`, `delete` and `push`, and lets pull requests follow their branches. */
export async function announce(
  world: World,
  repository: Repository,
  actor: Actor,
  moves: readonly RefMove[],
): Promise<void> {
  for (const move of moves) {
    const before = move.before === ZERO ? null : move.before;
    world.faults.refMoved(fullName(repository), move.name, before);
  }
  const tags = moves.filter((move) => move.name.startsWith('refs/tags/'));
  for (const move of moves) {
    if (tags.length > MOST_TAGS && tags.includes(move)) continue;
    const at = { ref: move.name, sha: await commitOf(repository, move) };
    if (move.before === ZERO || move.after === ZERO) {
      createdOrDeleted(world, repository, actor, { ...move, at });
    }
    const payload = await pushPayload(world, repository, actor, move);
    happen(world, { repository, name: 'push', payload, actor, at });
  }
  for (const move of moves) await pullsFollow(world, repository, actor, move);
  world.changes.notify();
}

function createdOrDeleted(
  world: World,
  repository: Repository,
  actor: Actor,
  move: RefMove & { readonly at: { readonly ref: string; readonly sha: string } },
): void {
  const created = move.before === ZERO;
  const tag = move.name.startsWith('refs/tags/');
  const payload = {
    ref: shortName(move.name),
    ref_type: tag ? 'tag' : 'branch',
    full_ref: move.name,
    ...(created ? { master_branch: repository.defaultBranch, description: null } : {}),
    pusher_type: 'user',
  };
  const at = created ? move.at : undefined;
  happen(world, { repository, name: created ? 'create' : 'delete', payload, actor, at });
}

async function pushPayload(
  world: World,
  repository: Repository,
  actor: Actor,
  move: RefMove,
): Promise<JsonObject> {
  const created = move.before === ZERO;
  const deleted = move.after === ZERO;
  const head = deleted ? null : await readCommit(repository.objects, move.after);
  const page = repositoryPage(world.urls, repository);
  const range = created
    ? move.after.slice(0, 12)
    : `${move.before.slice(0, 12)}...${move.after.slice(0, 12)}`;
  const commits = await newCommits(repository, move, head);
  const shapes = new Map<string, JsonObject>();
  for (const commit of [...commits, ...(head === null ? [] : [head])]) {
    if (!shapes.has(commit.oid)) shapes.set(commit.oid, await pushedCommit(world, repository, commit));
  }
  return {
    ref: move.name,
    before: move.before,
    after: move.after,
    pusher: { name: actor.account.login, email: noreplyEmail(actor.account) },
    sender: userShape(world.urls, actor.account),
    created,
    deleted,
    forced: await isForced(repository, move, head),
    base_ref: null,
    compare: `${page}/compare/${range}`,
    commits: commits.map((commit) => shapes.get(commit.oid) ?? null),
    head_commit: head === null ? null : (shapes.get(head.oid) ?? null),
  };
}

/** GitHub lists at most this many, oldest first. */
const MOST_COMMITS = 2048;

/** Most moves add one commit to what was there; that is seen without asking git. */
async function isForced(repository: Repository, move: RefMove, head: Commit | null): Promise<boolean> {
  if (move.before === ZERO || head === null || head.parents.includes(move.before)) return false;
  return !(await isAncestor(repository.directory, move.before, move.after));
}

async function newCommits(repository: Repository, move: RefMove, head: Commit | null): Promise<Commit[]> {
  if (head === null || move.name.startsWith('refs/tags/')) return [];
  if (head.parents.length === 1 && head.parents[0] === move.before) return [head];
  const others = (await listRefs(repository.directory, 'refs/heads/'))
    .filter((ref) => ref.name !== move.name)
    .map((ref) => `^${ref.oid}`);
  const known = move.before === ZERO ? others : [`^${move.before}`];
  const limit = `--max-count=${String(MOST_COMMITS)}`;
  const oids = await listCommits(repository.directory, ['--reverse', limit, move.after, ...known]);
  const commits = await Promise.all(oids.map((oid) => readCommit(repository.objects, oid)));
  return commits.filter((commit) => commit !== null);
}

async function pushedCommit(world: World, repository: Repository, commit: Commit): Promise<JsonObject> {
  const parent = commit.parents[0];
  const before = parent === undefined ? null : await readCommit(repository.objects, parent);
  const files = await compareTrees(repository.objects, before?.tree ?? null, commit.tree);
  const person = (signature: Commit['author']): JsonObject => {
    const account = accountOf(world, signature);
    return {
      name: signature.name,
      email: signature.email,
      date: timestamp(signature.date),
      ...(account === null ? {} : { username: account.login }),
    };
  };
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: timestamp(commit.committer.date),
    url: `${repositoryPage(world.urls, repository)}/commit/${commit.oid}`,
    author: person(commit.author),
    committer: person(commit.committer),
    ...files,
  };
}

async function commitOf(repository: Repository, move: RefMove): Promise<string> {
  return (await readCommit(repository.objects, move.after))?.oid ?? move.after;
}

/** `main` of `refs/heads/main`. */
export function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|tags)\//, '');
}
