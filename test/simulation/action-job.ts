import type { InputName } from '../../src/action/contract.ts';
import type { Job, Opened, OpenOptions, Telling } from '../../src/action/job.ts';
import type { RememberingFacts } from '../../src/action/policy-seen.ts';
import { rememberPolicy } from '../../src/action/policy-seen.ts';
import { readAhead } from '../../src/action/read-ahead.ts';
import { runStep } from '../../src/action/step.ts';
import { instantOf } from '../../src/domain/instant.ts';
import type { ReasonCode } from '../../src/domain/reason.ts';
import { REASON_CODES } from '../../src/domain/reason.ts';
import { EngineUnavailable } from '../../src/engine/engine.ts';
import { FactsUnavailable } from '../../src/facts/facts.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { OWNER } from './github/model.ts';
import { luckOf } from './luck.ts';
import type { Process } from './process.ts';
import { Strand } from './strand.ts';
import type { Bench } from './workplace.ts';
import { openWorkplace } from './workplace.ts';

type Inputs = Partial<Record<InputName, string>>;

export interface ActionSetting {
  readonly run: Job['run'];
  readonly event: Job['event'];
  /** File of the workflow that it is a job of. */
  readonly workflow: string;
  readonly inputs?: Inputs;
  readonly checkedOut?: string;
}

/** A job with our step in it: the Action's own code, on the model of GitHub. What it says to its runner is kept. */
export class ActionJob {
  readonly #bench: Bench;
  readonly #setting: ActionSetting;
  readonly #saved = new Map<string, string>();
  readonly #outputs = new Map<string, string>();
  readonly #files = new Map<string, string>();

  constructor(bench: Bench, setting: ActionSetting) {
    this.#bench = bench;
    this.#setting = setting;
  }

  /** Whether the steps behind ours may work. */
  get isAdmitted(): boolean {
    return this.#saved.get('admitted') === 'true';
  }

  /** Why it ended as it did; null where nobody knows. */
  get reason(): ReasonCode | null {
    return REASON_CODES.find((code) => code === this.#outputs.get('reason')) ?? null;
  }

  /** The steps behind ours hand on what came of them. */
  writeOutputs(text: string): void {
    this.#files.set(this.#saved.get('output-file') ?? '', text);
  }

  /** One stage of the step: the first is `main`, the next ones are `post`. A process that dies never comes back. */
  async stage(process: Process, inputs: Inputs = {}): Promise<void> {
    const strand = new Strand(this.#bench.time);
    const job = this.#job(process, strand, { ...this.#setting.inputs, ...inputs });
    try {
      await strand.run(() => runStep(job));
    } catch (error) {
      this.#judge(error);
    }
    process.end();
  }

  /** GitHub may be away for longer than a job waits; nothing else turns a step red without words. */
  #judge(error: unknown): void {
    const isAway = [EngineUnavailable, StoreUnavailable, FactsUnavailable].some(
      (each) => error instanceof each,
    );
    if (isAway) this.#bench.log.debug('a job could not do its work', { error: String(error) });
    else this.#bench.log.error('a job threw', { error: String(error) });
  }

  #job(process: Process, strand: Strand, inputs: Inputs): Job {
    const { model, time, log, seed } = this.#bench;
    const { run, event, workflow, checkedOut } = this.#setting;
    const repository = `${OWNER}/${model.name}`;
    const reference = `${repository}/.github/workflows/${workflow}@refs/heads/main`;
    const given: Inputs = { token: 'token', command: 'auto', report: 'true', workflow: reference, ...inputs };
    // Runners' clocks are wrong by up to ten minutes; nothing is decided by them.
    const skew = (luckOf(seed, 'clock', process.name) - 0.5) * 2 * 600_000;
    return {
      read: (name) => given[name] ?? '',
      run,
      event,
      repository,
      workflow: reference,
      action: `${OWNER}/signalbox@v1`,
      workspace: '/workspace',
      checkedOut: () => Promise.resolve(checkedOut ?? null),
      open: (_, options) => this.#open(process, strand, options),
      now: () => instantOf(new Date(time.now + skew)),
      wait: (milliseconds) => strand.away(() => process.wait(milliseconds)),
      random: () => luckOf(seed, process.name, time.now),
      log,
      tell: this.#telling(),
    };
  }

  #open(process: Process, strand: Strand, { onTurn, readsAhead }: OpenOptions = {}): Opened {
    const { time } = this.#bench;
    const kept: { facts?: RememberingFacts } = {};
    const { engine, store, reporter } = openWorkplace(this.#bench, process, 'action', (parts) => {
      const facts = rememberPolicy(parts.facts);
      kept.facts = facts;
      const before = readsAhead ? readAhead(parts.store, facts) : parts.store;
      return { ...parts, facts, store: before, ...(onTurn ? { onTurn } : {}) };
    });
    const { facts } = kept;
    if (!facts) throw new Error('the workplace has no facts');
    return {
      engine: strand.outside(engine),
      store: strand.outside(store),
      reporter: strand.outside(reporter),
      facts: strand.outside(facts),
      missing: new Set(),
      started: () => Promise.resolve({ at: instantOf(new Date(time.now)), by: null }),
    };
  }

  #telling(): Telling {
    const unheard = (): void => undefined;
    return {
      output: (name, value) => void this.#outputs.set(name, value),
      variable: unheard,
      save: (name, value) => void this.#saved.set(name, value),
      saved: (name) => this.#saved.get(name) ?? '',
      info: unheard,
      notice: unheard,
      warn: unheard,
      annotate: unheard,
      fail: unheard,
      summary: () => Promise.resolve(),
      file: (name) => Promise.resolve(name),
      readFile: (path) => Promise.resolve(this.#files.get(path) ?? ''),
    };
  }
}
