import { setTimeout as wait } from 'node:timers/promises';
import type { Stage } from '../../../src/sandbox/play/stage.ts';
import { setWorkStage, StageAtWork } from '../../../src/sandbox/play/stage-at-work.ts';
import { actionWorkflow, ACTION_WORKFLOW } from '../../support/action-alone.ts';
import type { Setup } from '../setup.ts';
import { configText, goodConfig } from '../setup.ts';
import type { Step } from '../steps.ts';
import { RunWeather } from './run-weather.ts';
import { SandboxFaults } from './sandbox-faults.ts';
import { SandboxPeople } from './sandbox-people.ts';

/** Looks at the clock, and for what was missed, as often as processes may; real seconds. */
const WATCHFUL = { SIGNALBOX_TICK_SECONDS: '1', SIGNALBOX_SWEEP_SECONDS: '2' };
const SECOND = 1_000;
/** Real time in which processes may go on before GitHub's clock moves; milliseconds. */
const AT_ONCE = 200;
const A_WHILE = 6_000;
/** Nobody has asked for anything for so long; milliseconds. */
const QUIET = 400;
const LONG_QUIET = 1_500;
/** Longer than the App waits for company before it records; one that looks around all the time is never quiet. */
const PATIENCE = 25_000;

/** One repository on the sandbox: real git, the App as one or two processes, or the Action in real runs, or both. */
export class SandboxWorld extends StageAtWork {
  readonly people: SandboxPeople;
  readonly #setup: Setup;
  readonly #processes: number;
  readonly #faults: SandboxFaults;
  readonly #weather: RunWeather;

  private constructor(stage: Stage, setup: Setup, processes: number) {
    super(stage, setup.front);
    this.#setup = setup;
    this.#processes = processes;
    this.people = new SandboxPeople(this, setup);
    this.#weather = new RunWeather(this);
    this.#faults = new SandboxFaults(this, this.#weather);
  }

  /** @param processes of the App. */
  static async open(setup: Setup, processes: number): Promise<SandboxWorld> {
    const alone = setup.front === 'app' ? {} : { [ACTION_WORKFLOW]: actionWorkflow() };
    const stage = await setWorkStage({
      front: setup.front,
      example: setup.front === 'app' ? 'hello' : 'with-action',
      files: {
        '.github/signalbox.yml': configText(setup, 'base'),
        '.github/workflows/ci.yml': null,
        ...alone,
      },
      people: { alice: 'write', mona: 'maintain', rita: 'read', boss: 'admin' },
    });
    const world = new SandboxWorld(stage, setup, setup.front === 'action' ? 0 : processes);
    try {
      await world.issue();
      await world.#startProcesses();
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  /** Something happens, and time goes on. */
  async take(step: Step): Promise<void> {
    if (step.do === 'fault') this.#faults.call(step.on, step.how, step.skip);
    else if (step.do === 'webhook-fault') this.#faults.webhook(step.on, step.how, step.skip);
    else if (step.do === 'plan-run') this.#weather.plan(step.plan);
    else if (step.do === 'crash') await this.apps.at(-1 - (step.replica % 2))?.kill();
    else await this.people.act(step);
    await this.#pass(step.gap / SECOND);
  }

  /** Everything works from now on; a person puts the config right. */
  async calm(): Promise<void> {
    this.#faults.clear();
    this.#weather.clear();
    await this.#startProcesses();
    await this.people.permit('mona', 'maintain');
    await this.people.permit('boss', 'admin');
    await this.people.configure(goodConfig(this.#setup));
    await this.sandbox.runs.idle();
  }

  /** So much of GitHub's time passes, in fair weather. */
  async settle(seconds: number): Promise<void> {
    this.#weather.bury();
    await this.people.harm.mend();
    this.sandbox.advance(seconds);
    if (this.front !== 'app') await this.lookAround();
    await this.#untilQuiet(LONG_QUIET, PATIENCE);
  }

  async #pass(seconds: number): Promise<void> {
    if (seconds < 15) await wait(AT_ONCE);
    else await this.#untilQuiet(QUIET, A_WHILE);
    this.#weather.bury();
    this.sandbox.advance(seconds);
    if (seconds >= 600 && this.front !== 'app') await this.sandbox.fireSchedules(this.stage.name);
    await this.#startProcesses();
  }

  /** What hangs, or cannot go on in this weather, is not waited for. */
  #untilQuiet(lasting: number, patience: number): Promise<void> {
    const isAtWork = (): boolean => this.#weather.isWorking;
    return this.untilQuiet({ lasting, patience, isAtWork }).catch(() => undefined);
  }

  /** Somebody starts again what has died. */
  async #startProcesses(): Promise<void> {
    const alive = await Promise.all(
      this.apps.map((app) => Promise.race([app.ended.then(() => 0), wait(0, 1)])),
    );
    const missing = this.#processes - alive.reduce<number>((sum, each) => sum + each, 0);
    for (let left = missing; left > 0; left -= 1) await this.startApp(WATCHFUL);
  }
}
