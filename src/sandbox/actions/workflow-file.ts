import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { readWritten, isList, isMap, mapping, text, texts, type Written } from './written.ts';

/** A workflow file that GitHub's own parser accepts. */
export interface WorkflowFile {
  /** `name:`, or the path if there is none. */
  readonly name: string;
  readonly runName: Written;
  /** What stands under `on:` by event; null where only the name is given. */
  readonly events: ReadonlyMap<string, Written>;
  /** Undefined: not written, so GitHub's default applies. */
  readonly permissions: Written | undefined;
  readonly env: ReadonlyMap<string, Written>;
  readonly defaults: RunDefaults;
  readonly concurrency: Written;
  readonly jobs: ReadonlyMap<string, JobPlan>;
}

export interface RunDefaults {
  readonly shell: Written;
  readonly workingDirectory: Written;
}

export interface JobPlan {
  readonly id: string;
  readonly name: Written;
  readonly needs: readonly string[];
  readonly condition: Written;
  readonly permissions: Written | undefined;
  readonly env: ReadonlyMap<string, Written>;
  readonly defaults: RunDefaults;
  readonly concurrency: Written;
  readonly strategy: ReadonlyMap<string, Written>;
  readonly timeoutMinutes: Written;
  readonly continueOnError: Written;
  readonly outputs: ReadonlyMap<string, Written>;
  readonly runsOn: Written;
  readonly steps: readonly StepPlan[];
  /** What this runner cannot do, in words for the log: containers, called workflows. */
  readonly unsupported: string | null;
}

export interface StepPlan {
  readonly id: string | null;
  readonly name: Written;
  readonly condition: Written;
  readonly run: Written;
  readonly uses: string | null;
  readonly with: ReadonlyMap<string, Written>;
  readonly env: ReadonlyMap<string, Written>;
  readonly shell: Written;
  readonly workingDirectory: Written;
  readonly continueOnError: Written;
  readonly timeoutMinutes: Written;
}

export type ParsedWorkflow =
  | { readonly kind: 'valid'; readonly file: WorkflowFile }
  /** Messages like `(Line: 3, Col: 5): Unexpected value 'frob'`. */
  | { readonly kind: 'invalid'; readonly errors: readonly string[] };

/** Reads a workflow file with GitHub's parser and schema; `path` is its path in the repository. */
export async function parseWorkflowFile(path: string, content: string): Promise<ParsedWorkflow> {
  const { context, value } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter());
  const template = value === undefined ? undefined : await convertWorkflowTemplate(context, value);
  // A template repeats the errors of the context; without one, the text is no YAML at all.
  const found =
    template?.errors?.map((error) => error.Message) ??
    context.errors.getErrors().map((error) => error.message);
  const errors = found.map((message) => strip(message, path));
  if (value === undefined || errors.length > 0) return { kind: 'invalid', errors };
  return { kind: 'valid', file: readWorkflow(path, mapping(readWritten(content))) };
}

/** Reads the steps of a workflow job or of a composite action. */
export function readSteps(value: Written | undefined): readonly StepPlan[] {
  return isList(value) ? value.map((step) => readStep(mapping(step))) : [];
}

function strip(message: string, path: string): string {
  return message.startsWith(`${path} `) ? message.slice(path.length + 1) : message;
}

function readWorkflow(path: string, root: ReadonlyMap<string, Written>): WorkflowFile {
  return {
    name: text(root.get('name')) ?? path,
    runName: root.get('run-name') ?? null,
    events: readEvents(root.get('on')),
    permissions: root.get('permissions'),
    env: mapping(root.get('env')),
    defaults: readDefaults(root.get('defaults')),
    concurrency: root.get('concurrency') ?? null,
    jobs: new Map([...mapping(root.get('jobs'))].map(([id, job]) => [id, readJob(id, mapping(job))])),
  };
}

function readEvents(on: Written | undefined): ReadonlyMap<string, Written> {
  return isMap(on) ? on : new Map(texts(on).map((name) => [name, null]));
}

function readDefaults(value: Written | undefined): RunDefaults {
  const run = mapping(mapping(value).get('run'));
  return { shell: run.get('shell') ?? null, workingDirectory: run.get('working-directory') ?? null };
}

function readJob(id: string, job: ReadonlyMap<string, Written>): JobPlan {
  return {
    id,
    name: job.get('name') ?? null,
    needs: texts(job.get('needs')),
    condition: job.get('if') ?? null,
    permissions: job.get('permissions'),
    env: mapping(job.get('env')),
    defaults: readDefaults(job.get('defaults')),
    concurrency: job.get('concurrency') ?? null,
    strategy: mapping(job.get('strategy')),
    timeoutMinutes: job.get('timeout-minutes') ?? null,
    continueOnError: job.get('continue-on-error') ?? false,
    outputs: mapping(job.get('outputs')),
    runsOn: job.get('runs-on') ?? null,
    steps: readSteps(job.get('steps')),
    unsupported: unsupported(job),
  };
}

function unsupported(job: ReadonlyMap<string, Written>): string | null {
  if (job.has('uses')) return 'A job that calls another workflow cannot run in the sandbox.';
  if (job.has('container') || job.has('services')) return 'Containers cannot run in the sandbox.';
  return null;
}

function readStep(step: ReadonlyMap<string, Written>): StepPlan {
  return {
    id: text(step.get('id')),
    name: step.get('name') ?? null,
    condition: step.get('if') ?? null,
    run: step.get('run') ?? null,
    uses: text(step.get('uses')),
    with: mapping(step.get('with')),
    env: mapping(step.get('env')),
    shell: step.get('shell') ?? null,
    workingDirectory: step.get('working-directory') ?? null,
    continueOnError: step.get('continue-on-error') ?? false,
    timeoutMinutes: step.get('timeout-minutes') ?? null,
  };
}
