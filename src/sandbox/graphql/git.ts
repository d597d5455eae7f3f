import { timestamp } from '../clock.ts';
import type { Commit } from '../git/commit.ts';
import { readCommit } from '../git/commit.ts';
import { changedFiles, listCommits } from '../git/history.ts';
import type { GitObject } from '../git/objects.ts';
import type { TreeEntry } from '../git/tree.ts';
import { entryType, readTree } from '../git/tree.ts';
import { nodeId } from '../ids.ts';
import type { Repository } from '../model/repository.ts';
import { associatedPulls } from '../rest/commits.ts';
import { commitNodeId } from '../shapes/git.ts';
import { repositoryPage } from '../shapes/repository.ts';
import { gitActorNode } from './actor.ts';
import type { Args, GraphNode, RepoContext } from './node.ts';
import { connection, demandAccess, graphError, textArg } from './node.ts';
import { pullNode } from './pull.ts';
import { rollupNode } from './rollup.ts';

/** Text of a blob is cut at exactly this many bytes, with `isTruncated` as the only sign. */
const LONGEST_TEXT = 512_000;

export async function objectNode(context: RepoContext, object: GitObject | null): Promise<GraphNode | null> {
  if (object === null) return null;
  if (object.type === 'blob') return blobNode(context, object);
  if (object.type === 'tree') return treeNode(context, object.oid);
  if (object.type === 'tag') return tagNode(context, object);
  const commit = await readCommit(context.repository.objects, object.oid);
  return commit === null ? null : commitNode(context, commit);
}

export function commitNode(context: RepoContext, commit: Commit): GraphNode {
  const [headline = '', ...rest] = commit.message.split('\n');
  return {
    ...gitObject(context, 'Commit', commit.oid),
    id: commitNodeId(context.repository, commit.oid),
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trim(),
    committedDate: timestamp(commit.committer.date),
    authoredDate: timestamp(commit.author.date),
    author: () => gitActorNode(context, commit.author),
    committer: () => gitActorNode(context, commit.committer),
    url: `${repositoryPage(context.world.urls, context.repository)}/commit/${commit.oid}`,
    tree: () => treeNode(context, commit.tree),
    file: (args: Args) => fileEntry(context, commit, textArg(args, 'path') ?? ''),
    parents: (args: Args) => parents(context, commit, args),
    history: (args: Args) => history(context, commit, args),
    statusCheckRollup: () => rollupNode(context, commit),
    associatedPullRequests: (args: Args) => associated(context, commit, args),
    ...counts(context, commit),
  };
}

export function treeNode(context: RepoContext, oid: string): GraphNode {
  return {
    ...gitObject(context, 'Tree', oid),
    entries: async () => {
      const entries = (await readTree(context.repository.objects, oid)) ?? [];
      return entries.map((entry) => entryNode(context, entry, entry.name));
    },
  };
}

function blobNode(context: RepoContext, blob: GitObject): GraphNode {
  const binary = blob.content.subarray(0, 8000).includes(0);
  const truncated = blob.content.length > LONGEST_TEXT;
  return {
    ...gitObject(context, 'Blob', blob.oid),
    byteSize: blob.content.length,
    isBinary: binary,
    isTruncated: truncated,
    text: binary ? null : blob.content.subarray(0, LONGEST_TEXT).toString('utf8'),
  };
}

async function tagNode(context: RepoContext, tag: GitObject): Promise<GraphNode> {
  const text = tag.content.toString('utf8');
  const target = await context.repository.objects.read(/^object ([0-9a-f]{40})/.exec(text)?.[1] ?? '');
  return {
    ...gitObject(context, 'Tag', tag.oid),
    name: /^tag (.*)$/m.exec(text)?.[1] ?? '',
    message: text.slice(text.indexOf('\n\n') + 2),
    target: () => objectNode(context, target),
  };
}

function gitObject(context: RepoContext, type: string, oid: string): GraphNode {
  return {
    __typename: type,
    id: nodeId(type, `${String(context.repository.id)}:${oid}`),
    oid,
    abbreviatedOid: oid.slice(0, 7),
  };
}

function entryNode(context: RepoContext, entry: TreeEntry, path: string): GraphNode {
  const { objects } = context.repository;
  return {
    __typename: 'TreeEntry',
    name: path.split('/').at(-1),
    path,
    oid: entry.oid,
    mode: parseInt(entry.mode, 8),
    type: entryType(entry),
    size: async () => (await objects.read(entry.oid))?.content.length ?? 0,
    object: async () => objectNode(context, await objects.read(entry.oid)),
  };
}

/** A missing path is null and an error beside it, as GitHub answers. */
async function fileEntry(context: RepoContext, commit: Commit, path: string): Promise<GraphNode> {
  demandAccess(context, { grants: ['contents:read'], role: 'read' });
  const cut = path.lastIndexOf('/');
  const folder = cut < 0 ? commit.tree : `${commit.oid}:${path.slice(0, cut)}`;
  const entries = await readTree(context.repository.objects, folder);
  const entry = entries?.find((each) => each.name === path.slice(cut + 1));
  if (entry === undefined) throw graphError('NOT_FOUND', `Could not resolve file for path '${path}'.`);
  return entryNode(context, entry, path);
}

async function parents(context: RepoContext, commit: Commit, args: Args): Promise<GraphNode> {
  const found = await readAll(context.repository, commit.parents);
  return connection('CommitConnection', found, args, (each) => commitNode(context, each));
}

async function history(context: RepoContext, commit: Commit, args: Args): Promise<GraphNode> {
  const path = textArg(args, 'path');
  const limits = (['since', 'until'] as const).flatMap((name) => {
    const value = textArg(args, name);
    return value === undefined ? [] : [`--${name}=${value}`];
  });
  const paths = path === undefined ? [] : ['--', path];
  const oids = await listCommits(context.repository.directory, [...limits, commit.oid, ...paths]);
  const commits = await readAll(context.repository, oids);
  return connection('CommitHistoryConnection', commits, args, (each) => commitNode(context, each));
}

async function associated(context: RepoContext, commit: Commit, args: Args): Promise<GraphNode> {
  demandAccess(context, { grants: ['pull_requests:read'], role: 'read' });
  const pulls = await associatedPulls(context.repository, commit.oid);
  return connection('PullRequestConnection', pulls, args, (issue) => pullNode(context, issue, commitNode));
}

function counts(context: RepoContext, commit: Commit): Readonly<Record<string, () => Promise<number>>> {
  const files = () => changedFiles(context.repository.directory, commit.parents[0] ?? null, commit.oid);
  return {
    changedFilesIfAvailable: async () => (await files()).length,
    additions: async () => (await files()).reduce((sum, file) => sum + file.additions, 0),
    deletions: async () => (await files()).reduce((sum, file) => sum + file.deletions, 0),
  };
}

async function readAll(repository: Repository, oids: readonly string[]): Promise<Commit[]> {
  const commits = await Promise.all(oids.map((oid) => readCommit(repository.objects, oid)));
  return commits.filter((commit) => commit !== null);
}
