import type { Answer } from '../../src/domain/decision.ts';
import type { Input } from '../../src/domain/input.ts';
import type { ReasonCode } from '../../src/domain/reason.ts';
import type { Release } from '../../src/domain/release.ts';
import type { State } from '../../src/domain/state.ts';
import type { GitHubModel } from './github/model.ts';
import type { Run } from './github/runs.ts';
import type { Process } from './process.ts';
import type { Setup } from './setup.ts';

/** A commit of Signalbox on the state branch. */
export interface Committed {
  readonly by: Pick<Process, 'name'>;
  readonly front: 'app' | 'action';
  readonly parent: string | null;
  readonly before: State;
  readonly after: State;
  readonly message: string;
  /** The only releases that differ. */
  readonly changed: readonly { readonly before: Release | null; readonly after: Release }[];
}

/** What somebody was told who handed in an input. */
export interface Answered {
  readonly by: Process;
  readonly input: Input;
  readonly answer: Answer | null;
}

/** Holds one invariant: is told of everything, and says when it does not hold. */
export interface Checker {
  /** Number and name of the invariant (design, section 3). */
  readonly invariant: string;
  /** A turn was committed. */
  readonly committed?: (seen: Committed) => void;
  readonly answered?: (seen: Answered) => void;
  /** GitHub took a dispatch. */
  readonly dispatched?: (run: Run) => void;
  /** A job was admitted and begins to work on what it is for. */
  readonly admitted?: (run: Run) => void;
  /** A job was turned away at the fence. */
  readonly refused?: (refused: { readonly run: Run; readonly code: ReasonCode }) => void;
  /** It does not work on that any more. */
  readonly left?: (run: Run) => void;
  /** Faults are over, and everything had time to settle; persons have not tidied up yet. */
  readonly settled?: (state: State) => void;
  /** After persons have ended everything that waited for them. */
  readonly over?: (state: State) => void;
}

/** What checkers may look at. */
export interface Scene {
  readonly setup: Setup;
  readonly model: GitHubModel;
  /** The newest turn of the branch, with every release that there ever was. */
  readonly state: () => State | null;
  /** Says that the invariant does not hold. */
  readonly fail: (what: string) => void;
}

export type CheckerMaker = (scene: Scene) => Checker;

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

type Told = Exclude<keyof Checker, 'invariant'>;

/** Tells all checkers of one repository of everything that happens there. */
export class Watch {
  readonly #checkers: readonly Checker[];
  readonly #onViolation: (violation: Violation) => void;
  #state: State | null = null;

  constructor(
    makers: readonly CheckerMaker[],
    scene: Pick<Scene, 'setup' | 'model'>,
    onViolation: (violation: Violation) => void,
  ) {
    this.#onViolation = onViolation;
    this.#checkers = makers.map((make) => {
      const checker: Checker = make({
        ...scene,
        state: () => this.#state,
        fail: (what) => this.note({ invariant: checker.invariant, what }),
      });
      return checker;
    });
  }

  note(violation: Violation): void {
    this.#onViolation(violation);
  }

  committed(seen: Omit<Committed, 'changed'>): void {
    const { before, after } = seen;
    const changed = Object.entries(after.releases).flatMap(([key, release]) => {
      const earlier = before.releases[key] ?? null;
      return earlier === release ? [] : [{ before: earlier, after: release }];
    });
    this.#tell('committed', { ...seen, changed });
    this.#state = { ...after, releases: { ...this.#state?.releases, ...after.releases } };
  }

  answered(seen: Answered): void {
    this.#tell('answered', seen);
  }

  dispatched(run: Run): void {
    this.#tell('dispatched', run);
  }

  admitted(run: Run): void {
    this.#tell('admitted', run);
  }

  refused(run: Run, code: ReasonCode): void {
    this.#tell('refused', { run, code });
  }

  left(run: Run): void {
    this.#tell('left', run);
  }

  rest(when: 'settled' | 'over'): void {
    if (this.#state) this.#tell(when, this.#state);
    else this.note({ invariant: '9 one input, one outcome', what: 'nothing ever came of anything' });
  }

  get state(): State | null {
    return this.#state;
  }

  #tell<K extends Told>(what: K, seen: Parameters<NonNullable<Checker[K]>>[0]): void {
    for (const checker of this.#checkers) {
      const tell = checker[what] as ((seen: unknown) => void) | undefined;
      try {
        tell?.(seen);
      } catch (error) {
        // Whoever is watched must not feel it.
        this.note({ invariant: 'the simulator itself', what: `${checker.invariant}: ${String(error)}` });
      }
    }
  }
}
