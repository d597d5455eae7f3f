import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HoldRule } from '../../src/sandbox/actions/control.ts';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import type { FilesOver, Front } from '../../src/sandbox/play/stage-at-work.ts';
import { setWorkStage, StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';
import { DEPLOY_STEP } from '../support/just-production.ts';
import type { CrashStory } from './stories.ts';

const PATIENCE_MS = 90_000;
/** Nothing goes on any more when GitHub was asked for nothing so long; longer than the App waits before it records. */
const QUIET_MS = 1_500;

/** Without looks at the clock only what GitHub tells moves anything, so that calls come in the same order. */
const UNWATCHFUL = { SIGNALBOX_TICK_SECONDS: '600', SIGNALBOX_SWEEP_SECONDS: '600' };

/** How often an App that has something to find looks at the clock, and for what was missed; seconds of real time. */
export const WATCHFUL = { SIGNALBOX_TICK_SECONDS: '1', SIGNALBOX_SWEEP_SECONDS: '2' };

interface ReleaseSeen {
  readonly app: string;
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

  /** A check of the head of main succeeds. */
  async check(context: string): Promise<void> {
    const sha = (await this.repository.head()) ?? '';
    await this.sandbox.as('alice').setStatus(this.stage.name, sha, { state: 'success', context });
  }

  /** Pushes, and lets the run of that title wait before it deploys. */
  async pushHeld(message: string, title: string): Promise<void> {
    this.#hold = this.sandbox.runs.hold({ title }, { at: 'before-step', step: DEPLOY_STEP });
    await this.push(message);
    await this.#hold.reached();
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

  /** Waits until the releases have come so far. */
  async rests(progress: string): Promise<void> {
    const hasCome = async (): Promise<boolean> => (await this.progress()).includes(progress);
    await this.sandbox
      .waitFor(hasCome, { what: progress, timeout: PATIENCE_MS })
      .catch(async (error: unknown) => {
        throw new Error(`${String(error)}; it is “${await this.progress()}”`, { cause: error });
      });
    await this.quiet();
  }

  /** Like `v1 succeeded, v2 running`, or with several apps `web@v1 succeeded`. */
  async progress(): Promise<string> {
    const releases = await this.releases();
    return releases.map((release) => `${spelled(release, releases)} ${release.status}`).join(', ');
  }

  /** What people write to unlock the environment that a run left without a word; null: none. */
  async unlocking(): Promise<string | null> {
    const releases = await this.releases();
    const isAlone = isOfOneApp(releases);
    const found = releases.flatMap(({ app, phases }) =>
      phases
        .flatMap(({ activities }) => activities)
        .filter(({ status }) => status === 'unknown')
        .map(({ name }) => `/unlock ${name}${isAlone ? '' : ` --app ${app}`}`),
    );
    return found[0] ?? null;
  }

  /** What people write to run again what failed or was left; null: nothing. */
  async retrying(): Promise<string | null> {
    const releases = await this.releases();
    const failed = releases.findLast(({ status }) => status === 'failed' || status === 'on-hold');
    return failed === undefined ? null : `/retry ${spelled(failed, releases)}`;
  }

  /** Releases of all apps, each app's oldest first. */
  async releases(): Promise<readonly ReleaseSeen[]> {
    const apps = await this.records.apps();
    const found = apps.map(async ({ name }) => {
      const app = await this.record<{ nextNumber: number }>(`apps/${name}/app.json`);
      const numbers = Array.from({ length: (app?.nextNumber ?? 1) - 1 }, (_, index) => index + 1);
      return Promise.all(numbers.map((number) => this.releaseRecord<ReleaseSeen>(number, name)));
    });
    return (await Promise.all(found)).flat().filter((each) => each !== null);
  }

  /** Whether something goes on, or is still owed. */
  override async isAtWork(): Promise<boolean> {
    return this.isRunning || (await this.records.owed()) > 0;
  }

  /** Whether a run is under way that lives, and is not held. */
  get isRunning(): boolean {
    const held = this.#hold?.held ?? [];
    return this.runsSeen.some(
      ({ id, status }) => status !== 'completed' && !this.killed.has(id) && !held.includes(id),
    );
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

function isOfOneApp(releases: readonly ReleaseSeen[]): boolean {
  return new Set(releases.map(({ app }) => app)).size <= 1;
}

function spelled({ app, number }: ReleaseSeen, all: readonly ReleaseSeen[]): string {
  return `${isOfOneApp(all) ? '' : `${app}@`}v${String(number)}`;
}
