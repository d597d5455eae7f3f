import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { atExit } from '../at-exit.ts';

export interface ProcessOrder {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Called for each line of standard output and error, in the order they arrive. */
  readonly line: (text: string) => void;
}

export interface RunningProcess {
  /** Exit code; 128 and more for a signal; 127 if it could not be started. */
  readonly exit: Promise<number>;
  /** SIGINT, and each grace period later SIGTERM and SIGKILL, to the process and its children. */
  readonly stop: () => void;
}

/** How long output may still come after a process has ended, when a child of it keeps the pipe open. */
const DRAIN_MILLISECONDS = 200;

const SIGNAL_CODES: Readonly<Record<string, number>> = { SIGINT: 130, SIGKILL: 137, SIGTERM: 143 };

/** Processes of one owner, each in a group of its own, so that their children end with them. */
export class ProcessTable {
  readonly #grace: number;
  /** Process id of a group's leader → takes back that the group is killed when this program exits. */
  readonly #groups = new Map<number, () => void>();
  readonly #endings = new Set<Promise<number>>();
  #closed = false;

  constructor(graceMilliseconds: number) {
    this.#grace = graceMilliseconds;
  }

  start(order: ProcessOrder): RunningProcess {
    if (this.#closed) return { exit: Promise.resolve(137), stop: () => undefined };
    const child = spawn(order.command, order.args, {
      cwd: order.cwd,
      env: order.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#remember(child);
    splitLines(child.stdout, order.line);
    splitLines(child.stderr, order.line);
    const exit = ended(child, order.line);
    this.#endings.add(exit);
    void exit.then(() => this.#endings.delete(exit));
    return { exit, stop: () => this.#stop(child) };
  }

  /** Kills everything that was started here, also children left behind, and waits for the end. */
  async kill(): Promise<void> {
    this.#closed = true;
    for (const [pid, takeBack] of this.#groups) {
      signalGroup(pid, 'SIGKILL');
      takeBack();
    }
    await Promise.all(this.#endings);
    this.#groups.clear();
  }

  #remember({ pid }: ChildProcess): void {
    if (pid === undefined) return;
    this.#groups.set(
      pid,
      atExit(() => signalGroup(pid, 'SIGKILL')),
    );
  }

  #stop(child: ChildProcess): void {
    const { pid } = child;
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    signalGroup(pid, 'SIGINT');
    const later = [
      setTimeout(() => signalGroup(pid, 'SIGTERM'), this.#grace),
      setTimeout(() => signalGroup(pid, 'SIGKILL'), 2 * this.#grace),
    ];
    child.once('exit', () => later.forEach(clearTimeout));
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // macOS answers EPERM for a group of zombies; nobody is left to signal either way.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

function ended(child: ChildProcess, line: (text: string) => void): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      line(`##[error]${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      const answer = code ?? SIGNAL_CODES[signal ?? ''] ?? 1;
      // When this program was late itself, what lies in the pipe is read only after its timers: hence one turn more.
      const drained = setTimeout(() => setImmediate(() => resolve(answer)), DRAIN_MILLISECONDS);
      child.once('close', () => {
        clearTimeout(drained);
        resolve(answer);
      });
    });
  });
}

function splitLines(stream: Readable, line: (text: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach(line);
  });
  stream.on('end', () => {
    rest += decoder.end();
    if (rest !== '') line(rest);
  });
}
