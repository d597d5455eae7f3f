import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostRepository, JsonObject } from './host.ts';
import { githubContext, repositoryOf } from './github-context.ts';
import type { Contexts } from './expression.ts';
import { hashFiles } from './hash-files.ts';
import type { Machine } from './machine.ts';
import { readOnly, tokenPermissions } from './permissions.ts';
import { ProcessTable } from './process-table.ts';
import { textOf } from './payload.ts';
import type { Attempt, Job, Run } from './run.ts';
import type { LoadedAction } from './action-file.ts';
import type { StepPlan } from './workflow-file.ts';
import type { Written } from './written.ts';

/** A job on its machine: folders, token, and what its steps have left behind so far. */
export interface JobSession {
  readonly machine: Machine;
  readonly run: Run;
  readonly attempt: Attempt;
  readonly job: Job;
  readonly repository: HostRepository;
  readonly token: string;
  readonly folders: JobFolders;
  readonly processes: ProcessTable;
  readonly github: JsonObject;
  readonly given: GivenContexts;
  /** Environment of the workflow and the job, and what steps added. */
  readonly env: Map<string, string>;
  /** Folders that steps put before `PATH`, the newest first. */
  readonly path: string[];
  readonly actions: Map<string, LoadedAction>;
  /** Work at the end of the job; done in reverse order. */
  readonly posts: StepWork[];
  /** What a step's action saves for its `post`; a step in here has its `post` registered. */
  readonly states: Map<StepPlan, Map<string, string>>;
  readonly root: StepScope;
  nextKey: number;
}

/** Contexts that a job gets from outside. */
export interface GivenContexts {
  readonly needs: JsonObject;
  readonly matrix: JsonObject | null;
  readonly strategy: JsonObject;
}

export interface JobFolders {
  readonly all: string;
  readonly workspace: string;
  readonly temp: string;
  readonly home: string;
  readonly tools: string;
  readonly commands: string;
  readonly event: string;
}

/** Where a step stands: the job itself, or a composite action within it. */
export interface StepScope {
  readonly steps: Map<string, StepOutcome>;
  readonly inputs: JsonObject;
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the composite action; null in the job itself. */
  readonly actionPath: string | null;
  failed: boolean;
}

export interface StepOutcome {
  readonly outcome: StepResult;
  readonly conclusion: StepResult;
  readonly outputs: Readonly<Record<string, string>>;
}

export type StepResult = 'success' | 'failure' | 'cancelled' | 'skipped';

/** A step as it is performed, whatever stands behind it. */
export interface StepWork {
  readonly id: string | null;
  readonly name: string;
  readonly condition: Written;
  readonly env: ReadonlyMap<string, Written>;
  readonly continueOnError: Written;
  readonly timeoutMinutes: Written;
  /** `github.action`. */
  readonly action: string;
  /** Answers whether it succeeded. */
  readonly perform: (call: StepCall) => Promise<boolean>;
}

/** One performance of a step; `perform` answers whether it succeeded. */
export interface StepCall {
  readonly session: JobSession;
  readonly scope: StepScope;
  /** Environment of the step itself, evaluated. */
  readonly env: Readonly<Record<string, string>>;
  readonly name: string;
  /** `github.action`. */
  readonly action: string;
  /** Aborted when the step shall stop. */
  readonly stop: AbortSignal;
  /** Collects the step's outputs. */
  readonly outputs: Map<string, string>;
}

/** Makes the machine of a job: folders, event file, token. Close it whatever happens. */
export async function openSession(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  at: { readonly job: Job; readonly given: GivenContexts },
): Promise<JobSession> {
  const { job, given } = at;
  const repository = visibleRepository(machine, run);
  const permissions = tokenPermissions(run.file?.permissions, job.plan.permissions);
  const folders = await createFolders(machine, run, job, repository);
  const token = machine.host.issueToken({
    repository: repository.fullName,
    runId: run.id,
    jobId: job.id,
    permissions: run.fromFork ? readOnly(permissions) : permissions,
  });
  for (const secret of [token, ...Object.values(repository.secrets)]) job.log.hide(secret);
  const github = {
    ...githubContext(machine, run, attempt),
    job: job.plan.id,
    token,
    workspace: folders.workspace,
    event_path: folders.event,
  };
  const processes = new ProcessTable(machine.graceMilliseconds);
  for (const { signal } of [attempt.death, job.force]) {
    signal.addEventListener('abort', () => void processes.kill(), { once: true });
  }
  return {
    ...{ machine, run, attempt, job, repository, token, folders, processes, github, given },
    env: new Map(),
    path: [],
    actions: new Map(),
    posts: [],
    states: new Map(),
    root: { steps: new Map(), inputs: run.inputs, env: {}, actionPath: null, failed: false },
    nextKey: 1,
  };
}

/** A run of what a fork brought sees no secrets (GitHub, "Using secrets in GitHub Actions"). */
function visibleRepository(machine: Machine, run: Run): HostRepository {
  const repository = repositoryOf(machine, run);
  return run.fromFork ? { ...repository, secrets: {} } : repository;
}

/** Ends what the job has left running and removes its machine. */
export async function closeSession(session: JobSession): Promise<void> {
  await session.processes.kill();
  session.machine.host.revokeToken(session.token);
  await rm(session.folders.all, { recursive: true, force: true, maxRetries: 3 });
}

/** What expressions see at a step. */
export function contextsOf(
  session: JobSession,
  scope: StepScope,
  env: Readonly<Record<string, string>> = {},
): Contexts {
  const cancelled = session.job.cancel.signal.aborted;
  const { folders, repository, given } = session;
  return {
    values: {
      github: { ...session.github, ...(scope.actionPath === null ? {} : { action_path: scope.actionPath }) },
      inputs: scope.inputs,
      env: { ...Object.fromEntries(session.env), ...scope.env, ...env },
      vars: repository.variables,
      secrets: { ...repository.secrets, GITHUB_TOKEN: session.token, github_token: session.token },
      needs: given.needs,
      matrix: given.matrix,
      strategy: given.strategy,
      steps: Object.fromEntries([...scope.steps].map(([id, step]) => [id, { ...step }])),
      job: { status: jobStatus(session), check_run_id: session.job.id, ...writtenIn(session) },
      runner: { ...runnerFacts(), temp: folders.temp, tool_cache: folders.tools },
    },
    status: { success: !scope.failed && !cancelled, failure: scope.failed && !cancelled, cancelled },
    hashFiles: (patterns) => hashFiles(folders.workspace, patterns),
  };
}

/** The workflow that the job is written in; here no workflow calls another, so that it is the run's. */
function writtenIn({ github }: JobSession): Readonly<Record<string, string>> {
  const reference = textOf(github, 'workflow_ref');
  const [, repository = '', path = ''] = /^([^/]+\/[^/]+)\/(.*)@/.exec(reference) ?? [];
  return {
    workflow_ref: reference,
    workflow_sha: textOf(github, 'workflow_sha'),
    workflow_repository: repository,
    workflow_file_path: path,
  };
}

/** The job's status as its steps see it. */
export function jobStatus(session: JobSession): 'success' | 'failure' | 'cancelled' {
  if (session.job.cancel.signal.aborted) return 'cancelled';
  return session.root.failed ? 'failure' : 'success';
}

/** The `runner` context as far as it does not depend on the job. */
export function runnerFacts(): Readonly<Record<'os' | 'arch' | 'name' | 'environment', string>> {
  return {
    os: process.platform === 'darwin' ? 'macOS' : 'Linux',
    arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
    name: 'Sandbox',
    environment: 'github-hosted',
  };
}

async function createFolders(
  machine: Machine,
  run: Run,
  job: Job,
  repository: HostRepository,
): Promise<JobFolders> {
  const all = join(machine.folder(), String(job.id));
  const folders = {
    all,
    workspace: join(all, 'work', repository.name, repository.name),
    temp: join(all, 'work', '_temp'),
    home: join(all, 'home'),
    tools: join(all, 'tools'),
    commands: join(all, 'work', '_temp', '_runner_file_commands'),
    event: join(all, 'work', '_temp', '_github_workflow', 'event.json'),
  };
  const { workspace, home, tools, commands } = folders;
  await Promise.all([workspace, home, tools, commands].map((path) => mkdir(path, { recursive: true })));
  await mkdir(join(folders.event, '..'), { recursive: true });
  await writeFile(folders.event, JSON.stringify(run.payload, null, 2));
  return folders;
}
