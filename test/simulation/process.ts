import type { CallFault, CallKind, Faults } from './faults.ts';
import { luckOf } from './luck.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What everything that happens to one repository shares. */
export interface Surroundings {
  /** Name of the repository. */
  readonly name: string;
  readonly seed: number;
  readonly time: VirtualTime;
  readonly faults: Faults;
  readonly trace: (line: string) => void;
}

/** How a call that failed is told apart by who made it. */
export interface Trouble {
  readonly unavailable: (message: string) => Error;
  readonly limited: (message: string) => Error;
}

/** How long a good call takes there and back; milliseconds. */
const DURATIONS: Readonly<Record<CallKind, number>> = {
  open: 300,
  load: 250,
  commit: 600,
  facts: 300,
  dispatch: 700,
  runs: 300,
  cancel: 400,
  show: 400,
  look: 300,
};
const SLOW = 30_000;

/**
 * One process of Signalbox: an App's replica, the job of a run, the Action at an event. It meets the world only through
 * its lines and `wait`; when it dies, whatever it waits for never comes.
 */
export class Process {
  readonly name: string;
  readonly #time: VirtualTime;
  readonly #onDeath: (of: string) => void;
  readonly #lines = new Map<Surroundings, Line>();
  #isAlive = true;

  constructor(name: string, time: VirtualTime, onDeath: (of: string) => void = () => undefined) {
    this.name = name;
    this.#time = time;
    this.#onDeath = onDeath;
  }

  /** @returns how it asks for things of one repository; what goes wrong at another is no concern of it. */
  lineTo(at: Surroundings): Line {
    const line = this.#lines.get(at) ?? new Line(this, at);
    this.#lines.set(at, line);
    return line;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** @param of the repository whose story says so; empty: none. */
  die(of = ''): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#onDeath(of);
  }

  /** It has done what it was there for. */
  end(): void {
    this.#isAlive = false;
  }

  async wait(milliseconds: number): Promise<void> {
    await this.#time.sleep(milliseconds);
    if (!this.#isAlive) await never();
  }
}

/** A process' requests about one repository. */
export class Line {
  readonly process: Process;
  readonly #at: Surroundings;
  #calls = 0;

  constructor(process: Process, at: Surroundings) {
    this.process = process;
    this.#at = at;
  }

  get name(): string {
    return this.process.name;
  }

  /**
   * One request to GitHub: on its way, carried out, and its answer on its way back; each of them may go wrong.
   * @param effect what GitHub does, all at one moment; told what is wrong, in case that concerns it.
   * @param about what is asked for, for people who look into a seed.
   */
  async call<T>(
    kind: CallKind,
    trouble: Trouble,
    effect: (fault: CallFault | null) => T,
    about = '',
  ): Promise<Awaited<T>> {
    const { faults, time, trace } = this.#at;
    const fault = faults.takeCall(kind);
    trace(`${this.name} begins ${kind} ${about}${fault === null ? '' : `, ${fault}`}`);
    if (fault === 'crash-before') return this.#dieNow();
    const luck = this.#luck(kind);
    const duration = DURATIONS[kind] * (0.5 + luck);
    await time.sleep(duration * luck + (fault === 'late' ? SLOW : 0));
    if (this.#isGone()) return never();
    if (fault === 'timeout-before') return this.#timeOut(trouble);
    if (fault === 'down') throw trouble.unavailable('GitHub answered 502');
    if (fault === 'limited') throw trouble.limited('GitHub limits the rate');
    const result = await answerOf(effect, fault);
    trace(`${this.name} did ${kind} ${about}`);
    if (fault === 'crash-after') return this.#dieNow();
    if (fault === 'timeout-after') return this.#timeOut(trouble);
    await time.sleep(duration * (1 - luck) + (fault === 'slow' ? SLOW : 0));
    if (this.#isGone()) return never();
    const isLost = fault === 'lost' || (fault === 'stale' && kind === 'dispatch');
    if (isLost) throw trouble.unavailable('the answer of GitHub was lost');
    if ('error' in result) throw result.error;
    return result.value;
  }

  async #timeOut(trouble: Trouble): Promise<never> {
    await this.#at.time.sleep(SLOW);
    if (this.#isGone()) return never();
    throw trouble.unavailable('GitHub did not answer in time');
  }

  /** It may have died while it waited. */
  #isGone(): boolean {
    return !this.process.isAlive;
  }

  #luck(kind: CallKind): number {
    this.#calls += 1;
    return luckOf(this.#at.seed, this.name, kind, this.#calls);
  }

  #dieNow(): Promise<never> {
    this.process.die(this.#at.name);
    return never();
  }
}

type Answered<T> = { readonly value: Awaited<T> } | { readonly error: unknown };

/** A refusal, too, is an answer that takes its time and may get lost. */
async function answerOf<T>(
  effect: (fault: CallFault | null) => T,
  fault: CallFault | null,
): Promise<Answered<T>> {
  try {
    return { value: await effect(fault) };
  } catch (error) {
    return { error };
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** @returns which front a process is, by its name. */
export function performerOf(name: string): 'app' | 'action' {
  return name.startsWith('app') ? 'app' : 'action';
}
