import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What a command left behind when it ended. */
export interface Ended {
  readonly code: number | null;
  /** Everything it wrote, as it came. */
  readonly text: string;
  /** Folders of ours among its temporary ones. */
  readonly leftOver: readonly string[];
  /** Whether a process of its group still lives. */
  readonly isAlive: boolean;
}

export interface CommandOptions {
  readonly input?: string;
  /** Variables over those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent once this text has been written. */
  readonly signal?: { readonly after: string; readonly name: NodeJS.Signals };
}

/** Runs a program in Signalbox's folder, in a process group and with a folder for temporary files of its own. */
export async function runCommand(command: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  const [program = '', ...args] = command;
  const folder = await mkdtemp(join(tmpdir(), 'command-'));
  const child = spawn(program, args, {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TMPDIR: folder, NO_COLOR: '1', ...options.env },
    detached: true,
  });
  const { signal } = options;
  let text = '';
  let isSent = signal === undefined;
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
    if (isSent || signal === undefined || !text.includes(signal.after)) return;
    isSent = true;
    process.kill(-(child.pid ?? 0), signal.name);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  if (options.signal === undefined) child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const left = await readdir(folder);
  const isAlive = await outlives(child.pid ?? 0);
  await rm(folder, { recursive: true, force: true });
  return { code, text, leftOver: left.filter((name) => /signalbox|sandbox/.test(name)), isAlive };
}

/** A child whose input was closed needs a moment to end. */
async function outlives(pid: number): Promise<boolean> {
  const until = Date.now() + 5_000;
  while (groupLives(pid)) {
    if (Date.now() > until) return true;
    await wait(20);
  }
  return false;
}

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
