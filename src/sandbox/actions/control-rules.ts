import { basename } from 'node:path';
import type { HoldPoint, HoldRule, Rule, RunSelector } from './control.ts';
import type { HostClock } from './host.ts';
import type { Run } from './run.ts';

/** A step as a rule names it. */
export interface StepNames {
  readonly job: string;
  readonly id: string | null;
  readonly name: string;
}

interface Hold {
  readonly selector: RunSelector;
  readonly point: HoldPoint;
  readonly held: Set<number>;
  readonly released: Promise<void>;
  readonly reached: (run: number) => void;
}

interface Failure {
  readonly selector: RunSelector;
  readonly step: string | undefined;
}

interface Lag {
  readonly selector: RunSelector;
  readonly seconds: number;
  readonly reads: number;
  readonly seen: Map<number, number>;
}

/** The rules that tests have set, and what they mean for a run at a point. */
export class ControlRules {
  readonly #holds = new Set<Hold>();
  readonly #failures = new Set<Failure>();
  readonly #cancels = new Set<RunSelector>();
  readonly #lags = new Set<Lag>();

  hold(selector: RunSelector, point: HoldPoint): HoldRule {
    let release = (): void => undefined;
    let reach = (_run: number): void => undefined;
    const reached = new Promise<number>((resolve) => (reach = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    const rule: Hold = { selector, point, held: new Set(), released, reached: (run) => reach(run) };
    this.#holds.add(rule);
    return {
      get held() {
        return [...rule.held];
      },
      reached: () => reached,
      remove: () => {
        this.#holds.delete(rule);
        release();
      },
    };
  }

  fail(selector: RunSelector, step?: string): Rule {
    return added(this.#failures, { selector, step });
  }

  cancelBeforeStart(selector: RunSelector): Rule {
    return added(this.#cancels, selector);
  }

  lag(selector: RunSelector, lag: { readonly seconds?: number; readonly reads?: number }): Rule {
    return added(this.#lags, {
      selector,
      seconds: lag.seconds ?? 0,
      reads: lag.reads ?? 0,
      seen: new Map<number, number>(),
    });
  }

  /** What a run has to wait for at this point; null: nothing. */
  holdAt(run: Run, at: HoldPoint['at'], step?: StepNames): Promise<'passed'> | null {
    const holding = [...this.#holds].filter(
      ({ selector, point }) => point.at === at && selects(selector, run) && standsAt(point, step),
    );
    if (holding.length === 0) return null;
    for (const rule of holding) {
      rule.held.add(run.id);
      rule.reached(run.id);
    }
    return Promise.all(holding.map((rule) => rule.released.then(() => rule.held.delete(run.id)))).then(
      () => 'passed' as const,
    );
  }

  failsAt(run: Run, step: StepNames): boolean {
    return [...this.#failures].some(
      (rule) => selects(rule.selector, run) && (rule.step === undefined || isNamed(step, rule.step)),
    );
  }

  cancels(run: Run): boolean {
    return [...this.#cancels].some((selector) => selects(selector, run));
  }

  /** Whether a list read at this moment shows the run; counts the read. */
  shows(run: Run, clock: HostClock): boolean {
    const age = (clock.now().getTime() - run.createdAt.getTime()) / 1000;
    const hiding = [...this.#lags].filter((rule) => {
      if (!selects(rule.selector, run)) return false;
      const reads = rule.seen.get(run.id) ?? 0;
      rule.seen.set(run.id, reads + 1);
      return age < rule.seconds || reads < rule.reads;
    });
    return hiding.length === 0;
  }
}

function added<T>(rules: Set<T>, rule: T): Rule {
  rules.add(rule);
  return { remove: () => void rules.delete(rule) };
}

function selects(selector: RunSelector, run: Run): boolean {
  const { repository, workflow, title } = selector;
  return (
    (repository === undefined || repository.toLowerCase() === run.repository.toLowerCase()) &&
    (selector.run === undefined || selector.run === run.id) &&
    (workflow === undefined || workflow === basename(run.workflow.path)) &&
    (title === undefined || run.title.includes(title))
  );
}

function standsAt(point: HoldPoint, step: StepNames | undefined): boolean {
  if (point.at === 'start') return true;
  if (step === undefined) return false;
  return isNamed(step, point.step) && (point.job === undefined || point.job === step.job);
}

function isNamed(step: StepNames, name: string): boolean {
  return step.id === name || step.name === name;
}
