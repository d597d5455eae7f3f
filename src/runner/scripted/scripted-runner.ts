import type { RunState } from '../../domain/input.ts';
import type { DispatchOrder } from '../../domain/dispatch-order.ts';
import type { Runner, StartOutcome } from '../runner.ts';

/** How one start goes. What is left out happens as on a good day. */
export interface StartScript {
  /** What the caller is told; `started` unless told. */
  readonly answer?: 'started' | 'started-without-run' | 'refused' | 'not-now' | 'forbidden' | 'ambiguous';
  /** Whether a run comes of it; as the answer says, and for an ambiguous one it does, unless told. */
  readonly happens?: boolean;
  /** Whether lists and look-ups show the run at once; else after `list`. */
  readonly listed?: boolean;
}

export interface ScriptedRunnerOptions {
  /** The clock of the world, as ISO text. */
  readonly now: () => string;
  /** Written beforehand: how the start of each order goes. Without it, all days are good. */
  readonly script?: (order: DispatchOrder) => StartScript;
  /** Whether a cancelled run is completed at once (unless told otherwise) or only when told by `complete`. */
  readonly cancels?: 'at-once' | 'when-told';
}

/** One run as this world knows it. */
export interface ScriptedRun {
  readonly order: DispatchOrder;
  readonly state: RunState;
  readonly createdAt: string;
  readonly listed: boolean;
  readonly cancelRequested: boolean;
}

const FIRST_ID = 9_000_000_001;

/**
 * A runner without GitHub: runs exist only as what GitHub would say of them, and move when told. What happens inside
 * a run (claim, report) is for the test or simulation to say.
 */
export class ScriptedRunner implements Runner {
  readonly #options: ScriptedRunnerOptions;
  readonly #runs = new Map<string, ScriptedRun>();
  readonly #next: StartScript[] = [];
  readonly #orders: DispatchOrder[] = [];

  constructor(options: ScriptedRunnerOptions) {
    this.#options = options;
  }

  start(order: DispatchOrder): Promise<StartOutcome> {
    this.#orders.push(order);
    const script = this.#next.shift() ?? this.#options.script?.(order) ?? {};
    const answer = script.answer ?? 'started';
    const happens = script.happens ?? !['refused', 'not-now', 'forbidden'].includes(answer);
    const run = happens ? this.#create(order, script.listed ?? true) : null;
    return Promise.resolve(outcome(answer, run));
  }

  find(order: { readonly nonce: string; readonly since: string }): Promise<RunState | null> {
    return Promise.resolve(this.runByNonce(order.nonce, order.since));
  }

  cancel(run: string): Promise<'requested' | 'gone'> {
    const known = this.#runs.get(run);
    if (known === undefined || known.state.status === 'completed') return Promise.resolve('gone');
    this.#runs.set(run, { ...known, cancelRequested: true });
    if (this.#options.cancels !== 'when-told') this.complete(run, 'cancelled');
    return Promise.resolve('requested');
  }

  /** How the next start goes, before the script has its say; several queue up. */
  scriptNext(script: StartScript): void {
    this.#next.push(script);
  }

  /** Every order that was ever given, oldest first, whatever came of it. */
  get orders(): readonly DispatchOrder[] {
    return [...this.#orders];
  }

  /** Every run there is, oldest first, listed or not. */
  get runs(): readonly ScriptedRun[] {
    return [...this.#runs.values()];
  }

  /** Runs that are not completed, oldest first. */
  get live(): readonly ScriptedRun[] {
    return this.runs.filter((run) => run.state.status !== 'completed');
  }

  /** @returns GitHub's answer about a run by id; null when it shows none. */
  run(id: string): RunState | null {
    const known = this.#runs.get(id);
    return known?.listed === true ? known.state : null;
  }

  /** @returns the run whose title carries the nonce, one that lives before the newest; null when none is listed. */
  runByNonce(nonce: string, since: string): RunState | null {
    const found = this.runs
      .filter((run) => run.listed && run.createdAt >= since && run.state.title.includes(nonce))
      .map((run) => run.state)
      .reverse();
    return found.find((run) => run.status !== 'completed') ?? found[0] ?? null;
  }

  /** A machine takes the run up. */
  begin(id: string): void {
    this.#move(id, { status: 'in-progress' });
  }

  succeed(id: string): void {
    this.complete(id, 'success');
  }

  fail(id: string): void {
    this.complete(id, 'failure');
  }

  /** The run ends with any of GitHub's conclusions. A run that hangs is one that is never told anything. */
  complete(id: string, conclusion: string): void {
    this.#move(id, { status: 'completed', conclusion });
  }

  /** Somebody presses "re-run": same run, next run attempt. */
  rerun(id: string): void {
    this.#move(id, { status: 'queued', conclusion: null, attempt: this.#known(id).state.attempt + 1 });
  }

  /** From now on lists and look-ups show the run. */
  list(id: string): void {
    this.#runs.set(id, { ...this.#known(id), listed: true });
  }

  /** GitHub forgets the run: deleted, or past its retention. */
  vanish(id: string): void {
    this.#known(id);
    this.#runs.delete(id);
  }

  #create(order: DispatchOrder, listed: boolean): RunState {
    // A vanished run's id is never given again.
    const id = String(FIRST_ID + this.#orders.length);
    const state: RunState = {
      id,
      url: `https://github.example/acme/shop/actions/runs/${id}`,
      attempt: 1,
      title: order.input.title,
      status: 'queued',
      conclusion: null,
    };
    const createdAt = this.#options.now();
    this.#runs.set(id, { order, state, createdAt, listed, cancelRequested: false });
    return state;
  }

  #move(id: string, change: Partial<RunState>): void {
    const known = this.#known(id);
    this.#runs.set(id, { ...known, state: { ...known.state, ...change } });
  }

  #known(id: string): ScriptedRun {
    const known = this.#runs.get(id);
    if (known === undefined) throw new Error(`there is no run ${id} in this script`);
    return known;
  }
}

function outcome(answer: NonNullable<StartScript['answer']>, run: RunState | null): StartOutcome {
  switch (answer) {
    case 'started':
      return { kind: 'started', run: run === null ? null : { id: run.id, url: run.url } };
    case 'started-without-run':
      return { kind: 'started', run: null };
    case 'forbidden':
      return { kind: 'not-now', message: 'the script says forbidden', lacks: 'actions: write' };
    default:
      return { kind: answer, message: `the script says ${answer}` };
  }
}
