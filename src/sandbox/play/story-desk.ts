import { z } from 'zod';
import type { Playground } from './playground.ts';
import type { ReleaseRecord } from './records.ts';
import { activitiesOf } from './records.ts';
import { RunsAtWork, titleOf } from './runs-at-work.ts';

const statusesSchema = z.object({ statuses: z.array(z.object({ context: z.string(), state: z.string() })) });
const deploymentsSchema = z.array(z.object({ id: z.number(), environment: z.string() }));
const deploymentStatusesSchema = z.array(z.object({ state: z.string(), environment_url: z.string() }));

/** Something is not as the story says. */
export class NotAsTold extends Error {
  override readonly name = 'NotAsTold';
}

/** How long something may take that has to happen. */
const PATIENCE_MS = 60_000;

/** What a step of the story looks at, and what it does. */
export class StoryDesk {
  readonly playground: Playground;
  readonly runs: RunsAtWork;

  constructor(playground: Playground) {
    this.playground = playground;
    this.runs = new RunsAtWork(playground);
  }

  /** Waits until something is as wanted. @throws {NotAsTold} with what it is instead. */
  async soon<T>(what: string, look: () => T | Promise<T>, wanted: T): Promise<void> {
    let last: T | undefined;
    const isSo = async (): Promise<boolean> => {
      last = await look();
      return same(last, wanted);
    };
    const waiting = this.playground.sandbox.waitFor(isSo, { timeout: PATIENCE_MS, what });
    await waiting.catch(() => {
      throw new NotAsTold(`${what}: ${spelled(last)} instead of ${spelled(wanted)}`);
    });
  }

  /** @throws {NotAsTold} unless something is as wanted now. */
  now(what: string, found: unknown, wanted: unknown): void {
    if (!same(found, wanted)) throw new NotAsTold(`${what}: ${spelled(found)} instead of ${spelled(wanted)}`);
  }

  /** Writes a comment on the issue. @returns what came of it, like `refused run-alive`. */
  async asks(login: string, body: string, wanted: string): Promise<void> {
    const { sandbox, stage, issue, records } = this.playground;
    const id = await sandbox.as(login).comment(stage.name, issue, body);
    await this.soon(`the answer to ${body}`, () => records.outcome(id), wanted);
    await this.soon(`the reply to ${body}`, () => this.#isAnswered(id), true);
  }

  /** Waits until a release is as wanted, like `failed: build succeeded, staging succeeded, production failed`. */
  async until(number: number, wanted: string): Promise<void> {
    await this.soon(`v${String(number)}`, () => this.progress(number), wanted);
  }

  async progress(number: number): Promise<string> {
    const release = await this.release(number).catch(() => null);
    if (release === null) return 'there is none';
    return `${release.status}: ${activitiesOf(release).map(activityText).join(', ')}`;
  }

  async release(number: number): Promise<ReleaseRecord> {
    const release = await this.playground.records.release(number, this.playground.app);
    if (release === null) throw new NotAsTold(`v${String(number)}: there is none`);
    return release;
  }

  /** Like `v1, last v2 failed, free, pinned to v1`. */
  async place(environment: string): Promise<string> {
    const { records, app } = this.playground;
    const state = await records.environment(environment, app);
    if (state === null) return 'nothing';
    const { pointer, lastTouch, pin } = state;
    const touch = lastTouch === null ? '' : `, last v${String(lastTouch.release)} ${lastTouch.outcome}`;
    const pinned = pin === null ? '' : `, pinned to v${String(pin.release)}`;
    return `${pointer === null ? 'nothing' : `v${String(pointer.release)}`}${touch}${pinned}`;
  }

  /** The release that a browser shows. */
  async served(environment: string): Promise<string> {
    const answer = await fetch(this.playground.sites[environment] ?? '');
    const [, name = 'nothing'] = /This is <b>(.*?)<\/b>/.exec(await answer.text()) ?? [];
    return name;
  }

  /** Titles of a release's runs, oldest first. */
  runsOf(number: number): readonly string[] {
    const { sandbox, stage } = this.playground;
    const titles = sandbox.actions.listRuns(stage.name).map(titleOf);
    return titles.filter((title) => title.startsWith(`v${String(number)} `)).reverse();
  }

  /** Newest commit status per context, like `signalbox/hello/staging success`. */
  async statuses(sha: string): Promise<readonly string[]> {
    const { statuses } = statusesSchema.parse(await this.#read(`commits/${sha}/status`));
    return statuses.map(({ context, state }) => `${context} ${state}`).sort();
  }

  /** Deployments of a commit, oldest first, with where GitHub says one sees them: `staging success http://…`. */
  async deployments(sha: string): Promise<readonly string[]> {
    const deployments = deploymentsSchema.parse(await this.#read(`deployments?sha=${sha}`));
    const shown = deployments.reverse().map(async ({ id, environment }) => {
      const statuses = deploymentStatusesSchema.parse(await this.#read(`deployments/${String(id)}/statuses`));
      const [newest] = statuses;
      return `${environment} ${newest?.state ?? 'pending'} ${newest?.environment_url ?? ''}`;
    });
    return Promise.all(shown);
  }

  #read(path: string): Promise<unknown> {
    const { sandbox, stage } = this.playground;
    return sandbox.as('alice').rest('GET', `/repos/${stage.name}/${path}`);
  }

  async #isAnswered(comment: number): Promise<boolean> {
    const comments = await this.#read(`issues/${String(this.playground.issue)}/comments?per_page=100`);
    return JSON.stringify(comments).includes(`reply:comment:${String(comment)} `);
  }
}

function activityText({ name, status, attempts }: ReturnType<typeof activitiesOf>[number]): string {
  const waiting = attempts.at(-1)?.waiting;
  return waiting === undefined || status !== 'waiting'
    ? `${name} ${status}`
    : `${name} waits for ${waiting.for}`;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function spelled(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
