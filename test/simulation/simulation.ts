import { newCommentInput } from '../../src/intake/comment-event.ts';
import { answerComment } from '../../src/intake/answer-comment.ts';
import { createInput, pushInput, statusInput } from '../../src/intake/event-inputs.ts';
import type { CommentPayload, CreatePayload, PushPayload, StatusPayload } from '../../src/intake/payloads.ts';
import type { Workplace } from '../../src/intake/workplace.ts';
import { PolicyCache } from '../../src/engine/answer-facts.ts';
import { sweep } from '../../src/intake/sweep.ts';
import { Faults } from './faults.ts';
import type { Event } from './github/model.ts';
import { GitHubModel } from './github/model.ts';
import type { Run } from './github/runs.ts';
import { luckOf } from './luck.ts';
import type { Surroundings } from './process.ts';
import { Process } from './process.ts';
import { People } from './people.ts';
import { Replica } from './replica.ts';
import { RunLife } from './run-life.ts';
import type { Setup } from './setup.ts';
import { takeIn } from './signalbox-job.ts';
import type { Step } from './steps.ts';
import { VirtualTime } from './virtual-time.ts';
import type { CheckerMaker, Violation } from './watch.ts';
import { Watch } from './watch.ts';
import type { Bench, Tamper } from './workplace.ts';

export interface SimulationOptions {
  readonly setup: Setup;
  readonly checkers: readonly CheckerMaker[];
  readonly tamper?: Tamper;
  /** Told of everything that happens, for people who look into a seed. */
  readonly trace?: (line: string) => void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LATE: Readonly<Record<string, number>> = { late: 5 * MINUTE, 'very-late': 25 * MINUTE };
/** Where no process of the App is, GitHub starts the sweep; rarely on time. */
const SCHEDULE = 10 * MINUTE;

/** One repository and everybody who acts on it, from one seed. */
export class Simulation {
  readonly time = new VirtualTime();
  readonly model = new GitHubModel(this.time);
  readonly faults = new Faults();
  readonly watch: Watch;
  readonly people: People;
  readonly replicas: Replica[] = [];
  readonly #setup: Setup;
  readonly #at: Surroundings;
  readonly #bench: Bench;
  readonly #trace: (line: string) => void;
  #events = 0;
  #nonces = 0;
  #stirredAt = this.time.now;

  constructor({ setup, checkers, tamper, trace = () => undefined }: SimulationOptions) {
    this.#setup = setup;
    this.#trace = (line) => trace(`${this.time.instant} ${line}`);
    this.watch = new Watch(checkers, { setup, model: this.model });
    this.#at = { seed: setup.seed, time: this.time, faults: this.faults, trace: this.#trace };
    this.#bench = this.#makeBench(tamper ?? null);
    this.people = new People(this.model, setup);
    this.model.onEvent = (event) => this.#tell(event);
    this.model.onRun = (run) => this.#startRun(run);
    for (let number = 1; number <= setup.replicas; number += 1) {
      this.replicas.push(new Replica(`app${number}`, this.#bench, this.#at, () => this.#stirredAt));
    }
    if (setup.front !== 'app') this.#schedule();
  }

  /** Times that a process read the branch. */
  get looks(): number {
    return this.#at.faults.asked('load');
  }

  get violation(): Violation | null {
    return this.watch.violation;
  }

  /** Something happens, and time goes on until the next does. */
  async take(step: Step): Promise<void> {
    this.#stirredAt = this.time.now;
    switch (step.do) {
      case 'fault':
        this.faults.planCall(step.on, step.how, step.skip);
        break;
      case 'webhook-fault':
        this.faults.planWebhook(step.on, step.how, step.skip);
        break;
      case 'plan-run':
        this.model.runs.plan(step.plan);
        break;
      case 'rerun':
        this.#rerun(step.nth);
        break;
      case 'crash':
        this.replicas[step.replica % Math.max(1, this.replicas.length)]?.crash();
        break;
      default:
        this.people.act(step);
    }
    await this.time.pass(step.gap);
  }

  /** Everything works from now on; nobody does anything. */
  calm(): void {
    this.faults.clear();
    this.model.runs.forgetPlans();
    this.#stirredAt = this.time.now;
  }

  stir(): void {
    this.#stirredAt = this.time.now;
  }

  #makeBench(tamper: Tamper | null): Bench {
    const note = (level: string) => (message: string, detail?: object) => {
      this.#trace(`${level}: ${message} ${JSON.stringify(detail ?? {})}`);
    };
    return {
      seed: this.#setup.seed,
      model: this.model,
      watch: this.watch,
      tamper,
      policies: new PolicyCache(),
      nonce: () => `n${String((this.#nonces += 1)).padStart(6, '0')}`,
      log: {
        debug: note('debug'),
        info: note('info'),
        warn: note('warn'),
        error: (message, detail) => {
          note('error')(message, detail);
          const what = `${message} ${JSON.stringify(detail ?? {})}`;
          this.watch.note({ invariant: '12 fail closed: no rule throws', what });
        },
      },
    };
  }

  #startRun(run: Run): void {
    this.watch.dispatched(run);
    this.#live(run);
  }

  #live(run: Run): void {
    const life = new RunLife(this.#bench, this.#at, run);
    life.live().catch((error: unknown) => {
      this.watch.note({ invariant: 'the simulator itself', what: String(error) });
    });
  }

  /** Somebody presses "re-run". */
  #rerun(nth: number): void {
    const run = this.model.runs.all.filter((each) => each.status === 'completed').at(-1 - nth);
    if (!run) return;
    Object.assign(run, {
      attempt: run.attempt + 1,
      status: 'queued',
      conclusion: null,
      isCancelAsked: false,
      completedAt: null,
    });
    this.#live(run);
  }

  /** A webhook is on its way, or a workflow starts; either may get lost. */
  #tell(event: Event): void {
    this.#events += 1;
    const fault = this.faults.takeWebhook(event.name);
    this.#trace(`event ${event.name}${fault ? ` ${fault}` : ''}`);
    if (fault === 'lost') return;
    const luck = luckOf(this.#setup.seed, 'webhook', this.#events);
    const delay = (fault === null ? 0 : (LATE[fault] ?? 0)) + 2 * SECOND * luck;
    this.time.after(delay, () => this.#deliver(event, luck));
    if (fault === 'doubled') {
      this.time.after(delay + 20 * SECOND * luck, () => this.#deliver(event, 1 - luck));
    }
  }

  #deliver({ name, payload, byPerson }: Event, luck: number): void {
    const replica = this.replicas[Math.floor(luck * this.replicas.length)];
    const known = name === 'state' ? 'push' : name;
    replica?.receive(EVENTS[known] ?? known, payload);
    if (byPerson && this.#setup.front !== 'app') void this.#startAction(name, payload, luck);
  }

  async #startAction(name: Event['name'], payload: Event['payload'], luck: number): Promise<void> {
    const process = new Process(`action ${name} ${this.#events}`, this.#at);
    await this.time.sleep((5 + 20 * luck) * SECOND);
    await takeIn(this.#bench, process, (at) => this.#workOf(at, name, payload));
  }

  #workOf(at: Workplace, name: Event['name'], payload: Event['payload']): Promise<unknown> {
    const input = inputOf(name, payload);
    if (input === null) return Promise.resolve();
    const isWords = input.kind === 'command' || input.kind === 'misspelt';
    return isWords ? answerComment(at, input, this.#bench.log) : at.engine.submit(input);
  }

  #schedule(): void {
    const quiet = (this.time.now - this.#stirredAt) / 3;
    this.time.after(Math.max(SCHEDULE, quiet), () => {
      this.#events += 1;
      const process = new Process(`action schedule ${this.#events}`, this.#at);
      void takeIn(this.#bench, process, (at) =>
        sweep(at, { heardUntil: null, unheardSince: null, onFailure: () => undefined }),
      );
      this.#schedule();
    });
  }
}

const EVENTS: Readonly<Record<string, string>> = {
  issue_comment: 'issue_comment.created',
  workflow_run: 'workflow_run.completed',
};

function inputOf(name: Event['name'], payload: Event['payload']) {
  switch (name) {
    case 'push':
      return pushInput(payload as unknown as PushPayload);
    case 'create':
      return createInput(payload as unknown as CreatePayload);
    case 'issue_comment':
      return newCommentInput(payload as unknown as CommentPayload);
    case 'status':
      return statusInput(payload as unknown as StatusPayload);
    default:
      return null;
  }
}
