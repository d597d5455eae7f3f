import type { InputName } from '../../src/action/contract.ts';
import type { Job } from '../../src/action/job.ts';
import { rememberPolicy } from '../../src/action/policy-seen.ts';
import { runStep } from '../../src/action/step.ts';
import type { EngineParts } from '../../src/engine/engine.ts';
import type { ScriptedRun } from '../../src/runner/scripted/scripted-runner.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import type { StateStore } from '../../src/store/store.ts';
import type { Shop } from './shop.ts';

export interface JobSetting {
  /** The run that was dispatched; null: something else started the workflow. */
  readonly run: ScriptedRun | null;
  readonly event?: Job['event'];
  readonly workflow?: string;
  readonly started?: Awaited<ReturnType<ReturnType<Job['open']>['started']>>;
  readonly store?: Partial<StateStore>;
  readonly parts?: Partial<EngineParts>;
  readonly missing?: readonly string[];
  /** Something happens while the job waits. */
  readonly onWait?: () => void;
}

const REPOSITORY = 'acme/shop';

/** A job with our step in it, in a shop, and everything that the step said. */
export class JobStage {
  readonly said: string[] = [];
  readonly outputs: Record<string, string> = {};
  readonly variables: Record<string, string> = {};
  readonly files: Record<string, string> = {};
  readonly inputs: Partial<Record<InputName, string>>;
  readonly store: StateStore;
  waited = 0;
  readonly #shop: Shop;
  readonly #setting: JobSetting;
  readonly #saved: Record<string, string> = {};

  constructor(shop: Shop, setting: JobSetting) {
    this.#shop = shop;
    this.#setting = setting;
    const store = memoryStore(shop.branch, () => shop.now, { performer: 'action' });
    this.store = { ...plain(store), ...setting.store };
    const { run } = setting;
    this.inputs = { token: 'token', ...(run ? { signalbox: JSON.stringify(run.order.input) } : {}) };
  }

  /** Of the last stage that wrote one. */
  get summary(): string {
    return this.said.findLast((each) => each.startsWith('summary '))?.slice('summary '.length) ?? '';
  }

  /** What turned the job red. */
  get failures(): readonly string[] {
    return this.said.filter((each) => each.startsWith('fail ')).map((each) => each.slice('fail '.length));
  }

  /** One stage of the step: the first call is `main`, the next `post`. */
  async stage(change: Partial<Record<InputName, string>> = {}): Promise<void> {
    const workflow = referenceTo(this.#startedWorkflow());
    const inputs = { command: 'auto', report: 'true', workflow, ...this.inputs, ...change };
    await runStep(this.#job((name) => inputs[name] ?? ''));
  }

  #startedWorkflow(): string {
    const { run, workflow } = this.#setting;
    return workflow ?? (run ? 'deploy.yml' : 'signalbox.yml');
  }

  #job(read: Job['read']): Job {
    const { run, event } = this.#setting;
    const inputs = { signalbox: this.inputs.signalbox };
    return {
      read,
      run: { id: run?.state.id ?? '901', url: run?.state.url ?? '', attempt: 1 },
      event: event ?? { name: 'workflow_dispatch', payload: { inputs } },
      repository: REPOSITORY,
      workflow: referenceTo(this.#startedWorkflow()),
      action: 'acme/signalbox@v1',
      workspace: '/workspace',
      checkedOut: () => Promise.resolve(run?.order.input.sha ?? null),
      open: (_, options) => this.#open(options),
      now: () => this.#shop.now,
      wait: (milliseconds) => this.#wait(milliseconds),
      random: () => 0.5,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      tell: this.#telling(),
    };
  }

  #open(options: Parameters<Job['open']>[1]): ReturnType<Job['open']> {
    const shop = this.#shop;
    const { store } = this;
    const { started, missing = [], parts } = this.#setting;
    const facts = rememberPolicy(shop.facts);
    return {
      engine: shop.newEngine('action', { store, facts, patience: 0, isBrief: true, ...options, ...parts }),
      store,
      facts,
      reporter: shop.reporter,
      missing: new Set(missing),
      started: () => Promise.resolve(started ?? { at: shop.now, by: null }),
    };
  }

  #wait(milliseconds: number): Promise<void> {
    this.waited += milliseconds;
    this.#shop.pass(milliseconds / 1000);
    this.#setting.onWait?.();
    return Promise.resolve();
  }

  #telling(): Job['tell'] {
    const { said, outputs, variables, files } = this;
    return {
      output: (name, value) => void (outputs[name] = value),
      variable: (name, value) => void (variables[name] = value),
      save: (name, value) => void (this.#saved[name] = value),
      saved: (name) => this.#saved[name] ?? '',
      info: (message) => void said.push(`info ${message}`),
      notice: (message) => void said.push(`notice ${message}`),
      warn: (message) => void said.push(`warn ${message}`),
      annotate: ({ file, line, column, message }) =>
        void said.push(`annotate ${file}:${line}:${column} ${message}`),
      fail: (message) => void said.push(`fail ${message}`),
      summary: (markdown) => Promise.resolve(void said.push(`summary ${markdown}`)),
      file: (name) => Promise.resolve(((files[name] = ''), name)),
      readFile: (path) => {
        const text = files[path];
        return text === undefined ? Promise.reject(new Error(`no file ${path}`)) : Promise.resolve(text);
      },
    };
  }
}

/** @returns a workflow of the shop as GitHub names it; empty for none. */
export function referenceTo(file: string): string {
  return file === '' ? '' : `${REPOSITORY}/.github/workflows/${file}@refs/heads/main`;
}

function quiet(): void {
  return;
}

/** The methods of a store as functions of their own, so that one of them can be replaced. */
function plain(store: StateStore): StateStore {
  return {
    load: (options) => store.load(options),
    commit: (change) => store.commit(change),
    examine: () => store.examine(),
    log: (limit) => store.log(limit),
  };
}
