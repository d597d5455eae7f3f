import { Repositories } from '../../src/app/repositories.ts';
import { liveAttempts } from '../../src/domain/derive.ts';
import type { CommandInput } from '../../src/domain/input.ts';
import type { Release } from '../../src/domain/release.ts';
import { createLimiter } from '../../src/github/limiter.ts';
import type { Share } from '../../src/github/write-budget.ts';
import { answerComment } from '../../src/intake/answer-comment.ts';
import { LimitedGitHub } from './limited-github.ts';
import { LimitedRepository } from './limited-repository.ts';
import { ALICE, commitTo } from './model-repository.ts';
import { ModelTime } from './model-time.ts';

/** What became of more pushes than GitHub's limits have room for. */
export interface Hour {
  readonly pushes: number;
  /** Requests that GitHub refused. */
  readonly refused: number;
  /** Seconds from each push to its dispatch, sorted. */
  readonly dispatched: readonly number[];
  /** Seconds until the last push had its dispatch, every release its end, and GitHub showed all of it. */
  readonly allDispatched: number;
  readonly allReleased: number;
  readonly allShown: number;
  /** What is wrong in the end; none, if all is well. */
  readonly complaints: readonly string[];
}

const REPOSITORIES = 20;
const EVERY = 15;
const TICK = 30;
const SWEEP = 300;
const JOB = 20;
/** Hours after which whatever is not there will never be. */
const HOURS = 5;

interface Place {
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
  readonly installationId: number;
}

/** An organization that pushes every few seconds for a while, through one App, until nothing is owed any more. */
export class BusyOrganization {
  readonly time = new ModelTime();
  readonly github = new LimitedGitHub(this.time);
  readonly #all = new Map<number, LimitedRepository>();
  readonly #repositories: Repositories;
  readonly #dispatched = new Map<string, number>();
  readonly #pushed = new Map<string, number>();
  #comments = 0;

  /**
   * @param shares what of GitHub's limits each urgency may take.
   * @param processes how many count for themselves, each for its part of the repositories.
   */
  constructor(shares: readonly Share[], processes = 1) {
    const { time, github } = this;
    const limiters = Array.from({ length: processes }, () =>
      createLimiter({ shares, elapsed: () => time.now, wait: (ms) => time.sleep(ms) }),
    );
    const log = (): void => undefined;
    for (let id = 1; id <= REPOSITORIES; id += 1) {
      const limiter = limiters[id % processes];
      if (!limiter) throw new Error('there is no process');
      this.#all.set(id, new LimitedRepository(`shop-${String(id)}`, { time, github, limiter, log }));
    }
    const quiet = { debug: log, info: log, warn: log, error: log };
    this.#repositories = new Repositories(({ id }) => Promise.resolve(this.#at(id).workplace), quiet);
  }

  async play(pushes: number): Promise<Hour> {
    this.#tick();
    this.#sweep();
    for (let number = 0; number < pushes; number += 1) {
      this.time.after(number * EVERY * 1000, () => this.#push((number % REPOSITORIES) + 1, number));
    }
    const over = { dispatched: Infinity, released: Infinity, shown: Infinity };
    while (this.time.elapsed < HOURS * 3600 && over.shown === Infinity) {
      await this.time.pass(10);
      await this.#note(over, pushes);
    }
    const waits = [...this.#dispatched].map(([sha, at]) => at - (this.#pushed.get(sha) ?? 0));
    return {
      pushes,
      refused: this.github.refused,
      dispatched: waits.sort((one, other) => one - other),
      allDispatched: over.dispatched,
      allReleased: over.released,
      allShown: over.shown,
      complaints: await this.#complaints(pushes),
    };
  }

  #at(id: number): LimitedRepository {
    const found = this.#all.get(id);
    if (!found) throw new Error(`there is no repository ${String(id)}`);
    return found;
  }

  #push(id: number, number: number): void {
    const input = commitTo(this.#at(id).world, `push ${String(number)}`);
    this.#pushed.set(`${String(id)} ${input.sha}`, this.time.elapsed);
    void this.#repositories.submit(placeOf(id), input).catch(() => undefined);
    if (number % 4 === 0) this.#say(id);
  }

  #say(id: number): void {
    this.#comments += 1;
    const comment = { id: String(this.#comments), issue: 1, pull: false, explicit: true };
    const input: CommandInput = {
      kind: 'command',
      id: `comment:${comment.id}`,
      actor: ALICE,
      comment,
      writtenAt: this.time.instant,
      command: { name: 'unpin' },
    } as unknown as CommandInput;
    const quiet = { debug: none, info: none, warn: none, error: none };
    void this.#repositories
      .submit(placeOf(id), input, (at) => answerComment(at, input, quiet))
      .catch(() => undefined);
  }

  #tick(): void {
    for (const place of this.#repositories.awake) void this.#repositories.tick(place);
    for (const id of this.#all.keys()) this.#runJobs(id);
    this.time.after(TICK * 1000, () => this.#tick());
  }

  #sweep(): void {
    for (const { id } of this.#repositories.places) void this.#repositories.sweep(placeOf(id));
    this.time.after(SWEEP * 1000, () => this.#sweep());
  }

  /** Whatever was dispatched is claimed, works for a while and reports; the App hears of its end. */
  #runJobs(id: number): void {
    const { runner, step } = this.#at(id);
    for (const run of runner.live) {
      const { input: of } = run.order;
      const key = `${String(id)} ${of.sha}`;
      if (this.#dispatched.has(key)) continue;
      this.#dispatched.set(key, this.time.elapsed);
      const { id: number, url } = run.state;
      const at = { of, run: { id: number, url, attempt: 1 } };
      void (async () => {
        await step.submit({ kind: 'claim', id: `claim:${number}`, ...at, told: of, checkedOut: of.sha });
        await this.time.sleep(JOB * 1000);
        await step.submit({ kind: 'report', id: `report:${number}`, ...at, status: 'success', outputs: {} });
        runner.complete(number, 'success');
        const state = { ...run.state, status: 'completed' as const, conclusion: 'success' };
        await this.#repositories.submit(placeOf(id), { kind: 'run', id: `run:${number}:1`, run: state });
      })().catch(() => undefined);
    }
  }

  async #note(over: { dispatched: number; released: number; shown: number }, pushes: number): Promise<void> {
    if (this.#pushed.size < pushes) return;
    const now = this.time.elapsed;
    const states = await Promise.all([...this.#all.values()].map((each) => each.state()));
    const isHandled = states.every(
      ({ apps }) => Object.values(apps)[0]?.nextNumber === this.#expected(pushes),
    );
    const isOpen = (status: string): boolean => !['succeeded', 'superseded', 'failed'].includes(status);
    const open = states.flatMap(({ releases }) => Object.values(releases));
    const waiting = open.filter((each) => isOpen(each.status) && !isAtWork(each));
    if (over.dispatched === Infinity && isHandled && waiting.length === 0) over.dispatched = now;
    const isReleased = isHandled && !open.some(({ status }) => isOpen(status));
    if (over.released === Infinity && isReleased) over.released = now;
    const isQuiet = states.every(({ repository }) => repository.owed.length === 0);
    if (isReleased && isQuiet) over.shown = now;
  }

  /** @returns the number that comes next in each repository, when all pushes are handled. */
  #expected(pushes: number): number {
    return pushes / REPOSITORIES + 1;
  }

  /** Everything has a number and ended well, or made room for what came later; and GitHub shows just that. */
  async #complaints(pushes: number): Promise<string[]> {
    const complaints: string[] = [];
    for (const [id, repository] of this.#all) {
      const name = `shop-${String(id)}`;
      const app = (await repository.state()).apps[name];
      const next = app?.nextNumber;
      if (next !== this.#expected(pushes)) complaints.push(`${name}: the next number is ${String(next)}`);
      const ends = (app?.summaries ?? []).map(({ number, status }) => `v${String(number)} ${status}`);
      const lost = ends.filter((end) => !/ (succeeded|superseded)$/.test(end));
      if (lost.length > 0) complaints.push(`${name}: ${lost.join(', ')}`);
      const { statuses, comments } = this.github.content(name);
      const shown = [...new Map(statuses.map((each) => [each.sha, each.description])).values()];
      const told = ends.filter((end) => end.endsWith('succeeded')).length;
      const right = shown.filter((description) => / deployed$/.test(description)).length;
      if (shown.length !== ends.length || right !== told) {
        complaints.push(`${name}: shown is ${shown.join('; ')}, and true is ${ends.join('; ')}`);
      }
      const replies = comments.map(({ body }) => /signalbox:reply:comment:\d+/.exec(body)?.[0]);
      if (new Set(replies).size !== replies.length) complaints.push(`${name}: two replies to one command`);
    }
    return complaints;
  }
}

function isAtWork(release: Release): boolean {
  return liveAttempts(release).some(({ run }) => run !== undefined);
}

function none(): void {
  return undefined;
}

function placeOf(id: number): Place {
  return { id, owner: 'acme', repo: `shop-${String(id)}`, installationId: 1 };
}
