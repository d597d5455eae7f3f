import { spawn } from 'node:child_process';
import { endWithUs } from '../at-exit.ts';

export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export class GitFailed extends Error {
  override readonly name = 'GitFailed';
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly stdout: string;

  constructor(args: readonly string[], exitCode: number | null, stderr: string, stdout: string) {
    super(`git ${args.join(' ')}: ${stderr.trim()}`);
    this.exitCode = exitCode;
    this.stderr = stderr;
    this.stdout = stdout;
  }
}

/** What `git` sees of the world: nothing of the person who runs the sandbox. */
export function gitEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...extra,
  };
}

/** Whether there is a `git` that can be started. */
export function hasGit(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('git', ['--version'], { env: gitEnvironment(), stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/**
 * Runs `git` in a bare repository and answers what it wrote.
 * @throws {GitFailed} when it exits with anything but 0.
 */
export async function git(
  directory: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  return (await gitBytes(directory, args, options)).toString('utf8');
}

/** Like `git`, for output that is not text. */
export function gitBytes(
  directory: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [`--git-dir=${directory}`, ...args], {
      env: gitEnvironment(options.env),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    endWithUs(child);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new GitFailed(args, code, Buffer.concat(err).toString(), Buffer.concat(out).toString()));
    });
    // A command that refuses early closes its input; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
