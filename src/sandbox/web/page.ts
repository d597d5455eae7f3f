import { resolveCommit } from '../git/resolve.ts';
import { git } from '../git/process.ts';
import type { Caller } from '../model/app.ts';
import type { Repository } from '../model/repository.ts';
import { fullName } from '../model/repository.ts';
import { canSee } from '../permissions.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { findRepository } from '../world.ts';
import { fileText } from './file-text.ts';
import { issueText } from './issue-text.ts';
import { runsText, runText } from './run-text.ts';

/** A request for something that people look at. */
export interface PageRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly caller: Caller;
}

/**
 * What a link of this GitHub opens in a browser: runs with their logs, commits, files, issues, all as plain text.
 * @returns null for what is no page here; the API has the last word then.
 */
export async function answerPage(world: World, request: PageRequest): Promise<Reply | null> {
  if (request.method !== 'GET') return null;
  const [path = ''] = request.path.split('?');
  const parts = path.split('/').slice(1).map(decoded);
  if (parts.includes(null)) return null;
  const [owner = '', name = '', kind = '', ...rest] = parts.map(String);
  if (owner === '') return plain(homeText(world));
  const repository = findRepository(world, owner, name);
  if (repository === null || !canSee(world, request.caller, repository)) return null;
  const text = await textOf({ world, repository }, kind, rest);
  return text === null ? null : plain(text);
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
    'Branches and tags',
    ...refs.flatMap((name) => [`${page}/tree/${name}`, `${page}/commits/${name}`]),
    '',
    'Workflow runs',
    `${page}/actions`,
    ...(issues.length === 0 ? [] : ['', 'Issues and pull requests', ...issues]),
  ].join('\n');
}

async function commitText({ repository }: PagePlace, ref: string): Promise<string | null> {
  const commit = await resolveCommit(repository.objects, ref);
  if (commit === null) return null;
  return git(repository.directory, ['show', '--stat', '--patch', '--format=fuller', commit.oid, '--']);
}

async function logText({ repository }: PagePlace, ref: string): Promise<string | null> {
  const commit = await resolveCommit(repository.objects, ref);
  if (commit === null) return null;
  const format = '--format=%h  %ad  %an  %s';
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
function plain(text: string): Reply {
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
  return { status: 200, headers, body: text.endsWith('\n') ? text : `${text}\n` };
}
