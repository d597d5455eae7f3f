import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import type { EnvironmentState } from '../../src/domain/environment.ts';
import type { Attempt } from '../../src/domain/attempt.ts';
import type { Release } from '../../src/domain/release.ts';
import type { AppState } from '../../src/domain/state.ts';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import type { Role } from '../../src/sandbox/model/account.ts';
import type { AppProcess } from '../../src/sandbox/play/app-process.ts';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import type { FilesOver, Front } from '../../src/sandbox/play/stage-at-work.ts';
import { setWorkStage, StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';
import { ACTION_WORKFLOW, actionWorkflow, withPermissions } from './action-alone.ts';
import { FRONT } from './front.ts';

const PATIENCE = 60_000;
/** Real time between two looks whether a scheduled run is wanted; milliseconds. */
const BETWEEN_SCHEDULES = 1_000;

export interface PlayOptions {
  /** Files over those of `examples/hello`; null takes one away. */
  readonly files?: FilesOver;
  readonly people?: Readonly<Record<string, Role>>;
  /** Environment of the App process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Do not start the App yet; without it, do not hand the workflow in that runs the Action. */
  readonly withoutApp?: boolean;
  /** Default: the one that this run of the tests goes through. */
  readonly front?: Front | 'both';
}

/** A reply to a comment, as people see it. */
export interface Reply {
  readonly text: string;
  /** Reactions of the App to the command, in the order they came. */
  readonly reactions: readonly string[];
}

/**
 * One acceptance test's world: the sandbox with a copy of `examples/hello`, the App as a process from its build, people
 * who push and comment. Everything is asked of the outside: git, REST, the files of the state branch.
 */
export class Play extends StageAtWork {
  readonly #env: Readonly<Record<string, string>>;
  #waiting = 0;
  #isKeepingTime = false;

  constructor(stage: Stage, front: Front | 'both', env: Readonly<Record<string, string>>) {
    super(stage, front);
    this.#env = env;
  }

  /** Starts (another) App process that looks at the clock each second; webhooks go to the newest. */
  override startApp(env: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
    return super.startApp({ SIGNALBOX_TICK_SECONDS: '1', ...this.#env, ...env });
  }

  /** Commits to main as a person and pushes. @returns the commit. */
  override push(message: string, files: FilesOver = {}, by = 'alice'): Promise<string> {
    return super.push(message, this.front === 'app' ? files : withPermissions(files), by);
  }

  /**
   * Lets GitHub's clock run on. The App looks at the clock by itself; without it a scheduled run does, and one is due
   * sooner or later after any time.
   */
  async pass(seconds: number): Promise<void> {
    this.sandbox.advance(seconds);
    if (this.front === 'action') await this.sandbox.fireSchedules(this.stage.name);
  }

  /** Ends whatever works for Signalbox right now, at once: the App, or the runs that carry the Action's front. */
  async crash(): Promise<void> {
    await this.apps.at(-1)?.kill();
    const atWork = this.runsSeen.filter((run) => this.isFront(run) && run.status !== 'completed');
    await Promise.all(atWork.map(({ id }) => this.sandbox.runs.kill(id)));
    for (const { id } of atWork) this.sandbox.runs.complete(id, 'failure');
  }

  /** After a crash: the App is started again, or a scheduled run comes. */
  async recover(): Promise<void> {
    if (this.front !== 'action') await this.startApp();
    else await this.sandbox.fireSchedules(this.stage.name);
  }

  /** Waits for the App's reply to a comment. */
  async reply(comment: number): Promise<Reply> {
    const marker = `reply:comment:${comment}`;
    const found = await this.waitFor(
      async () => (await this.comments()).find((each) => each.body.includes(marker)),
      `a reply to comment ${comment}`,
    );
    const reactions = await this.waitFor(async () => {
      const all = await this.reactions(comment);
      return all.some((each) => each !== 'eyes') ? all : null;
    }, `a reaction to comment ${comment}`);
    return { text: withoutMarkers(found.body), reactions };
  }

  /** Says it and waits for the answer. */
  async asks(login: string, body: string, issue?: number): Promise<Reply> {
    return this.reply(await this.says(login, body, issue));
  }

  /** All comments of the repository, oldest first. */
  async comments(): Promise<
    readonly { readonly id: number; readonly body: string; readonly issue: number }[]
  > {
    const list = await this.rest<{ id: number; body: string; issue_url: string }[]>(
      `/repos/${this.stage.name}/issues/comments?per_page=100`,
    );
    return list.map(({ id, body, issue_url: url }) => ({ id, body, issue: Number(url.split('/').at(-1)) }));
  }

  async reactions(comment: number): Promise<readonly string[]> {
    const list = await this.rest<{ content: string }[]>(
      `/repos/${this.stage.name}/issues/comments/${comment}/reactions`,
    );
    return list.map((each) => each.content);
  }

  /** Newest commit status per context: `{ 'signalbox/hello/production': 'success: …' }`. */
  async statuses(sha: string): Promise<Readonly<Record<string, string>>> {
    const { statuses } = await this.rest<{
      statuses: { context: string; state: string; description: string }[];
    }>(`/repos/${this.stage.name}/commits/${sha}/status`);
    return Object.fromEntries(statuses.map((each) => [each.context, `${each.state}: ${each.description}`]));
  }

  async release(number: number): Promise<Release> {
    const release = await this.releaseRecord<Release>(number);
    if (!release) throw new Error(`there is no v${number}`);
    return release;
  }

  /** The newest attempt of an activity. */
  async attempt(number: number, activity: string): Promise<Attempt> {
    const release = await this.release(number);
    const found = release.phases
      .flatMap((phase) => phase.activities)
      .find((each) => each.name === activity)
      ?.attempts.at(-1);
    if (!found) throw new Error(`v${number} has no attempt of ${activity}`);
    return found;
  }

  /** Text of a release's record, wherever it is. */
  async recordText(number: number): Promise<string> {
    return (await this.records.releaseText(number, 'hello')) ?? '';
  }

  async environment(name: string): Promise<EnvironmentState | undefined> {
    return (await this.record<AppState>('apps/hello/app.json'))?.environments[name];
  }

  /** Like `running: build succeeded, staging waiting environment-taken, production pending`. */
  async progress(number: number): Promise<string> {
    const release = await this.releaseRecord<Release>(number);
    if (!release) return 'none';
    const activities = release.phases.flatMap((phase) => phase.activities);
    const spelled = activities.map((activity) => {
      const waiting = activity.attempts.at(-1)?.waiting;
      return `${activity.name} ${activity.status}${waiting ? ` ${waiting.for}` : ''}`;
    });
    return `${release.status}: ${spelled.join(', ')}`;
  }

  /** Waits until a release's progress contains the text. @returns the whole progress. */
  async until(number: number, text: string): Promise<string> {
    let last = 'none';
    const seen = this.waitFor(async () => {
      last = await this.progress(number);
      return last.includes(text) ? last : null;
    }, `v${number} to be “${text}”`);
    return seen.catch((error: unknown) => {
      throw new Error(`${String(error)}; it is “${last}”\n${this.#lastWords()}`);
    });
  }

  /** Headlines of the state branch, newest first. */
  async log(): Promise<readonly string[]> {
    return (await this.repository.git('log', '--format=%s', STATE_BRANCH)).trim().split('\n');
  }

  /**
   * Headlines of the turns that decided something, newest first. At any time a schedule may note that it has looked
   * around, or until when it has heard comments.
   */
  async decisions(): Promise<readonly string[]> {
    return (await this.log()).filter((headline) => headline !== 'effects carried out');
  }

  /**
   * Titles without nonces, status and conclusion of all runs, oldest first: `v1 staging: completed success`; runs that
   * only carry the Action's front are left out.
   */
  runs(): readonly string[] {
    return this.runsSeen
      .filter((run) => !this.isFront(run))
      .map(({ display_title: title, status, conclusion }) => {
        return `${title.replace(/ \[.*\]$/, '')}: ${status}${conclusion === null ? '' : ` ${conclusion}`}`;
      });
  }

  /** Waits until `look` finds something. Without the App, scheduled runs look after what no event tells of. */
  async waitFor<T>(look: () => T | Promise<T>, what: string): Promise<Exclude<T, null | undefined | false>> {
    this.#waiting += 1;
    if (this.front === 'action') void this.#keepTime();
    try {
      return await this.sandbox.waitFor(look, { what, timeout: PATIENCE });
    } catch (error) {
      throw new Error(await this.#whatIsSeen(error), { cause: error });
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Waits until nothing is owed any more: GitHub then shows what the branch says. */
  async settled(): Promise<void> {
    // Without the App, the run that reports an end has the rest to do.
    if (this.front === 'action') await this.sandbox.runs.idle();
    let owed: readonly unknown[] = [];
    const isEmpty = async (): Promise<boolean> => {
      const repository = await this.record<{ owed: unknown[] }>('repository.json');
      owed = repository?.owed ?? [];
      return repository !== null && owed.length === 0;
    };
    await this.waitFor(isEmpty, 'the outbox to be empty').catch((error: unknown) => {
      throw new Error(`${String(error)}; owed: ${JSON.stringify(owed)}\n${this.#lastWords()}`);
    });
  }

  /** Starts what is scheduled whenever nothing else goes on and somebody still waits. */
  async #keepTime(): Promise<void> {
    if (this.#isKeepingTime) return;
    this.#isKeepingTime = true;
    try {
      while (this.#waiting > 0) {
        await wait(BETWEEN_SCHEDULES);
        await this.sandbox.runs.idle();
        if (this.#waiting > 0) await this.sandbox.fireSchedules(this.stage.name);
      }
    } finally {
      this.#isKeepingTime = false;
    }
  }

  /** An error, with what a person would look at first: the branch's headlines, the runs, the last lines of the logs. */
  async #whatIsSeen(error: unknown): Promise<string> {
    const log = await this.log().catch((reason: unknown) => [String(reason)]);
    const runs = this.runsSeen
      .toReversed()
      .map(({ event, display_title: title, status, conclusion }) =>
        JSON.stringify({ event, title, status, conclusion }),
      );
    return [String(error), ...log.slice(0, 20), ...runs.slice(0, 20), this.#lastWords()].join('\n');
  }

  /** What the newest App, or the last runs of the Action's front, logged last. */
  #lastWords(): string {
    const { actions } = this.sandbox;
    const fronts = this.runsSeen.filter((run) => this.isFront(run)).toReversed();
    const jobs = fronts.slice(0, 3).flatMap(({ id }) => actions.listJobs(this.stage.name, id) ?? []);
    const logs = jobs.map((job) => actions.jobLog(this.stage.name, Number(job['id'])) ?? '');
    return [...this.appWords(), ...logs.reverse().map((log) => log.split('\n').slice(-15).join('\n'))].join(
      '\n',
    );
  }
}

/** Opens a play; it is closed when the test ends, and must not have misread GitHub. */
export async function openPlay(options: PlayOptions = {}): Promise<Play> {
  const { front = FRONT, withoutApp = false } = options;
  const alone =
    front === 'app' || (front === 'action' && withoutApp) ? {} : { [ACTION_WORKFLOW]: actionWorkflow() };
  const stage = await setWorkStage({
    front,
    example: 'hello',
    files: { ...alone, ...options.files },
    ...(front === 'app' ? {} : { written: withPermissions }),
    ...(options.people === undefined ? {} : { people: options.people }),
  });
  onTestFinished(async () => {
    const problems = [...stage.sandbox.problems];
    await stage.close();
    expect(problems).toEqual([]);
  });
  const play = new Play(stage, front, options.env ?? {});
  if (front !== 'action' && !withoutApp) await play.startApp();
  return play;
}

function withoutMarkers(body: string): string {
  return body.replace(/<!--[\s\S]*?-->/g, '').trim();
}
