import { delimiter, dirname } from 'node:path';
import { createCommandFiles, readCommandFiles, type StepCommands } from './command-files.ts';
import type { JsonObject } from './host.ts';
import { runnerFacts, type JobSession, type StepCall } from './job-session.ts';
import { OutputReader } from './output-reader.ts';

/** What a step starts. */
export interface StepProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** On top of everything else: inputs and state of an action. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs a program as a step: with GitHub's environment, its output in the log, and its command files taken in.
 * @param state takes what the step saves for its `post`
 * @returns whether it ended with 0
 */
export async function runProgram(
  call: StepCall,
  program: StepProgram,
  state: Map<string, string> = new Map(),
): Promise<boolean> {
  const { session } = call;
  const files = await createCommandFiles(session.folders.commands, String(session.nextKey++));
  const reader = new OutputReader(session.job.log, call.outputs, state);
  const running = session.processes.start({
    ...program,
    env: { ...processEnv(call), ...program.env, ...githubEnv(call), ...files },
    line: (line) => reader.read(line),
  });
  if (call.stop.aborted) running.stop();
  else call.stop.addEventListener('abort', running.stop, { once: true });
  const code = await running.exit;
  call.stop.removeEventListener('abort', running.stop);
  takeIn(call, await readCommandFiles(files), state);
  if (code !== 0 && !call.stop.aborted) session.job.log.error(`Process completed with exit code ${code}.`);
  return code === 0;
}

function takeIn(call: StepCall, commands: StepCommands, state: Map<string, string>): void {
  const { session } = call;
  for (const [name, value] of commands.env) {
    // A step could run code in later ones through it (GitHub blocks it for that reason).
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      session.job.log.error(`Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.`);
    } else session.env.set(name, value);
  }
  for (const [name, value] of commands.outputs) call.outputs.set(name, value);
  for (const [name, value] of commands.state) state.set(name, value);
  for (const folder of commands.path) session.path.unshift(folder);
  session.job.summary += session.job.log.masked(commands.summary);
}

function processEnv(call: StepCall): Record<string, string> {
  const { session, scope } = call;
  const inherited = process.env['PATH'] ?? '/usr/bin:/bin';
  const env = {
    HOME: session.folders.home,
    LANG: 'C.UTF-8',
    ...Object.fromEntries(session.env),
    ...scope.env,
    ...call.env,
  };
  const path = [
    ...session.path,
    call.env['PATH'] ?? session.env.get('PATH') ?? inherited,
    dirname(process.execPath),
  ];
  return { ...env, PATH: path.join(delimiter) };
}

/** Names that no step can change. */
function githubEnv(call: StepCall): Record<string, string> {
  const { session, scope } = call;
  const { folders } = session;
  const runner = runnerFacts();
  const github = Object.entries(session.github).flatMap(([name, value]) =>
    UNEXPORTED.has(name) || value === null || typeof value === 'object'
      ? []
      : [[`GITHUB_${name.toUpperCase()}`, String(value)] as const],
  );
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: call.action,
    ...Object.fromEntries(github),
    ...(scope.actionPath === null ? {} : { GITHUB_ACTION_PATH: scope.actionPath }),
    RUNNER_ARCH: runner.arch,
    RUNNER_ENVIRONMENT: runner.environment,
    RUNNER_NAME: runner.name,
    RUNNER_OS: runner.os,
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.tools,
    RUNNER_WORKSPACE: dirname(folders.workspace),
  };
}

/** The token is in the context only: a step gets it when its author hands it over. */
const UNEXPORTED = new Set<keyof JsonObject>(['token', 'event']);

/** Environment of the runner's own programs, like git in a checkout: nothing of the job's. */
export function plainEnv(session: JobSession): Record<string, string> {
  return {
    HOME: session.folders.home,
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
}
