import { webFlow } from './authorship.ts';
import { happen } from './events.ts';
import { writeCommit } from './git/commit.ts';
import { changedFiles, isAncestor, listCommits, mergeBase } from './git/history.ts';
import { mergeTrees } from './git/merge.ts';
import { git } from './git/process.ts';
import { updateRefs, ZERO } from './git/refs.ts';
import type { Actor } from './model/app.ts';
import type { Issue, Pull } from './model/issue.ts';
import type { Repository } from './model/repository.ts';
import type { RefMove } from './ref-moves.ts';
import type { PullDetails } from './shapes/pull.ts';
import { pullDetailShape } from './shapes/pull.ts';
import type { World } from './world.ts';
import { nowText } from './world.ts';

export type PullIssue = Issue & { readonly pull: Pull };

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null;
}

/** Sends `pull_request` with the pull request as it stands now. */
export async function announcePull(
  world: World,
  repository: Repository,
  actor: Actor,
  event: {
    readonly issue: PullIssue;
    readonly action: string;
    readonly more?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { issue, action } = event;
  const details = await pullDetails(repository, issue.pull);
  const payload = {
    action,
    number: issue.number,
    pull_request: pullDetailShape(world, repository, issue, details),
    ...event.more,
  };
  const at = await runsAt(world, repository, issue);
  happen(world, { repository, name: 'pull_request', payload, actor, at });
}

/**
 * What its workflows are read from: the merge with its base, under a ref of its own; where it was merged, the base
 * itself; nothing when there is a conflict (GitHub, "Events that trigger workflows", `pull_request`).
 */
async function runsAt(
  world: World,
  repository: Repository,
  issue: PullIssue,
): Promise<{ readonly ref: string; readonly sha: string } | undefined> {
  const { base, baseSha, headSha, merged } = issue.pull;
  if (merged !== null) return { ref: `refs/heads/${base}`, sha: merged.commit };
  const { directory, objects } = repository;
  const ancestor = (await mergeBase(directory, baseSha, headSha)) ?? baseSha;
  const merge = await mergeTrees(directory, { base: ancestor, ours: baseSha, theirs: headSha });
  if (merge === 'conflict') return undefined;
  const sha = writeCommit(objects, {
    tree: merge.tree,
    parents: [baseSha, headSha],
    author: webFlow(world),
    committer: webFlow(world),
    message: `Merge ${headSha} into ${baseSha}`,
  });
  const ref = `refs/pull/${String(issue.number)}/merge`;
  await updateRefs(directory, [{ name: ref, before: null, after: sha }]);
  return { ref, sha };
}

export async function pullDetails(repository: Repository, pull: Pull): Promise<PullDetails> {
  const { directory } = repository;
  const base = (await mergeBase(directory, pull.baseSha, pull.headSha)) ?? pull.baseSha;
  const files = await changedFiles(directory, base, pull.headSha);
  const commits = await listCommits(directory, [pull.headSha, `^${pull.baseSha}`]);
  const merge =
    pull.merged === null
      ? await mergeTrees(directory, { base, ours: pull.baseSha, theirs: pull.headSha })
      : null;
  return {
    mergeable: merge === null ? null : merge !== 'conflict',
    commits: commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changedFiles: files.length,
  };
}

/** After a branch moved: new heads of its pull requests, and merges that somebody pushed by hand. */
export async function pullsFollow(
  world: World,
  repository: Repository,
  actor: Actor,
  move: RefMove,
): Promise<void> {
  if (!move.name.startsWith('refs/heads/') || move.after === ZERO) return;
  const branch = move.name.slice('refs/heads/'.length);
  for (const { base, issue } of pullsFrom(world, repository, branch)) {
    const before = issue.pull.headSha;
    if (before === move.after) continue;
    await setHead(base, issue, move.after);
    issue.updatedAt = nowText(world);
    const more = { before, after: move.after };
    await announcePull(world, base, actor, { issue, action: 'synchronize', more });
  }
  for (const issue of repository.issues.values()) {
    if (!isPull(issue) || issue.state !== 'open') continue;
    const { pull } = issue;
    if (pull.base !== branch) continue;
    if (await isAncestor(repository.directory, pull.headSha, move.after)) {
      await closeMerged(world, repository, actor, { issue, commit: move.after });
    } else {
      pull.baseSha = move.after;
    }
  }
}

/** Open pull requests, in whatever repository, whose head is a branch of this one. */
function pullsFrom(
  world: World,
  repository: Repository,
  branch: string,
): readonly { readonly base: Repository; readonly issue: PullIssue }[] {
  const comesFrom = (issue: Issue): issue is PullIssue =>
    isPull(issue) &&
    issue.state === 'open' &&
    issue.pull.headRepository === repository &&
    issue.pull.head === branch;
  return [...world.repositories.values()].flatMap((base) =>
    [...base.issues.values()].filter(comesFrom).map((issue) => ({ base, issue })),
  );
}

/** Marks a pull request as merged, once, and says so. */
export async function closeMerged(
  world: World,
  repository: Repository,
  actor: Actor,
  merge: { readonly issue: PullIssue; readonly commit: string },
): Promise<void> {
  const { issue, commit } = merge;
  if (issue.state === 'closed') return;
  const at = nowText(world);
  issue.pull.merged = { at, by: actor.account, commit };
  issue.state = 'closed';
  issue.closedAt = at;
  issue.updatedAt = at;
  await announcePull(world, repository, actor, { issue, action: 'closed' });
}

/** GitHub keeps the head of each pull request under a ref of its own, in the base's repository. */
export async function setHead(repository: Repository, issue: PullIssue, sha: string): Promise<void> {
  const { headRepository, head } = issue.pull;
  const name = `refs/pull/${String(issue.number)}/head`;
  if (headRepository !== repository) {
    const branch = `refs/heads/${head}`;
    await git(repository.directory, [
      'fetch',
      '--quiet',
      '--no-tags',
      '--',
      headRepository.directory,
      branch,
    ]);
  }
  issue.pull.headSha = sha;
  await updateRefs(repository.directory, [{ name, before: null, after: sha }]);
}
