import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endWithUs } from '../at-exit.ts';
import type { Sandbox, SandboxApp } from '../sandbox-api.ts';

/** The App as a process of its own, as somebody would host it. */
export interface AppProcess {
  /** Where it takes webhooks. */
  readonly webhookUrl: string;
  /** Lines that it logged, oldest first. */
  readonly log: readonly string[];
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it politely: it finishes what it began. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

export interface AppProcessOptions {
  /** Program and arguments that start the App, like `['node', 'lib/app/main.js']`. */
  readonly command: readonly string[];
  readonly directory: string;
  readonly sandbox: Pick<Sandbox, 'url' | 'nudge'>;
  readonly app: Pick<SandboxApp, 'id' | 'privateKey' | 'secret'>;
  /** Environment variables beside those that the App needs anyway. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts the App against the sandbox on a free port.
 * @throws {Error} with the App's log when it ends before it listens.
 */
export async function startAppProcess(options: AppProcessOptions): Promise<AppProcess> {
  const [program = '', ...args] = options.command;
  const child = spawn(program, args, {
    cwd: options.directory,
    env: { ...process.env, ...environment(options), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const log: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const webhookUrl = await listening(child, log, options.sandbox);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { webhookUrl, log, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function environment({ sandbox, app }: AppProcessOptions): Record<string, string> {
  const { host, protocol } = new URL(sandbox.url);
  return {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: app.secret,
    GHE_HOST: host,
    GHE_PROTOCOL: protocol.replace(':', ''),
    HOST: '127.0.0.1',
    PORT: '0',
    NODE_ENV: 'production',
  };
}

function listening(child: ChildProcess, log: string[], sandbox: Pick<Sandbox, 'nudge'>): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = (line: string): void => {
      log.push(line);
      const [, url] = /Signalbox listens on (http\S+)/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
      sandbox.nudge();
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', read);
    }
    child.once('error', reject);
    child.once('close', (code) => {
      reject(new Error(`the App ended with code ${String(code)}:\n${log.join('\n')}`));
    });
  });
}
