import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Role } from '../model/account.ts';
import type { Sandbox, SandboxRepository } from '../sandbox-api.ts';
import type { AppProcess } from './app-process.ts';
import { readFolder } from './read-folder.ts';
import { Records, STATE_BRANCH } from './records.ts';
import type { Stage } from './stage.ts';
import { setStage } from './stage.ts';

/** Through what a repository uses Signalbox: the App as a process, or nothing but its own workflow runs. */
export const FRONTS = ['app', 'action'] as const;

export type Front = (typeof FRONTS)[number];

/** The workflow that runs the Action on every event. */
export const FRONT_WORKFLOW = '.github/workflows/signalbox.yml';

/** Name of the step that deploys in the examples, as a run lists it. */
const DEPLOY_STEP = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';

/** Signalbox's own folder, whose build is played. */
const ROOT = join(import.meta.dirname, '../../..');
/** Real time between two looks whether all is quiet; milliseconds. */
const LOOK_MS = 50;

/** Path → text; null takes a file of the example away. */
export type FilesOver = Readonly<Record<string, string | null>>;

export interface WorkStageOptions {
  /** Whether the App is installed: with `action` it is not. */
  readonly front: Front | 'both';
  /** Folder in `examples/`; default: the one that is made for the front. */
  readonly example?: 'hello' | 'with-action';
  /** Files over those of the example. */
  readonly files?: FilesOver;
  /** What becomes of all files. */
  readonly written?: (files: FilesOver) => FilesOver;
  readonly people?: Readonly<Record<string, Role>>;
  /** Whether GitHub's limits on content hold: 80 a minute, 500 an hour. */
  readonly secondaryLimits?: boolean;
}

/** What is read of a run, in REST's words. */
export interface RunSeen {
  readonly id: number;
  readonly path: string;
  readonly event: string;
  readonly display_title: string;
  readonly status: string;
  readonly conclusion: string | null;
}

export interface Quiet {
  /** Nobody has asked GitHub for anything for so long; milliseconds of real time. */
  readonly lasting: number;
  /** How long something may go on before we say that it hangs; milliseconds. */
  readonly patience: number;
  /** Whether something goes on; default: a run is under way, or something is owed. */
  readonly isAtWork?: () => boolean | Promise<boolean>;
}

/** Sets a stage with a repository like an example, on which Signalbox is played as it was built. */
export async function setWorkStage(options: WorkStageOptions): Promise<Stage> {
  const { front, people, secondaryLimits } = options;
  const { example = front === 'action' ? 'with-action' : 'hello' } = options;
  const over: FilesOver = { ...(await readFolder(join(ROOT, 'examples', example))), ...options.files };
  const files = options.written?.(over) ?? over;
  return setStage({
    files: Object.fromEntries(
      Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
    ),
    signalbox: ROOT,
    appCommand: [process.execPath, 'lib/app/main.js'],
    withoutApp: front === 'action',
    ...(people === undefined ? {} : { people }),
    ...(secondaryLimits === undefined ? {} : { secondaryLimits }),
  });
}

/**
 * A stage on which Signalbox is at work through one front, as processes of its own; people push and comment, in-process.
 * Everything is asked of the outside: git, REST, the files of the state branch. Acceptance tests, crash points, seeds on
 * the sandbox and benchmarks are played on it.
 */
export class StageAtWork {
  readonly stage: Stage;
  readonly front: Front | 'both';
  /** App processes that were started, oldest first; webhooks go to the newest. */
  readonly apps: AppProcess[] = [];
  readonly records: Records;
  #issue: number | null = null;

  constructor(stage: Stage, front: Front | 'both') {
    this.stage = stage;
    this.front = front;
    this.records = new Records(stage.repository);
  }

  get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  get repository(): SandboxRepository {
    return this.stage.repository;
  }

  /** Starts (another) App process; webhooks go to the newest. */
  async startApp(env: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
    const app = await this.stage.startApp(env);
    this.apps.push(app);
    return app;
  }

  /** Commits to main as a person and pushes. @returns the commit. */
  push(message: string, files: FilesOver = {}, by = 'alice'): Promise<string> {
    const changed = { 'site/changes.txt': `${message}\n`, ...files };
    return this.sandbox.as(by).commit(this.stage.name, { message, files: changed });
  }

  /** A branch with one change, merged as a pull request. @returns the merge commit. */
  async merge(title: string, by = 'alice'): Promise<string> {
    const person = this.sandbox.as(by);
    const branch = title.toLowerCase().replaceAll(' ', '-');
    await person.commit(this.stage.name, {
      message: title,
      files: { [`site/${branch}.txt`]: title },
      branch,
    });
    const pull = await person.openPullRequest(this.stage.name, { head: branch, title });
    return person.mergePullRequest(this.stage.name, pull);
  }

  /** The issue that comments go to; the first who asks opens it. */
  async issue(): Promise<number> {
    return (this.#issue ??= await this.sandbox.as('alice').openIssue(this.stage.name, 'Operations'));
  }

  /** Writes a comment, on the one issue unless told where. @returns the comment's id. */
  async says(login: string, body: string, issue?: number): Promise<number> {
    const on = issue ?? (await this.issue());
    return this.sandbox.as(login).comment(this.stage.name, on, body);
  }

  /** Pushes; the run dies while it deploys, and GitHub says that it is over without saying what it did. */
  async loseRun(message: string): Promise<void> {
    const { runs } = this.sandbox;
    const held = runs.hold({ workflow: 'deploy.yml' }, { at: 'before-step', step: DEPLOY_STEP });
    await this.push(message);
    const run = await held.reached();
    await runs.kill(run);
    held.remove();
    runs.complete(run, 'success');
  }

  /** Starts what is scheduled when nothing else goes on, and waits for its end. */
  async lookAround(): Promise<void> {
    await this.sandbox.runs.idle();
    await this.sandbox.fireSchedules(this.stage.name);
    await this.sandbox.runs.idle();
  }

  /** All runs, oldest first. */
  get runsSeen(): readonly RunSeen[] {
    return [...this.sandbox.actions.listRuns(this.stage.name)].reverse() as unknown as readonly RunSeen[];
  }

  /** Whether a run only carries the Action's front. */
  isFront({ path }: Pick<RunSeen, 'path'>): boolean {
    return path === FRONT_WORKFLOW;
  }

  /** A record of the state branch, as JSON; null when there is none. */
  async record<T>(path: string): Promise<T | null> {
    const text = await this.repository.file(path, STATE_BRANCH);
    return text === null ? null : (JSON.parse(text) as T);
  }

  /** A release's record, wherever it stands, as JSON; null when there is none. */
  async releaseRecord<T>(number: number, app = 'hello'): Promise<T | null> {
    const text = await this.records.releaseText(number, app);
    return text === null ? null : (JSON.parse(text) as T);
  }

  /** Reads the API as somebody who may see everything. @param path with a slash, like `/repos/acme/hello/deployments` */
  async rest<T>(path: string): Promise<T> {
    return (await this.sandbox.as('alice').rest('GET', path)) as unknown as T;
  }

  /** Whether a run is under way, or something is owed. */
  async isAtWork(): Promise<boolean> {
    return this.runsSeen.some(({ status }) => status !== 'completed') || (await this.records.owed()) > 0;
  }

  /** Waits until nothing goes on and nobody has asked for anything for a while. @throws when that takes too long */
  async untilQuiet({ lasting, patience, isAtWork = () => this.isAtWork() }: Quiet): Promise<void> {
    const deadline = performance.now() + patience;
    let seen = -1;
    for (let since = performance.now(); performance.now() - since < lasting;) {
      await wait(LOOK_MS);
      if (performance.now() > deadline) throw new Error('it does not come to rest');
      const { length } = this.sandbox.requests;
      if (length === seen && !(await isAtWork())) continue;
      seen = length;
      since = performance.now();
    }
  }

  /** What the newest App logged last. */
  appWords(lines = 15): readonly string[] {
    return this.apps.at(-1)?.log.slice(-lines) ?? [];
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}
