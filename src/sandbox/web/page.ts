import { resolveCommit } from '../git/resolve.ts';
import { git } from '../git/process.ts';
import type { Caller } from '../model/app.ts';
import type { Repository } from '../model/repository.ts';
import { fullName } from '../model/repository.ts';
import { canSee } from '../permissions.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { findRepository } from '../world.ts';
import { commitText } from './commit-text.ts';
import { deploymentsText } from './deployments-text.ts';
import { fileText } from './file-text.ts';
import { issueText } from './issue-text.ts';
import { runsText, runText } from './run-text.ts';

/** A request for something that people look at. */
export interface PageRequest {
  /** With the query. */
  readonly path: string;
  readonly caller: Caller;
}

/**
 * What a link of this GitHub opens in a browser: runs with their logs, commits, files, issues, all as plain text. What
 * is not there says where to begin, and does not tell a secret from nothing.
 */
export async function answerPage(world: World, request: PageRequest): Promise<Reply> {
  const text = await pageText(world, request);
  return text === null ? plain(404, `There is no such page. Begin at ${world.urls.html}/`) : plain(200, text);
}

async function pageText(world: World, request: PageRequest): Promise<string | null> {
  const [path = ''] = request.path.split('?');
  const parts = path.split('/').slice(1).map(decoded);
  if (parts.includes(null)) return null;
  const [owner = '', name = '', kind = '', ...rest] = parts.map(String);
  if (owner === '') return homeText(world);
  const repository = findRepository(world, owner, name);
  if (repository === null || !canSee(world, request.caller, repository)) return null;
  return textOf({ world, repository }, kind, rest);
}

/** Where a page is. */
export interface PagePlace {
  readonly world: World;
  readonly repository: Repository;
}

async function textOf(place: PagePlace, kind: string, rest: readonly string[]): Promise<string | null> {
  const [first = '', second = ''] = rest;
  switch (kind) {
    case '':
      return repositoryText(place);
    case 'actions':
      return first === 'runs' ? runText(place, Number(second)) : runsText(place);
    case 'commit':
      return commitText(place, first);
    case 'deployments':
      return deploymentsText(place);
    case 'commits':
      return logText(place, rest.join('/') || place.repository.defaultBranch);
    case 'blob':
    case 'tree':
      return fileText(place, rest);
    case 'issues':
    case 'pull':
      return issueText(place, Number(first));
    default:
      return null;
  }
}

function homeText(world: World): string {
  const pages = [...world.repositories.values()]
    .filter((repository) => !repository.private)
    .map((repository) => `${world.urls.html}/${fullName(repository)}`);
  return ['A small GitHub on this machine. Its public repositories:', '', ...pages].join('\n');
}

async function repositoryText({ world, repository }: PagePlace): Promise<string> {
  const page = `${world.urls.html}/${fullName(repository)}`;
  const branches = await git(repository.directory, ['for-each-ref', '--format=%(refname:short)']);
  const refs = branches.split('\n').filter((name) => name !== '');
  const issues = [...repository.issues.values()].map(
    (issue) => `${page}/${issue.pull === null ? 'issues' : 'pull'}/${String(issue.number)}  ${issue.title}`,
  );
  return [
    fullName(repository),
    '',
    `git clone ${page}.git`,
    '',
    'Workflow runs, and what was deployed where',
    `${page}/actions`,
    `${page}/deployments`,
    ...(issues.length === 0 ? [] : ['', 'Issues and pull requests', ...issues]),
    '',
    'Branches and tags: their files, their commits with what was said of each',
    ...refs.flatMap((name) => [`${page}/tree/${name}`, `${page}/commits/${name}`]),
  ].join('\n');
}

async function logText({ world, repository }: PagePlace, ref: string): Promise<string | null> {
  const commit = await resolveCommit(repository.objects, ref);
  if (commit === null) return null;
  const format = `--format=${world.urls.html}/${fullName(repository)}/commit/%h  %ad  %an  %s`;
  return git(repository.directory, ['log', format, '--date=iso', '--max-count=500', commit.oid, '--']);
}

/** @returns null for what is no text: such a path names nothing here. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Never as HTML: what people wrote here stays text. */
function plain(status: number, text: string): Reply {
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
  return { status, headers, body: text.endsWith('\n') ? text : `${text}\n` };
}
