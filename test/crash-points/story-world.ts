import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import type { FilesOver, Front } from '../../src/sandbox/play/stage-at-work.ts';
import { setWorkStage, StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';
import type { CrashStory } from './stories.ts';

const PATIENCE_MS = 90_000;
/** Nothing goes on any more when GitHub was asked for nothing so long; longer than the App waits before it records. */
const QUIET_MS = 1_500;

/** Without looks at the clock only what GitHub tells moves anything, so that calls come in the same order. */
const UNWATCHFUL = { SIGNALBOX_TICK_SECONDS: '600', SIGNALBOX_SWEEP_SECONDS: '600' };

interface ReleaseSeen {
  readonly number: number;
  readonly status: string;
  readonly phases: readonly {
    readonly activities: readonly { readonly name: string; readonly status: string }[];
  }[];
}

/** The sandbox with one repository, in which one story is played through one front, by real processes. */
export class StoryWorld extends StageAtWork {
  /** What people did, in their words, by what it brought about: commits and comments. */
  readonly said: number[] = [];
  /** Comments by which a person helped after a crash. */
  readonly helped: number[] = [];
  readonly #helpers: string[] = [];
  readonly commits = new Map<string, string>();
  /** Runs whose machines were taken away. */
  readonly killed = new Set<number>();

  private constructor(stage: Stage, front: Front) {
    super(stage, front);
  }

  /** Opens it; the front is at work, what it does at its start and what the story tells of earlier days are over. */
  static async open(
    story: CrashStory,
    front: Front,
    env: Readonly<Record<string, string>> = UNWATCHFUL,
  ): Promise<StoryWorld> {
    const stage = await setWorkStage({ front, files: story.files });
    const world = new StoryWorld(stage, front);
    try {
      // A person has looked at the repository before; its first comment is no part of any story.
      await world.issue();
      if (front === 'app') await world.startApp(env);
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

  async say(body: string): Promise<void> {
    this.said.push(await this.says('alice', body));
  }

  /** What the answer to a dead run tells people to do. */
  async help(body: string): Promise<void> {
    this.#helpers.push(body);
    this.helped.push(await this.says('alice', body));
  }

  hasHelped(command: string): boolean {
    return this.#helpers.some((body) => body.startsWith(command));
  }

  /** Loses a run, and lets a schedule find it where nothing else would. */
  override async loseRun(message: string): Promise<void> {
    await super.loseRun(message);
    if (this.front === 'action') await this.lookAround();
  }

  /** A person lets GitHub tell of the push once more: by its list of webhooks, or by the run that failed. */
  async tellAgain(): Promise<void> {
    if (this.front === 'app') {
      const delivery = this.sandbox.deliveries.findLast(({ event }) => event === 'push');
      if (delivery) this.sandbox.redeliver(delivery);
    } else {
      const run = this.runsSeen.find(({ event }) => event === 'push');
      if (run) await this.sandbox.actions.rerun({ repository: this.stage.name, run: run.id, actor: 'alice' });
      await this.sandbox.runs.idle();
    }
  }

  /** Waits until the releases have come so far. */
  async rests(progress: string): Promise<void> {
    await this.sandbox.waitFor(async () => (await this.progress()).includes(progress), {
      what: `${progress}; it is ${await this.progress()}`,
      timeout: PATIENCE_MS,
    });
    await this.quiet();
  }

  /** Like `v1 succeeded, v2 running`. */
  async progress(): Promise<string> {
    const releases = await this.releases();
    return releases.map(({ number, status }) => `v${String(number)} ${status}`).join(', ');
  }

  /** The environment that a run left without a word, as people see it in `/status`; null: none. */
  async uncertain(): Promise<string | null> {
    const activities = (await this.releases())
      .flatMap(({ phases }) => phases)
      .flatMap((each) => each.activities);
    return activities.find(({ status }) => status === 'unknown')?.name ?? null;
  }

  async releases(): Promise<readonly ReleaseSeen[]> {
    const app = await this.record<{ nextNumber: number }>('apps/hello/app.json');
    const numbers = Array.from({ length: (app?.nextNumber ?? 1) - 1 }, (_, index) => index + 1);
    const found = await Promise.all(numbers.map((number) => this.release(number)));
    return found.filter((each) => each !== null);
  }

  release(number: number): Promise<ReleaseSeen | null> {
    return this.releaseRecord<ReleaseSeen>(number);
  }

  /** Whether something goes on, or is still owed. */
  override async isAtWork(): Promise<boolean> {
    return this.isRunning || (await this.records.owed()) > 0;
  }

  /** Whether a run is under way that lives. */
  get isRunning(): boolean {
    return this.runsSeen.some(({ id, status }) => status !== 'completed' && !this.killed.has(id));
  }

  /** Waits until nothing goes on and nobody has asked for anything for a while. */
  quiet(lasting = QUIET_MS): Promise<void> {
    return this.untilQuiet({ lasting, patience: PATIENCE_MS });
  }

  /** Reads the API of the repository as somebody who may see everything. */
  read<T>(path: string): Promise<T> {
    return this.rest<T>(`/repos/${this.stage.name}${path}`);
  }

  /** Environment → the line that a deploy left there. */
  async deployed(): Promise<Readonly<Record<string, string>>> {
    const environments = await readdir(this.stage.deployRoot);
    const lines = environments.sort().map(async (environment) => {
      const text = await readFile(join(this.stage.deployRoot, environment, 'index.html'), 'utf8');
      return [environment, /This is <b>(v\d+)<\/b>/.exec(text)?.[1] ?? '?'] as const;
    });
    return Object.fromEntries(await Promise.all(lines));
  }

  /** What the App logged last. */
  lastWords(): string {
    return this.appWords(12).join('\n');
  }
}
