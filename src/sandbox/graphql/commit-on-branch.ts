import type { GraphQLError } from 'graphql';
import { authorOf, webFlow } from '../authorship.ts';
import type { Commit } from '../git/commit.ts';
import { readCommit, writeCommit } from '../git/commit.ts';
import type { FileChange } from '../git/tree.ts';
import { changeTree, NoSuchPath } from '../git/tree.ts';
import { parseNodeId } from '../ids.ts';
import { isActor } from '../model/app.ts';
import type { Repository } from '../model/repository.ts';
import { canSee } from '../permissions.ts';
import { moveRefs } from '../ref-moves.ts';
import { commitNode } from './git.ts';
import type { Args, GraphContext, GraphNode, RepoContext } from './node.ts';
import { demandAccess, forbidden, graphError, listArg, objectArg, textArg } from './node.ts';
import { refNode, repositoryByName } from './repository.ts';

/**
 * `createCommitOnBranch`: a compare-and-swap on one existing branch. The author is whoever asks, the committer GitHub;
 * neither can be chosen.
 */
export async function createCommitOnBranch(context: GraphContext, input: Args): Promise<GraphNode> {
  const { repository, branch } = target(context, objectArg(input, 'branch') ?? {});
  const inside: RepoContext = { ...context, repository };
  demandAccess(inside, { grants: ['contents:write'], role: 'write' });
  if (!isActor(context.caller)) throw forbidden();
  const expected = textArg(input, 'expectedHeadOid') ?? '';
  const head = await readCommit(repository.objects, branch);
  if (head === null) throw graphError('NOT_FOUND', `Could not resolve to a Ref with the name '${branch}'.`);
  if (head.oid !== expected) throw stale(expected);
  const oid = writeCommit(repository.objects, {
    tree: await newTree(repository, head, objectArg(input, 'fileChanges') ?? {}),
    parents: [head.oid],
    author: authorOf(context.world, context.caller),
    committer: webFlow(context.world),
    message: message(objectArg(input, 'message') ?? {}),
  });
  const update = { name: branch, before: expected, after: oid };
  if (!(await moveRefs(context.world, repository, context.caller, [update]))) throw stale(expected);
  const commit = await readCommit(repository.objects, oid);
  if (commit === null) throw new Error(`the commit ${oid} was not written`);
  return {
    __typename: 'CreateCommitOnBranchPayload',
    clientMutationId: textArg(input, 'clientMutationId') ?? null,
    commit: commitNode(inside, commit),
    ref: refNode(inside, branch, oid),
  };
}

interface Target {
  readonly repository: Repository;
  /** Full name. */
  readonly branch: string;
}

function target(context: GraphContext, branch: Args): Target {
  const id = parseNodeId(textArg(branch, 'id') ?? '');
  if (id?.type === 'REF') {
    const cut = id.id.indexOf(':');
    const repository = context.world.repositories.get(Number(id.id.slice(0, cut)));
    if (repository !== undefined && canSee(context.world, context.caller, repository)) {
      return { repository, branch: id.id.slice(cut + 1) };
    }
  }
  const repository = repositoryByName(context, textArg(branch, 'repositoryNameWithOwner') ?? '');
  const name = textArg(branch, 'branchName') ?? '';
  return { repository, branch: name.startsWith('refs/heads/') ? name : `refs/heads/${name}` };
}

async function newTree(repository: Repository, head: Commit, changes: Args): Promise<string> {
  const additions = listArg(changes, 'additions').map((each) => addition(repository, each));
  const deletions = listArg(changes, 'deletions').map((each) => ({ path: pathOf(each), entry: null }));
  const all: FileChange[] = [...additions, ...deletions];
  const paths = all.map((change) => change.path);
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice !== undefined) throw unprocessable(`A path was requested to be changed more than once: ${twice}`);
  try {
    // Deletions come first in no order that matters: no path is in both lists.
    return await changeTree(repository.objects, head.tree, all);
  } catch (error) {
    if (!(error instanceof NoSuchPath)) throw error;
    const known = `does not exist as of commit oid \`${head.oid}\``;
    throw unprocessable(`A path was requested for deletion which ${known}: ${error.path}`);
  }
}

function addition(repository: Repository, each: Args): FileChange {
  const path = pathOf(each);
  const contents = textArg(each, 'contents') ?? '';
  const bytes = Buffer.from(contents, 'base64');
  if (bytes.toString('base64') !== contents) {
    throw unprocessable(`The contents of ${path} are not valid Base64 (RFC 4648, with padding).`);
  }
  return { path, entry: { mode: '100644', oid: repository.objects.write('blob', bytes) } };
}

function pathOf(each: Args): string {
  const path = textArg(each, 'path') ?? '';
  const parts = path.split('/');
  if (parts.some((part) => ['', '.', '..', '.git'].includes(part))) throw unprocessable(`Bad path: ${path}`);
  return path;
}

function message(given: Args): string {
  const headline = textArg(given, 'headline') ?? '';
  const body = textArg(given, 'body') ?? '';
  return body === '' ? headline : `${headline}\n\n${body}`;
}

function stale(expected: string): GraphQLError {
  const text = `Expected branch to point to "${expected}" but it did not.  Pull and try again.`;
  return graphError('STALE_DATA', text);
}

function unprocessable(text: string): GraphQLError {
  return graphError('UNPROCESSABLE', text);
}
