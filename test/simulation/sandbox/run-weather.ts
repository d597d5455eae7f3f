import type { Rule } from '../../../src/sandbox/actions/control.ts';
import type { StageAtWork } from '../../../src/sandbox/play/stage-at-work.ts';
import { DEPLOY_STEP } from '../../support/just-production.ts';
import type { RunPlan } from '../github/runs.ts';

const DEPLOYS = { workflow: 'deploy.yml' } as const;

/** What becomes of the runs that deploy, until something else is planned. */
export class RunWeather {
  readonly #world: StageAtWork;
  /** Runs whose machines are gone, and how GitHub will say that they ended. */
  readonly #dead = new Map<number, string>();
  #rule: (Rule & { readonly held?: readonly number[] }) | null = null;

  constructor(world: StageAtWork) {
    this.#world = world;
  }

  plan(plan: RunPlan): void {
    this.clear();
    const { runs } = this.#world.sandbox;
    if (plan === 'bad') this.#rule = runs.fail(DEPLOYS, DEPLOY_STEP);
    if (plan === 'cancelled') this.#rule = runs.cancelBeforeStart(DEPLOYS);
    if (plan === 'queued' || plan === 'late') this.#rule = runs.hold(DEPLOYS, { at: 'start' });
    if (plan === 'hang' || plan === 'stubborn') {
      this.#rule = runs.hold(DEPLOYS, { at: 'before-step', step: DEPLOY_STEP });
    }
    if (plan === 'die-before') this.#loseNext({ at: 'start' }, 'failure');
    if (plan === 'die') this.#loseNext({ at: 'before-step', step: DEPLOY_STEP }, 'failure');
    if (plan === 'mute') this.#loseNext({ at: 'before-step', step: DEPLOY_STEP }, 'success');
  }

  /** Whether a run works that is neither held nor dead. */
  get isWorking(): boolean {
    const held = this.#rule?.held ?? [];
    return this.#world.runsSeen.some(
      ({ id, status }) => status !== 'completed' && !this.#dead.has(id) && !held.includes(id),
    );
  }

  /** Takes the machine from under a run. */
  async kill(run: number): Promise<void> {
    this.#dead.set(run, 'failure');
    await this.#world.sandbox.runs.kill(run);
  }

  /** GitHub notices that the dead are dead. */
  bury(): void {
    for (const { id, status } of this.#world.runsSeen) {
      const conclusion = this.#dead.get(id);
      if (conclusion !== undefined && status !== 'completed') {
        this.#world.sandbox.runs.complete(id, conclusion);
      }
    }
  }

  /** All runs are good from now on. */
  clear(): void {
    this.#rule?.remove();
    this.#rule = null;
    this.bury();
  }

  #loseNext(point: Parameters<StageAtWork['sandbox']['runs']['hold']>[1], conclusion: string): void {
    const rule = this.#world.sandbox.runs.hold(DEPLOYS, point);
    this.#rule = rule;
    void rule.reached().then(async (run) => {
      if (this.#rule !== rule) return;
      this.#dead.set(run, conclusion);
      await this.#world.sandbox.runs.kill(run);
      rule.remove();
    });
  }
}
