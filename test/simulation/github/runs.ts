import type { SignalboxInput } from '../../../src/domain/signalbox-input.ts';

/** What a run will do, decided before it begins. */
export const RUN_PLANS = [
  'good',
  'bad',
  /** Works on until it is cancelled, or GitHub loses patience. */
  'hang',
  /** Its machine is lost before our step, or while it works: no report, and GitHub says so minutes later. */
  'die-before',
  'die',
  /** Ends well without a report. */
  'mute',
  /** Reports again after it has ended. */
  'twice',
  /** Its report takes ten minutes to arrive. */
  'late',
  /** Does not mind being cancelled for a quarter of an hour. */
  'stubborn',
  /** Nobody has a machine for it for an hour. */
  'queued',
  /** Somebody cancels it before it starts. */
  'cancelled',
  /** Has another commit checked out than it was started for. */
  'wrong-commit',
  /** Somebody deletes it while it works. */
  'vanish',
] as const;
export type RunPlan = (typeof RUN_PLANS)[number];

export interface Run {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly workflow: string;
  /** The branch that the workflow was taken from. */
  readonly ref: string;
  /** Process that asked for it. */
  readonly by: string;
  readonly input: SignalboxInput;
  readonly createdAt: number;
  /** Lists show it from then on. */
  readonly listedAt: number;
  readonly plan: RunPlan;
  attempt: number;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  isCancelAsked: boolean;
  isDeleted: boolean;
  completedAt: number | null;
}

const FIRST_ID = 9_000_000_001;

/** The workflow runs of the repository, as GitHub knows them. */
export class Runs {
  readonly #all: Run[] = [];
  readonly #plans: RunPlan[] = [];
  readonly #first: number;

  /** @param from ids begin so much later. */
  constructor(from = 0) {
    this.#first = FIRST_ID + from;
  }

  /** What the next run will do; several queue up, and the rest is good. */
  plan(plan: RunPlan): void {
    this.#plans.push(plan);
  }

  forgetPlans(): void {
    this.#plans.length = 0;
  }

  create(of: Pick<Run, 'workflow' | 'ref' | 'by' | 'input' | 'createdAt' | 'listedAt'>, web: string): Run {
    const id = this.#first + this.#all.length;
    const run: Run = {
      ...of,
      id,
      url: `${web}/actions/runs/${id}`,
      title: of.input.title,
      plan: this.#plans.shift() ?? 'good',
      attempt: 1,
      status: 'queued',
      conclusion: null,
      isCancelAsked: false,
      isDeleted: false,
      completedAt: null,
    };
    this.#all.push(run);
    return run;
  }

  /** Oldest first, deleted ones left out. */
  get all(): readonly Run[] {
    return this.#all.filter((run) => !run.isDeleted);
  }

  get(id: number | string): Run | null {
    const run = this.#all[Number(id) - this.#first];
    return run === undefined || run.isDeleted ? null : run;
  }

  /** Also one that was deleted since. */
  ever(id: string): Run | null {
    return this.#all[Number(id) - this.#first] ?? null;
  }
}
