import type { Stage } from '../../src/sandbox/play/stage.ts';
import type { FilesOver, Front } from '../../src/sandbox/play/stage-at-work.ts';
import { setWorkStage, StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { ours } from './spend.ts';

/** A story is over when nothing was asked of GitHub for so long: the App waits less before it records what it
 * did, and looks at what GitHub told twice. */
const QUIET_MS = 6_500;
const PATIENCE_MS = 120_000;

export interface BenchOptions {
  readonly front: Front;
  /** Files over those of the example; null takes one away. */
  readonly files?: FilesOver;
  /** Seconds between two sweeps; without them only what GitHub tells moves anything. */
  readonly sweepSeconds?: number;
}

/** What every sweep begins with. */
const SWEEP_ROUTE = 'GET /app/installations';

/** Seconds that no story lasts. */
const NEVER = 86_400;

/** A sandbox in which stories are counted. People act in-process, so that every request over HTTP is the software's. */
export class BenchWorld extends StageAtWork {
  #isHolding = false;

  private constructor(stage: Stage, front: Front) {
    super(stage, front);
  }

  /** Opens it with the example's repository; the front is at work, and whatever it does at its start is over. */
  static async open({ front, files, sweepSeconds }: BenchOptions): Promise<BenchWorld> {
    const stage = await setWorkStage({ front, ...(files === undefined ? {} : { files }) });
    const world = new BenchWorld(stage, front);
    if (front === 'action') return world;
    const seconds = String(sweepSeconds ?? NEVER);
    await world.startApp({ SIGNALBOX_TICK_SECONDS: seconds, SIGNALBOX_SWEEP_SECONDS: seconds });
    if (sweepSeconds === undefined) await world.quiet();
    return world;
  }

  /** Login that writes the state branch. */
  get author(): string {
    return this.front === 'app' ? this.stage.app.botLogin : 'github-actions[bot]';
  }

  /** Writes a comment on one issue. */
  async say(body: string): Promise<void> {
    await this.says('alice', body);
  }

  /** Plays something to its end. @returns the requests that our code sent meanwhile. */
  async count(play: () => Promise<unknown>): Promise<readonly LoggedRequest[]> {
    const before = this.sandbox.requests.length;
    await play();
    await this.quiet();
    return ours(this.sandbox.requests.slice(before));
  }

  /** Waits until nothing is owed and nobody has asked for anything for a while. */
  quiet(): Promise<void> {
    const isAtWork = async (): Promise<boolean> => {
      // What goes along with a run that is held is owed until it is claimed.
      return this.#isHolding ? false : this.isAtWork();
    };
    return this.untilQuiet({ lasting: QUIET_MS, patience: PATIENCE_MS, isAtWork });
  }

  /** Waits until that many releases have ended well. */
  async succeeded(number: number): Promise<void> {
    const isOver = async (): Promise<boolean> =>
      (await this.records.release(number, 'hello'))?.status === 'succeeded';
    await this.sandbox.waitFor(isOver, { what: `the end of v${String(number)}`, timeout: PATIENCE_MS });
  }

  /** A check of somebody else's, on a commit that no release waits for. */
  async tellForeignStatus(): Promise<void> {
    const sha = (await this.stage.repository.head()) ?? '';
    await this.sandbox.as('alice').setStatus(this.stage.name, sha, { state: 'success', context: 'lint' });
  }

  /** Waits for the next sweep, or starts what is scheduled. */
  async sweep(): Promise<void> {
    if (this.front === 'action') {
      await this.sandbox.fireSchedules(this.stage.name);
      return;
    }
    const sweeps = (): number => this.sandbox.requests.filter(({ route }) => route === SWEEP_ROUTE).length;
    const before = sweeps();
    await this.sandbox.waitFor(() => sweeps() > before, { what: 'a sweep', timeout: PATIENCE_MS });
  }

  /** Lets builds wait before their first step, so that a turn can be counted without what follows. */
  holdRuns(): { release(): void } {
    const rule = this.sandbox.runs.hold({ workflow: 'build.yml' }, { at: 'start' });
    this.#isHolding = true;
    return {
      release: () => {
        this.#isHolding = false;
        rule.remove();
      },
    };
  }
}
