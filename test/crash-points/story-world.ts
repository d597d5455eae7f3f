import type { HoldPoint, HoldRule, RunSelector } from '../../src/sandbox/actions/control.ts';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import type { FilesOver, Front, RunSeen } from '../../src/sandbox/play/stage-at-work.ts';
import { setWorkStage, StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';
import { withPermissions } from '../support/action-alone.ts';
import { DEPLOY_STEP } from '../support/just-production.ts';
import type { ReleaseSeen } from './releases-seen.ts';
import { progressOf, releasesOf } from './releases-seen.ts';
import type { CrashStory } from './story.ts';

const PATIENCE_MS = 90_000;
/** Nothing goes on any more when GitHub was asked for nothing so long; longer than the App waits before it records. */
const QUIET_MS = 1_500;

/** Between two schedules. */
const SCHEDULE_SECONDS = 600;

/** Without looks at the clock only what GitHub tells moves anything, so that calls come in the same order. */
const UNWATCHFUL = { SIGNALBOX_TICK_SECONDS: '600', SIGNALBOX_SWEEP_SECONDS: '600' };

/** How often an App that has something to find looks at the clock, and for what was missed; seconds of real time. */
export const WATCHFUL = { SIGNALBOX_TICK_SECONDS: '1', SIGNALBOX_SWEEP_SECONDS: '2' };

/** The sandbox with one repository, in which one story is played through one front, by real processes. */
export class StoryWorld extends StageAtWork {
  /** What people did, in their words, by what it brought about: commits and comments. */
  readonly said: number[] = [];
  /** What a person said who helped after a crash. */
  readonly #helpers: string[] = [];
  readonly commits = new Map<string, string>();
  /** Runs whose machines were taken away. */
  readonly killed = new Set<number>();
  /** Lines of the end that may differ in this weather. */
  mayDiffer: RegExp | undefined;
  /** What a story holds until it lets go, or to its end. */
  #hold: HoldRule | null = null;

  private constructor(stage: Stage, front: Front | 'both') {
    super(stage, front);
  }

  /** Opens it; the front is at work, what it does at its start and what the story tells of earlier days are over. */
  static async open(
    story: CrashStory,
    front: Front,
    env: Readonly<Record<string, string>> = UNWATCHFUL,
  ): Promise<StoryWorld> {
    const both = story.isForBoth === true;
    const stage = await setWorkStage({
      front: both ? 'both' : front,
      files: story.files,
      written: front === 'app' ? (files) => files : withPermissions,
      ...(both ? { example: 'with-action' } : {}),
    });
    const world = new StoryWorld(stage, both ? 'both' : front);
    try {
      // A person has looked at the repository before; its first comment is no part of any story.
      await world.issue();
      if (world.front !== 'action') await world.startApp(env);
      await story.before?.(world);
      await world.quiet();
      return world;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

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

  override async push(message: string, files: FilesOver = {}): Promise<string> {
    const sha = await super.push(message, files);
    this.commits.set(sha, message);
    return sha;
  }

  override async merge(title: string): Promise<string> {
    const sha = await super.merge(title);
    this.commits.set(sha, title);
    return sha;
  }

  /** Tags the head of main. */
  async tag(name: string): Promise<void> {
    const sha = (await this.repository.head()) ?? '';
    await this.sandbox.as('alice').tag(this.stage.name, name, sha);
  }

  /** A check of the head of main. */
  async check(context: string, state: 'success' | 'failure' = 'success'): Promise<void> {
    const sha = (await this.repository.head()) ?? '';
    await this.sandbox.as('alice').setStatus(this.stage.name, sha, { state, context });
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

  /** Pushes; the run fails this once. */
  async failRun(message: string): Promise<void> {
    const failing = this.sandbox.runs.fail({ workflow: 'deploy.yml' }, DEPLOY_STEP);
    await this.push(message);
    await this.sandbox.waitFor(async () => (await this.progress()).includes('failed'), {
      what: 'a failure',
      timeout: PATIENCE_MS,
    });
    failing.remove();
  }

  async say(body: string): Promise<void> {
    this.said.push(await this.says('alice', body));
  }

  /** What the answer to a dead run tells people to do. */
  async help(body: string): Promise<void> {
    this.#helpers.push(body);
    await this.says('alice', body);
  }

  get isHelped(): boolean {
    return this.#helpers.length > 0;
  }

  hasHelped(command: string): boolean {
    return this.#helpers.some((body) => body.startsWith(command));
  }

  /** Loses a run, and lets a schedule find it where nothing else would. */
  override async loseRun(message: string): Promise<void> {
    await super.loseRun(message);
    if (this.front !== 'app') await this.lookAround();
  }

  /** A person lets GitHub tell of the push once more: by its list of webhooks, or by the run that failed. */
  async tellAgain(): Promise<void> {
    if (this.front !== 'action') {
      const delivery = this.sandbox.deliveries.findLast(({ event }) => event === 'push');
      if (delivery) this.sandbox.redeliver(delivery);
    } else {
      const run = this.runsSeen.find(({ event }) => event === 'push');
      if (run) await this.sandbox.actions.rerun({ repository: this.stage.name, run: run.id, actor: 'alice' });
      await this.sandbox.runs.idle();
    }
  }

  /** Waits until the releases have come so far, and rest there. */
  async rests(progress: string): Promise<void> {
    await this.comesTo(progress);
    await this.quiet();
  }

  /** Waits until the releases have come so far. */
  async comesTo(progress: string): Promise<void> {
    const hasCome = async (): Promise<boolean> => (await this.progress()).includes(progress);
    await this.sandbox
      .waitFor(hasCome, { what: progress, timeout: PATIENCE_MS })
      .catch(async (error: unknown) => {
        throw new Error(`${String(error)}; it is “${await this.progress()}”`, { cause: error });
      });
  }

  /** How far the releases have come. */
  async progress(): Promise<string> {
    return progressOf(await this.releases());
  }

  /** Releases of all apps, each app's oldest first. */
  releases(): Promise<readonly ReleaseSeen[]> {
    return releasesOf(this);
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
