import { createContext, Script } from 'node:vm';
import fc from 'fast-check';

/** One reader of text from outside, with what must hold whatever comes. */
export interface Target {
  readonly name: string;
  readonly checks: readonly Check[];
}

export interface Check {
  readonly title: string;
  readonly property: fc.IRawProperty<unknown>;
  /** How often it is run beside others; cheap or rich ones more often. Default: 1. */
  readonly share?: number;
}

/** What to try; a run of the same `seed` and `runs` is the same run. */
export interface Trial {
  readonly seed: number;
  readonly runs: number;
  /** fast-check's way to one input within the seed: only that one is tried. */
  readonly path?: string;
}

/** Only there to end a hang, of which nobody would learn otherwise; far above what any trial takes (milliseconds). */
const HANG = 600_000;

/** So much of an input, and of what it broke, is told: some have megabytes. */
const TOLD_MAX = 3000;

/** @returns null when all is well; otherwise what went wrong, with the command that replays it. */
export async function tryOut(target: Target, check: Check, trial: Trial): Promise<string | null> {
  const { seed, runs, path } = trial;
  const parameters = { seed, numRuns: runs, ...(path === undefined ? {} : { path, endOnFailure: true }) };
  const started = endingHangs(() => fc.check(check.property, parameters), { target, check, trial });
  const details = await started;
  if (!details.failed) return null;
  const { errorInstance: error } = details;
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const again = ['npm run fuzz:soak --', `--check ${JSON.stringify(nameOf(target, check))}`];
  const where = [`--seed ${String(seed)}`, `--path ${String(details.counterexamplePath)}`];
  const told = [fc.defaultReportMessage(details), why].map((text) => text.slice(0, TOLD_MAX));
  return [...told, `Replay: ${[...again, ...where].join(' ')}`].join('\n\n');
}

/** @returns how a check is called on the command line. */
export function nameOf(target: Target, check: Check): string {
  return `${target.name}: ${check.title}`;
}

/** @returns how many of `runs` each check gets, by its share. */
export function sharesOf(targets: readonly Target[], runs: number): ReadonlyMap<Check, number> {
  const checks = targets.flatMap((target) => target.checks);
  const whole = checks.reduce((sum, check) => sum + (check.share ?? 1), 0);
  return new Map(checks.map((check) => [check, Math.ceil((runs * (check.share ?? 1)) / whole)]));
}

interface Around {
  readonly target: Target;
  readonly check: Check;
  readonly trial: Trial;
}

/** Nothing in one thread can look after a loop in that thread, except the engine itself: it ends scripts in time. */
function endingHangs<T>(work: () => T, { target, check, trial }: Around): T {
  const script = new Script('work()', { filename: 'fuzz' });
  try {
    return script.runInContext(createContext({ work }), { timeout: HANG }) as T;
  } catch (error) {
    const place = `${nameOf(target, check)}, seed ${String(trial.seed)}, ${String(trial.runs)} runs`;
    throw new Error(`${place}: ${String(error)}`, { cause: error });
  }
}
