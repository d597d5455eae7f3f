import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import type { AppProcess } from '../../src/sandbox/play/app-process.ts';
import { readFolder } from '../../src/sandbox/play/read-folder.ts';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import { setStage } from '../../src/sandbox/play/stage.ts';
import type { Sandbox } from '../../src/sandbox/sandbox-api.ts';
import type { CrashStory } from './stories.ts';

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE_MS = 90_000;
/** Nothing goes on any more when GitHub was asked for nothing so long; longer than the App waits before it records. */
const QUIET_MS = 1_500;
const FRONT_WORKFLOW = '.github/workflows/signalbox.yml';

/** Without looks at the clock only what GitHub tells moves anything, so that calls come in the same order. */
const UNWATCHFUL = { SIGNALBOX_TICK_SECONDS: '600', SIGNALBOX_SWEEP_SECONDS: '600' };

export const FRONTS = ['app', 'action'] as const;

export type Front = (typeof FRONTS)[number];

/** What is read of a run, in REST's words. */
export interface RunSeen {
  readonly id: number;
  readonly path: string;
  readonly event: string;
  readonly display_title: string;
  readonly status: string;
  readonly conclusion: string | null;
}

/** Parts of the state branch that say whether anything is still to come. */
interface RepositoryRecord {
  readonly owed: readonly unknown[];
}

interface ReleaseSeen {
  readonly number: number;
  readonly status: string;
  readonly phases: readonly {
    readonly activities: readonly { readonly name: string; readonly status: string }[];
  }[];
}

/** The sandbox with one repository, in which one story is played through one front, by real processes. */
export class StoryWorld {
  readonly stage: Stage;
  readonly front: Front;
  /** What people did, in their words, by what it brought about: commits and comments. */
  readonly said: number[] = [];
  /** Comments by which a person helped after a crash. */
  readonly helped: number[] = [];
  readonly #helpers: string[] = [];
  readonly commits = new Map<string, string>();
  /** Runs whose machines were taken away. */
  readonly killed = new Set<number>();
  #app: AppProcess | null = null;
  #issue: number | null = null;

  private constructor(stage: Stage, front: Front) {
    this.stage = stage;
    this.front = front;
  }

  /** Opens it; the front is at work, what it does at its start and what the story tells of earlier days are over. */
  static async open(
    story: CrashStory,
    front: Front,
    env: Readonly<Record<string, string>> = UNWATCHFUL,
  ): Promise<StoryWorld> {
    const folder = front === 'app' ? 'examples/hello' : 'examples/with-action';
    const example = Object.entries({ ...(await readFolder(join(ROOT, folder))), ...story.files });
    const stage = await setStage({
      files: Object.fromEntries(example.flatMap(([path, text]) => (text === null ? [] : [[path, text]]))),
      signalbox: ROOT,
      appCommand: [process.execPath, 'lib/app/main.js'],
      withoutApp: front === 'action',
    });
    const world = new StoryWorld(stage, front);
    try {
      // A person has looked at the repository before; its first comment is no part of any story.
      world.#issue = await stage.sandbox.as('alice').openIssue(stage.name, 'Operations');
      if (front === 'app') await world.startApp(env);
      await story.before?.(world);
      await world.quiet();
      return world;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  async startApp(env: Readonly<Record<string, string>>): Promise<void> {
    this.#app = await this.stage.startApp(env);
  }

  /** Starts the App anew; one that still works is ended politely. */
  async restartApp(env: Readonly<Record<string, string>>): Promise<void> {
    await this.#app?.stop();
    await this.startApp(env);
  }

  /** Ends the App at once, as a crash would. */
  async killApp(): Promise<void> {
    await this.#app?.kill();
  }

  /** Takes the machine from under a run; GitHub notices when {@link bury} says so. */
  async killRun(run: number): Promise<void> {
    this.killed.add(run);
    await this.sandbox.runs.kill(run);
  }

  /** GitHub notices that the killed runs are dead. */
  bury(): void {
    for (const run of this.runs) {
      if (this.killed.has(run.id) && run.status !== 'completed') {
        this.sandbox.runs.complete(run.id, 'failure');
      }
    }
  }

  async push(message: string, files: Readonly<Record<string, string>> = {}): Promise<void> {
    const changed = { 'site/changes.txt': `${message}\n`, ...files };
    const sha = await this.sandbox.as('alice').commit(this.stage.name, { message, files: changed });
    this.commits.set(sha, message);
  }

  async say(body: string): Promise<void> {
    const issue = this.#issue ?? 1;
    this.said.push(await this.sandbox.as('alice').comment(this.stage.name, issue, body));
  }

  /** What the answer to a dead run tells people to do. */
  async help(body: string): Promise<void> {
    this.#helpers.push(body);
    this.helped.push(await this.sandbox.as('alice').comment(this.stage.name, this.#issue ?? 1, body));
  }

  hasHelped(command: string): boolean {
    return this.#helpers.some((body) => body.startsWith(command));
  }

  /** A branch with one change, merged as a pull request. */
  async merge(title: string): Promise<void> {
    const alice = this.sandbox.as('alice');
    const head = title.toLowerCase();
    await alice.commit(this.stage.name, {
      message: title,
      files: { [`site/${head}.txt`]: title },
      branch: head,
    });
    const pull = await alice.openPullRequest(this.stage.name, { head, title });
    this.commits.set(await alice.mergePullRequest(this.stage.name, pull), title);
  }

  /** Pushes; the run dies while it deploys, and GitHub says that it is over without saying what it did. */
  async loseRun(message: string): Promise<void> {
    const { runs } = this.sandbox;
    const step = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';
    const held = runs.hold({ workflow: 'deploy.yml' }, { at: 'before-step', step });
    await this.push(message);
    const run = await held.reached();
    await runs.kill(run);
    held.remove();
    runs.complete(run, 'success');
    if (this.front === 'action') await this.lookAround();
  }

  /** A person lets GitHub tell of the push once more: by its list of webhooks, or by the run that failed. */
  async tellAgain(): Promise<void> {
    if (this.front === 'app') {
      const delivery = this.sandbox.deliveries.findLast(({ event }) => event === 'push');
      if (delivery) this.sandbox.redeliver(delivery);
    } else {
      const run = this.runs.find(({ event }) => event === 'push');
      if (run) await this.sandbox.actions.rerun({ repository: this.stage.name, run: run.id, actor: 'alice' });
      await this.sandbox.runs.idle();
    }
  }

  /** Starts what is scheduled, and waits for its end. */
  async lookAround(): Promise<void> {
    await this.sandbox.runs.idle();
    await this.sandbox.fireSchedules(this.stage.name);
    await this.sandbox.runs.idle();
  }

  /** All runs, oldest first. */
  get runs(): readonly RunSeen[] {
    return [...this.sandbox.actions.listRuns(this.stage.name)].reverse() as unknown as readonly RunSeen[];
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

  async release(number: number): Promise<ReleaseSeen | null> {
    for (const place of ['open', `releases/${String(Math.floor(number / 100))}`]) {
      const record = await this.record<ReleaseSeen>(`apps/hello/${place}/${String(number)}.json`);
      if (record !== null) return record;
    }
    return null;
  }

  /** A record of the state branch; null when there is none. */
  async record<T>(path: string): Promise<T | null> {
    const text = await this.stage.repository.file(path, STATE_BRANCH);
    return text === null ? null : (JSON.parse(text) as T);
  }

  /** Whether something goes on, or is still owed. */
  async isAtWork(): Promise<boolean> {
    if (this.isRunning) return true;
    const repository = await this.record<RepositoryRecord>('repository.json');
    return (repository?.owed.length ?? 0) > 0;
  }

  /** Whether a run is under way that lives. */
  get isRunning(): boolean {
    return this.runs.some(({ id, status }) => status !== 'completed' && !this.killed.has(id));
  }

  /** Waits until nothing goes on and nobody has asked for anything for a while. */
  async quiet(lasting = QUIET_MS): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    let seen = -1;
    for (let since = performance.now(); performance.now() - since < lasting;) {
      await wait(50);
      if (performance.now() > deadline) throw new Error(`it does not come to rest: ${await this.progress()}`);
      const { length } = this.sandbox.requests;
      if (length === seen && !(await this.isAtWork())) continue;
      seen = length;
      since = performance.now();
    }
  }

  /** Reads the API as somebody who may see everything. */
  async rest<T>(path: string): Promise<T> {
    return (await this.sandbox.as('alice').rest('GET', `/repos/${this.stage.name}${path}`)) as unknown as T;
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

  /** What the App logged last, or the runs of the Action's front. */
  lastWords(): string {
    return (this.#app?.log.slice(-12) ?? []).join('\n');
  }

  isFront({ path }: RunSeen): boolean {
    return path === FRONT_WORKFLOW;
  }

  async close(): Promise<void> {
    await this.stage.close();
  }
}
