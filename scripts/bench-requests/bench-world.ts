import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import { readFolder } from '../../src/sandbox/play/read-folder.ts';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import { setStage } from '../../src/sandbox/play/stage.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { ours } from './spend.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A story is over when nothing was asked of GitHub for so long: the App waits less before it records what it
 * did, and looks at what GitHub told twice. */
const QUIET_MS = 6_500;
const PATIENCE_MS = 120_000;

/** Who works: the App as a process, or the Action alone, in the runs of one workflow. */
export const FRONTS = ['app', 'action'] as const;

export type Front = (typeof FRONTS)[number];

export interface BenchOptions {
  readonly front: Front;
  /** Files over those of the example; null takes one away. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Seconds between two sweeps; without them only what GitHub tells moves anything. */
  readonly sweepSeconds?: number;
}

/** What every sweep begins with. */
const SWEEP_ROUTE = 'GET /app/installations';

/** Name of the step that deploys, as a run lists it. */
const DEPLOY_STEP = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';

/** Seconds that no story lasts. */
const NEVER = 86_400;

/** A sandbox in which stories are counted. People act in-process, so that every request over HTTP is the software's. */
export class BenchWorld {
  readonly stage: Stage;
  readonly front: Front;
  #issue: number | null = null;
  #isHolding = false;

  private constructor(stage: Stage, front: Front) {
    this.stage = stage;
    this.front = front;
  }

  /** Opens it with the example's repository; the front is at work, and whatever it does at its start is over. */
  static async open({ front, files, sweepSeconds }: BenchOptions): Promise<BenchWorld> {
    const folder = front === 'app' ? 'examples/hello' : 'examples/with-action';
    const example = Object.entries({ ...(await readFolder(join(ROOT, folder))), ...files });
    const stage = await setStage({
      files: Object.fromEntries(example.flatMap(([path, text]) => (text === null ? [] : [[path, text]]))),
      signalbox: ROOT,
      appCommand: [process.execPath, 'lib/app/main.js'],
      withoutApp: front === 'action',
    });
    const world = new BenchWorld(stage, front);
    if (front === 'action') return world;
    const seconds = String(sweepSeconds ?? NEVER);
    await stage.startApp({ SIGNALBOX_TICK_SECONDS: seconds, SIGNALBOX_SWEEP_SECONDS: seconds });
    if (sweepSeconds === undefined) await world.quiet();
    return world;
  }

  get sandbox(): Stage['sandbox'] {
    return this.stage.sandbox;
  }

  /** Login that writes the state branch. */
  get author(): string {
    return this.front === 'app' ? this.stage.app.botLogin : 'github-actions[bot]';
  }

  /** Commits to main and pushes, as a person. @returns the commit. */
  push(message: string): Promise<string> {
    return this.sandbox
      .as('alice')
      .commit(this.stage.name, { message, files: { 'site/changes.txt': `${message}\n` } });
  }

  /** A branch with one change, merged as a pull request. @returns the merge commit. */
  async merge(title: string): Promise<string> {
    const alice = this.sandbox.as('alice');
    const branch = title.toLowerCase().replaceAll(' ', '-');
    await alice.commit(this.stage.name, { message: title, files: { [`site/${branch}.txt`]: title }, branch });
    return alice.mergePullRequest(
      this.stage.name,
      await alice.openPullRequest(this.stage.name, { head: branch, title }),
    );
  }

  /** Writes a comment on one issue. */
  async say(body: string): Promise<void> {
    this.#issue ??= await this.sandbox.as('alice').openIssue(this.stage.name, 'Operations');
    await this.sandbox.as('alice').comment(this.stage.name, this.#issue, body);
  }

  /** Plays something to its end. @returns the requests that our code sent meanwhile. */
  async count(play: () => Promise<unknown>): Promise<readonly LoggedRequest[]> {
    const before = this.sandbox.requests.length;
    await play();
    await this.quiet();
    return ours(this.sandbox.requests.slice(before));
  }

  /** Waits until nothing is owed and nobody has asked for anything for a while. */
  async quiet(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    let seen = -1;
    for (let since = performance.now(); performance.now() - since < QUIET_MS;) {
      await wait(100);
      if (performance.now() > deadline) throw new Error('the story does not end');
      if (this.sandbox.requests.length === seen && !(await this.#isAtWork())) continue;
      seen = this.sandbox.requests.length;
      since = performance.now();
    }
  }

  /** Waits until that many releases have ended well. */
  async succeeded(number: number): Promise<void> {
    const isOver = async (): Promise<boolean> => (await this.#record(number))?.status === 'succeeded';
    await this.sandbox.waitFor(isOver, { what: `the end of v${String(number)}`, timeout: PATIENCE_MS });
  }

  /** A check of somebody else's, on a commit that no release waits for. */
  async tellForeignStatus(): Promise<void> {
    const sha = (await this.stage.repository.head()) ?? '';
    await this.sandbox.as('alice').setStatus(this.stage.name, sha, { state: 'success', context: 'lint' });
  }

  /** Pushes; the run dies while it deploys, and GitHub says that it is over without saying what it did. */
  async loseRun(): Promise<void> {
    const { runs } = this.sandbox;
    const held = runs.hold({ workflow: 'deploy.yml' }, { at: 'before-step', step: DEPLOY_STEP });
    await this.push('Unlucky');
    const run = await held.reached();
    await runs.kill(run);
    held.remove();
    runs.complete(run, 'success');
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

  async #record(number: number): Promise<{ readonly status: string } | null> {
    const folder = `releases/${String(Math.floor(number / 100))}`;
    for (const place of ['open', folder]) {
      const text = await this.#file(`apps/hello/${place}/${String(number)}.json`);
      if (text !== null) return JSON.parse(text) as { readonly status: string };
    }
    return null;
  }

  async #isAtWork(): Promise<boolean> {
    const runs = this.sandbox.actions.listRuns(this.stage.name) as readonly { readonly status?: string }[];
    const isRunning = runs.some(({ status }) => status !== 'completed') && !this.#isHolding;
    // What goes along with a run that is held is owed until it is claimed.
    if (isRunning || this.#isHolding) return isRunning;
    return ((await this.#file('repository.json')) ?? '').includes('"leaseUntil"');
  }

  #file(path: string): Promise<string | null> {
    return this.stage.repository.file(path, STATE_BRANCH);
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}
