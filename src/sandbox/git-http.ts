import { spawn } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { endWithUs } from './at-exit.ts';
import { gitEnvironment } from './git/process.ts';
import { isActor } from './model/app.ts';
import type { Caller } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import { judge } from './permissions.ts';
import { announce, whatMoves } from './ref-moves.ts';
import { guardOf } from './workflow-guard.ts';
import type { World } from './world.ts';
import { findRepository } from './world.ts';

/** Git's "smart HTTP": https://git-scm.com/docs/gitprotocol-http */
export interface GitRequest {
  readonly method: string;
  /** Like `/owner/name.git/info/refs?service=git-upload-pack`. */
  readonly path: string;
  readonly caller: Caller;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface GitAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

type Service = 'upload-pack' | 'receive-pack';

/** Whether a path belongs to git rather than to the API. */
export function isGitPath(path: string): boolean {
  return parsePath(path) !== null;
}

export async function answerGit(world: World, request: GitRequest): Promise<GitAnswer> {
  const parsed = parsePath(request.path);
  const repository = parsed === null ? null : findRepository(world, parsed.owner, parsed.name);
  if (parsed === null) return plain(404, 'Not Found');
  const refusal = refuse(world, request.caller, repository, parsed.service);
  if (refusal !== null || repository === null) return refusal ?? plain(404, 'Repository not found.');
  return parsed.advertise
    ? advertise(repository, parsed.service, request)
    : exchange(world, repository, parsed.service, request);
}

interface GitPath {
  readonly owner: string;
  readonly name: string;
  readonly service: Service;
  readonly advertise: boolean;
}

function parsePath(path: string): GitPath | null {
  const match =
    /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(?:info\/refs\?service=git-(upload|receive)-pack|git-(upload|receive)-pack)$/.exec(
      path,
    );
  if (match === null) return null;
  const [, owner = '', name = '', advertised, posted] = match;
  const service = (advertised ?? posted) === 'receive' ? 'receive-pack' : 'upload-pack';
  return { owner, name, service, advertise: advertised !== undefined };
}

function refuse(
  world: World,
  caller: Caller,
  repository: Repository | null,
  service: Service,
): GitAnswer | null {
  const writing = service === 'receive-pack';
  const access = writing
    ? ({ grants: ['contents:write'], role: 'write' } as const)
    : ({ grants: ['contents:read'], role: 'read' } as const);
  const verdict = repository === null ? 'hidden' : judge(world, caller, repository, access);
  if (verdict === 'allowed' && !(writing && caller.kind === 'anonymous')) return null;
  if (caller.kind === 'anonymous') {
    return {
      ...plain(401, 'Authentication required.'),
      headers: { 'WWW-Authenticate': 'Basic realm="GitHub"' },
    };
  }
  if (verdict === 'hidden' || repository === null) return plain(404, 'Repository not found.');
  const who = isActor(caller) ? caller.account.login : 'this token';
  return plain(403, `Permission to ${fullName(repository)}.git denied to ${who}.`);
}

async function advertise(repository: Repository, service: Service, request: GitRequest): Promise<GitAnswer> {
  const protocol = request.headers['git-protocol'] ?? '';
  const refs = await run(
    repository,
    [service, '--stateless-rpc', '--advertise-refs'],
    { GIT_PROTOCOL: protocol },
    Buffer.alloc(0),
  );
  const line = `# service=git-${service}\n`;
  const head = protocol.includes('version=2') && service === 'upload-pack' ? '' : `${pktLine(line)}0000`;
  return {
    status: 200,
    headers: { 'Content-Type': `application/x-git-${service}-advertisement`, 'Cache-Control': 'no-cache' },
    body: Buffer.concat([Buffer.from(head), refs]),
  };
}

async function exchange(
  world: World,
  repository: Repository,
  service: Service,
  request: GitRequest,
): Promise<GitAnswer> {
  const input = request.headers['content-encoding'] === 'gzip' ? gunzipSync(request.body) : request.body;
  const environment = { GIT_PROTOCOL: request.headers['git-protocol'] ?? '', ...guardOf(request.caller) };
  const work = (): Promise<Buffer> => run(repository, [service, '--stateless-rpc'], environment, input);
  const headers = { 'Content-Type': `application/x-git-${service}-result`, 'Cache-Control': 'no-cache' };
  if (service === 'upload-pack') return { status: 200, headers, body: await work() };
  const { result, moved } = await whatMoves(repository, work);
  if (isActor(request.caller)) await announce(world, repository, request.caller, moved);
  return { status: 200, headers, body: result };
}

/** Runs a service; what it says when it fails is part of the protocol, so its exit code is not looked at. */
function run(
  repository: Repository,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  input: Buffer,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...args, repository.directory], {
      env: gitEnvironment(environment),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    endWithUs(child);
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.on('error', reject);
    child.on('close', () => {
      resolve(Buffer.concat(out));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function pktLine(text: string): string {
  return `${(text.length + 4).toString(16).padStart(4, '0')}${text}`;
}

function plain(status: number, text: string): GitAnswer {
  return { status, headers: { 'Content-Type': 'text/plain' }, body: `${text}\n` };
}
