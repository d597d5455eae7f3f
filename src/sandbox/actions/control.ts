/** Where a run stops until it is released. A step is named by its id or its listed name; without `job`, in any job. */
export type HoldPoint =
  | { readonly at: 'start' }
  | { readonly at: 'before-step' | 'after-step'; readonly step: string; readonly job?: string };

/** Which runs a rule is for; an empty selector is for all. */
export interface RunSelector {
  readonly repository?: string;
  readonly run?: number;
  /** File name like `deploy.yml`. */
  readonly workflow?: string;
  /** Contained in the run's title. */
  readonly title?: string;
}

/** A rule set by a test; `remove` lets go of whatever it holds and does not apply it any more. */
export interface Rule {
  remove(): void;
}

export interface HoldRule extends Rule {
  /** Ids of the runs that stand at this point now. */
  readonly held: readonly number[];
  /** Resolves with the run's id once a run stands at this point. */
  reached(): Promise<number>;
}

/** How tests and the sandbox's prompt interfere with runs. */
export interface RunControl {
  /** Runs that match stop at the point; `remove()` of the answer releases them. */
  hold(selector: RunSelector, point: HoldPoint): HoldRule;
  /** The next steps of matching runs fail with exit code 1 instead of being run; without `step`: the first one. */
  fail(selector: RunSelector, step?: string): Rule;
  /** Matching runs are cancelled before they start, with no job started, as GitHub does with outdated pending runs. */
  cancelBeforeStart(selector: RunSelector): Rule;
  /** A new run is shown in lists only after that many seconds of the clock and that many list reads. */
  lag(selector: RunSelector, lag: { readonly seconds?: number; readonly reads?: number }): Rule;
  /** The job's processes die without a word; the run stays `in_progress` until `complete` or its timeout. */
  kill(run: number): Promise<void>;
  /** Ends a killed run as if GitHub had noticed at last. */
  complete(run: number, conclusion: string): void;
  /** Resolves when the run is completed (the newest attempt), with its conclusion. */
  finished(run: number): Promise<string>;
  /** Resolves when no run has work left that is not held or killed. */
  idle(): Promise<void>;
  /** Markdown that the steps of the newest attempt wrote to `GITHUB_STEP_SUMMARY`, secrets hidden. */
  summary(run: number): string;
}
