import type { Place } from '../../src/app/repositories.ts';
import { ActionJob } from './action-job.ts';
import { Faults } from './faults.ts';
import type { Event } from './github/model.ts';
import { GitHubModel, OWNER } from './github/model.ts';
import type { Run } from './github/runs.ts';
import { luckOf } from './luck.ts';
import { People } from './people.ts';
import { Process } from './process.ts';
import { ReadPolicies } from './read-policies.ts';
import type { Replica, Tended } from './replica.ts';
import { Rhythm } from './rhythm.ts';
import { RunLife } from './run-life.ts';
import type { Setup } from './setup.ts';
import { FRONT_WORKFLOW } from './setup.ts';
import type { Step } from './steps.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { CheckerMaker, Violation } from './watch.ts';
import { Watch } from './watch.ts';
import type { Bench, Tamper } from './workplace.ts';

export interface RepositoryOptions {
  readonly setup: Setup;
  readonly time: VirtualTime;
  readonly checkers: readonly CheckerMaker[];
  readonly tamper: Tamper | null;
  readonly trace: (line: string) => void;
  readonly onViolation: (violation: Violation) => void;
  /** Processes of the App, of which each webhook reaches one. */
  readonly replicas: () => readonly Replica[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LATE: Readonly<Record<string, number>> = { late: 5 * MINUTE, 'very-late': 25 * MINUTE };
/** Where no process of the App is, GitHub starts the sweep; rarely on time. */
const SCHEDULE = 10 * MINUTE;
/** More than anybody writes until all has settled. */
const COMMENTS = 100;
/** The repositories of a world are reached through two installations. */
const INSTALLATIONS = 2;

/** One repository and everybody who acts on it. Nothing here depends on what happens in another one. */
export class SimulatedRepository implements Tended {
  readonly setup: Setup;
  readonly model: GitHubModel;
  readonly watch: Watch;
  readonly people: People;
  readonly bench: Bench;
  readonly #options: RepositoryOptions;
  #schedule: Rhythm | null = null;
  #events = 0;
  #nonces = 0;
  #stirredAt: number;
  #place: Place;

  constructor(options: RepositoryOptions) {
    const { setup, time, checkers } = options;
    const { name, number } = setup;
    this.#options = options;
    this.setup = setup;
    this.#place = { id: number, owner: OWNER, repo: name, installationId: 1 + (number % INSTALLATIONS) };
    this.model = new GitHubModel(time, setup);
    this.watch = new Watch(checkers, { setup, model: this.model }, options.onViolation);
    this.bench = this.#makeBench();
    this.people = new People(this.model, setup);
    this.#stirredAt = time.now;
    this.model.onEvent = (event) => this.#tell(event);
    this.model.onRun = (run) => this.#startRun(run);
    if (setup.front !== 'app') {
      const beat = (): void => this.#sweep();
      this.#schedule = new Rhythm({ time, every: SCHEDULE, stirredAt: () => this.#stirredAt, beat });
    }
  }

  get place(): Place {
    return this.#place;
  }

  /** When anything happened here last; milliseconds. */
  get stirredAt(): number {
    return this.#stirredAt;
  }

  /** Times that a process read the branch. */
  get looks(): number {
    return this.bench.faults.asked('load');
  }

  /** Something happens. */
  take(step: Step): void {
    this.stir();
    switch (step.do) {
      case 'fault':
        this.bench.faults.planCall(step.on, step.how, step.skip);
        if (step.on === 'open') this.#reinstall();
        break;
      case 'webhook-fault':
        this.bench.faults.planWebhook(step.on, step.how, step.skip);
        break;
      case 'plan-run':
        this.model.runs.plan(step.plan);
        break;
      case 'rerun':
        this.#rerun(step.nth);
        break;
      default:
        this.people.act(step);
    }
  }

  /** Everything works from now on; nobody does anything. */
  calm(): void {
    this.bench.faults.clear();
    this.model.runs.forgetPlans();
    this.stir();
  }

  /** No webhook tells of a comment any more; only who looks finds them. */
  deafen(): void {
    for (let left = COMMENTS; left > 0; left -= 1) this.bench.faults.planWebhook('issue_comment', 'lost', 0);
  }

  /** The App is installed anew: each of its processes has to enter the repository once more. */
  #reinstall(): void {
    this.#place = { ...this.#place, installationId: this.#place.installationId + 100 };
  }

  stir(): void {
    this.#stirredAt = this.#options.time.now;
    this.#schedule?.stir();
    for (const each of this.#options.replicas()) each.stir(this.place);
  }

  #makeBench(): Bench {
    const { setup, time, tamper, trace } = this.#options;
    const note = (level: string) => (message: string, detail?: object) => {
      trace(`${level}: ${message} ${JSON.stringify(detail ?? {})}`);
    };
    return {
      name: setup.name,
      seed: setup.seed,
      time,
      faults: new Faults(),
      trace,
      model: this.model,
      watch: this.watch,
      tamper,
      policies: new ReadPolicies(),
      nonce: () => `${setup.name[0] ?? ''}${String((this.#nonces += 1)).padStart(6, '0')}`,
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
    const life = new RunLife(this.bench, run);
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
    const { time, trace } = this.#options;
    this.#events += 1;
    const fault = this.bench.faults.takeWebhook(event.name);
    trace(`event ${event.name}${fault ? ` ${fault}` : ''}`);
    if (fault === 'lost') return;
    const luck = luckOf(this.setup.seed, 'webhook', this.#events);
    const delay = (fault === null ? 0 : (LATE[fault] ?? 0)) + 2 * SECOND * luck;
    time.after(delay, () => this.#deliver(event, luck));
    if (fault === 'doubled') {
      time.after(delay + 20 * SECOND * luck, () => this.#deliver(event, 1 - luck));
    }
  }

  #deliver({ name, payload, byPerson }: Event, luck: number): void {
    const { front } = this.setup;
    if (front !== 'action') {
      const replicas = this.#options.replicas();
      const replica = replicas[Math.floor(luck * replicas.length)];
      const known = name === 'state' ? 'push' : name;
      replica?.receive(EVENTS[known] ?? known, this.place, payload);
    }
    if (byPerson && front !== 'app') void this.#startAction(name, payload, luck);
  }

  async #startAction(name: Event['name'], payload: Event['payload'], luck: number): Promise<void> {
    const { time } = this.#options;
    const process = new Process(`action ${name} ${this.#events}`, time);
    await time.sleep((5 + 20 * luck) * SECOND);
    await this.#runAction(process, { name, payload });
  }

  #sweep(): void {
    this.#events += 1;
    const process = new Process(`action schedule ${this.#events}`, this.#options.time);
    void this.#runAction(process, { name: 'schedule', payload: {} });
  }

  #runAction(process: Process, event: { readonly name: string; readonly payload: unknown }): Promise<void> {
    const run = { id: `${this.#events}`, url: '', attempt: 1 };
    const job = new ActionJob(this.bench, { run, event, workflow: FRONT_WORKFLOW });
    return job.stage(process);
  }
}

const EVENTS: Readonly<Record<string, string>> = {
  issue_comment: 'issue_comment.created',
  workflow_run: 'workflow_run.completed',
};
