import type { JsonObject } from '../actions/host.ts';
import { text } from '../rest/fields.ts';
import { oneLine } from './plain-text.ts';
import type { Playground } from './playground.ts';

/** A workflow run as somebody meddles with it. */
export interface RunAtWork {
  readonly id: number;
  /** Without the nonce: `v5 production`. */
  readonly title: string;
  /** Where it deploys to; null: it builds, or is none of Signalbox's. */
  readonly environment: string | null;
}

/** The step after which a run has its say over the environment: it has claimed the attempt. */
const CLAIM_STEP = 'Run OWNER/signalbox@v1';

/** Kills runs as if their machines were gone, and keeps in mind which. */
export class RunsAtWork {
  readonly #from: Pick<Playground, 'sandbox' | 'stage' | 'sites'>;
  readonly #killed = new Set<number>();

  constructor(from: Pick<Playground, 'sandbox' | 'stage' | 'sites'>) {
    this.#from = from;
  }

  /** Runs that are not completed, killed ones left out; newest first. */
  get alive(): readonly RunAtWork[] {
    return this.#incomplete.filter(({ id }) => !this.#killed.has(id));
  }

  /** Killed runs that GitHub still takes for alive; newest first. */
  get dead(): readonly RunAtWork[] {
    return this.#incomplete.filter(({ id }) => this.#killed.has(id));
  }

  async kill({ id }: RunAtWork): Promise<void> {
    this.#killed.add(id);
    await this.#from.sandbox.runs.kill(id);
  }

  /**
   * Kills the next deploy to an environment once it has claimed its attempt, before it touches anything.
   * @returns the run, once that has happened.
   */
  async killNext(environment: string): Promise<RunAtWork> {
    const { sandbox, stage } = this.#from;
    const selector = { repository: stage.name, title: ` ${environment} [` };
    const hold = sandbox.runs.hold(selector, { at: 'after-step', step: CLAIM_STEP });
    const id = await hold.reached();
    const run = this.#incomplete.find((each) => each.id === id) ?? { id, title: environment, environment };
    await this.kill(run);
    hold.remove();
    return run;
  }

  /**
   * GitHub notices that killed runs are dead.
   * @param options unheard: the webhook that tells Signalbox of it gets lost.
   */
  bury(runs: readonly RunAtWork[], { unheard }: { readonly unheard: boolean }): void {
    const { sandbox, stage } = this.#from;
    const lost = unheard
      ? sandbox.faults.delivery(
          ({ app, event, action }) =>
            app.id === stage.app.id && event === 'workflow_run' && action === 'completed',
          { kind: 'lose' },
        )
      : null;
    for (const { id } of runs) sandbox.runs.complete(id, 'failure');
    lost?.remove();
  }

  get #incomplete(): readonly RunAtWork[] {
    const { sandbox, stage, sites } = this.#from;
    return sandbox.actions
      .listRuns(stage.name)
      .filter(isIncomplete)
      .map((run) => runAtWork(run, Object.keys(sites)));
  }
}

/** Title of a run without the nonce that Signalbox puts behind it. */
export function titleOf(run: JsonObject): string {
  return (text(run, 'display_title') ?? '').replace(/ \[[^\]]*\]$/, '');
}

function isIncomplete(run: JsonObject): boolean {
  return run['status'] !== 'completed';
}

function runAtWork(run: JsonObject, environments: readonly string[]): RunAtWork {
  const title = oneLine(titleOf(run));
  const environment = environments.find((each) => title.endsWith(` ${each}`)) ?? null;
  return { id: Number(run['id']), title, environment };
}
