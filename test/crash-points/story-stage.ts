import type { HoldPoint, HoldRule, RunSelector } from '../../src/sandbox/actions/control.ts';
import type { RunSeen } from '../../src/sandbox/play/stage-at-work.ts';
import { StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';
import { DEPLOY_STEP } from '../support/just-production.ts';

export const PATIENCE_MS = 90_000;
/** Nothing goes on any more when GitHub was asked for nothing so long; longer than the App waits before it records. */
const QUIET_MS = 1_500;

/** Between two schedules. */
const SCHEDULE_SECONDS = 600;

/** Without looks at the clock only what GitHub tells moves anything, so that calls come in the same order. */
export const UNWATCHFUL = { SIGNALBOX_TICK_SECONDS: '600', SIGNALBOX_SWEEP_SECONDS: '600' };

/** How often an App that has something to find looks at the clock, and for what was missed; seconds of real time. */
export const WATCHFUL = { SIGNALBOX_TICK_SECONDS: '1', SIGNALBOX_SWEEP_SECONDS: '2' };

/** The processes of Signalbox and GitHub's machines on a stage, which a story lets live, stop and die. */
export class StoryStage extends StageAtWork {
  /** Runs whose machines were taken away. */
  readonly killed = new Set<number>();
  /** What a story holds until it lets go, or to its end. */
  #hold: HoldRule | null = null;

  /** Starts the App anew; one that still works is ended politely. */
  async restartApp(env: Readonly<Record<string, string>>): Promise<void> {
    await this.apps.at(-1)?.stop();
    await this.startApp(env);
  }

  /** Time passes, and a schedule fires. */
  async scheduled(): Promise<void> {
    await this.sandbox.runs.idle();
    this.sandbox.advance(SCHEDULE_SECONDS);
    await this.lookAround();
  }

  /** Lets somebody look for what was missed, and note what is there. */
  async sweep(): Promise<void> {
    if (this.front === 'action') return this.lookAround();
    await this.restartApp(WATCHFUL);
    const hasSwept = async (): Promise<boolean> => {
      return (await this.record<{ sweptAt: string | null }>('repository.json'))?.sweptAt !== null;
    };
    await this.sandbox.waitFor(hasSwept, { what: 'a sweep', timeout: PATIENCE_MS });
    await this.restartApp(UNWATCHFUL);
  }

  /** Ends the App at once, as a crash would. */
  async killApp(): Promise<void> {
    await this.apps.at(-1)?.kill();
  }

  /** Takes the machine from under a run; GitHub notices when {@link bury} says so. */
  async killRun(run: number): Promise<void> {
    this.killed.add(run);
    await this.sandbox.runs.kill(run);
  }

  /** GitHub notices that the killed runs are dead. */
  bury(): void {
    for (const { id, status } of this.runsSeen) {
      if (this.killed.has(id) && status !== 'completed') this.sandbox.runs.complete(id, 'failure');
    }
  }

  /** Something is begun, and a run stops at this point until it is let go. */
  async hold(selector: RunSelector, point: HoldPoint, begin: () => Promise<unknown>): Promise<void> {
    this.#hold = this.sandbox.runs.hold(selector, point);
    await begin();
    await this.#hold.reached();
  }

  /** The next run that deploys dies, and GitHub says that it is over without saying what it did. */
  loseNextRun(): void {
    const { runs } = this.sandbox;
    const held = runs.hold({ workflow: 'deploy.yml' }, { at: 'before-step', step: DEPLOY_STEP });
    void held.reached().then(async (run) => {
      await runs.kill(run);
      held.remove();
      runs.complete(run, 'success');
    });
  }

  /** Lets go of what is held. */
  letGo(): void {
    this.#hold?.remove();
  }

  /** Loses a run, and lets a schedule find it where nothing else would. */
  override async loseRun(message: string): Promise<void> {
    await super.loseRun(message);
    if (this.front !== 'app') await this.lookAround();
  }

  /** Whether something goes on, or is still owed; the Action leaves to a run that waits what that can take along. */
  override async isAtWork(): Promise<boolean> {
    if (this.isRunning) return true;
    const isLeft = this.front === 'action' && this.#alive.length > 0;
    return !isLeft && (await this.records.owed()) > 0;
  }

  /** Whether a run is under way that lives, and neither is held nor waits for one that is. */
  get isRunning(): boolean {
    const held = this.#hold?.held ?? [];
    return this.#alive.some(({ id, status }) => status !== 'pending' && !held.includes(id));
  }

  get #alive(): readonly RunSeen[] {
    return this.runsSeen.filter(({ id, status }) => status !== 'completed' && !this.killed.has(id));
  }

  /** Waits until nothing goes on and nobody has asked for anything for a while. */
  quiet(lasting = QUIET_MS): Promise<void> {
    return this.untilQuiet({ lasting, patience: PATIENCE_MS });
  }

  /** Reads the API of the repository as somebody who may see everything. */
  read<T>(path: string): Promise<T> {
    return this.rest<T>(`/repos/${this.stage.name}${path}`);
  }

  /** What the App logged last. */
  lastWords(): string {
    return this.appWords(12).join('\n');
  }
}
