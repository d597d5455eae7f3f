import { Replica } from './replica.ts';
import { SimulatedRepository } from './repository.ts';
import type { WorldSetup } from './setup.ts';
import type { Step } from './steps.ts';
import { VirtualTime } from './virtual-time.ts';
import type { CheckerMaker, Violation } from './watch.ts';
import type { Tamper } from './workplace.ts';

export interface SimulationOptions {
  readonly setup: WorldSetup;
  readonly checkers: readonly CheckerMaker[];
  readonly tamper?: Tamper;
  /** Told of everything that happens, for people who look into a seed. */
  readonly trace?: (line: string) => void;
  /** Processes of the App that die at these moments, besides those that the story says. */
  readonly deaths?: readonly Death[];
}

/** That a process of the App died at a call, and of which repository's story. */
export interface Death {
  readonly at: number;
  readonly replica: string;
  readonly repository: string;
}

/** Repositories, and the processes of the App that tend them, from one seed. */
export class Simulation {
  readonly time = new VirtualTime();
  readonly repositories: readonly SimulatedRepository[];
  readonly deaths: Death[] = [];
  readonly #replicas: Replica[] = [];
  readonly #trace: (line: string) => void;
  #violation: Violation | null = null;

  constructor({ setup, checkers, tamper, trace = () => undefined, deaths = [] }: SimulationOptions) {
    const { time } = this;
    const isAlone = setup.repositories.length === 1;
    this.#trace = (line) => trace(`${time.instant} ${line}`);
    this.repositories = setup.repositories.map((each) => {
      const prefix = isAlone ? '' : `${each.name}: `;
      return new SimulatedRepository({
        setup: each,
        time,
        checkers,
        tamper: tamper ?? null,
        trace: (line) => this.#trace(`${prefix}${line}`),
        onViolation: ({ invariant, what }) => this.#note({ invariant, what: `${prefix}${what}` }),
        replicas: () => this.#replicas,
      });
    });
    for (let number = 1; number <= setup.replicas; number += 1) this.#startReplica(`app${number}`);
    for (const { at, replica } of deaths) time.after(at - time.now, () => this.#replica(replica)?.crash());
  }

  /** Times that a process read a branch. */
  get looks(): number {
    return this.repositories.reduce((sum, { looks }) => sum + looks, 0);
  }

  get violation(): Violation | null {
    return this.#violation;
  }

  /** Something happens, and time goes on until the next does. */
  async take(step: Step): Promise<void> {
    if (step.do === 'crash') this.#replicas[step.replica % Math.max(1, this.#replicas.length)]?.crash();
    this.repositories.find(({ setup }) => setup.name === step.at)?.take(step);
    await this.time.pass(step.gap);
  }

  #startReplica(name: string): void {
    const { time } = this;
    const unused = (): void => undefined;
    const log = { debug: unused, info: unused, warn: unused, error: unused };
    const note = (message: string, detail: object = {}): void =>
      this.#trace(`${name}: ${message} ${JSON.stringify(detail)}`);
    this.#replicas.push(
      new Replica(name, {
        tended: this.repositories.filter(({ setup }) => setup.front !== 'action'),
        time,
        log: { ...log, debug: note, warn: note },
        onDeath: (repository) => void this.deaths.push({ at: time.now, replica: name, repository }),
      }),
    );
  }

  #replica(name: string): Replica | undefined {
    return this.#replicas.find((each) => each.name === name);
  }

  #note(violation: Violation): void {
    this.#violation ??= violation;
  }
}
