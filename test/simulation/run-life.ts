import { ActionJob } from './action-job.ts';
import type { GitHubModel } from './github/model.ts';
import type { Run, RunPlan } from './github/runs.ts';
import { luckOf } from './luck.ts';
import { Process } from './process.ts';
import type { Bench } from './workplace.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** GitHub ends a job that takes longer. */
const LONGEST = 360 * MINUTE;
/** So long after a machine was lost GitHub says that the run failed. */
const LOST = 10 * MINUTE;
/** How often a machine asks whether it was cancelled. */
const ASK = 10 * SECOND;

/** One run from its first second to its last: queue, our step, the work, our step again. */
export class RunLife {
  readonly #bench: Bench;
  readonly #model: GitHubModel;
  readonly #run: Run;
  readonly #attempt: number;
  readonly #job: ActionJob;

  constructor(bench: Bench, run: Run) {
    this.#bench = bench;
    this.#model = bench.model;
    this.#run = run;
    this.#attempt = run.attempt;
    const { id, url, attempt, input, workflow } = run;
    const signalbox = JSON.stringify(input);
    this.#job = new ActionJob(bench, {
      run: { id: String(id), url, attempt },
      event: { name: 'workflow_dispatch', payload: { inputs: { signalbox } } },
      workflow,
      inputs: { signalbox },
      checkedOut: this.#checkedOut(),
    });
  }

  async live(): Promise<void> {
    const run = this.#run;
    const wait = run.plan === 'queued' ? 60 * MINUTE : (3 + 20 * this.#luck('queue')) * SECOND;
    if (run.plan === 'cancelled') return this.#end('cancelled', 2 * SECOND);
    if (await this.#isCancelledIn(wait)) return this.#end('cancelled', SECOND);
    run.status = 'in_progress';
    if (run.plan === 'die-before') return this.#end('failure', LOST);
    await this.#job.stage(this.#newProcess('claim'));
    if (!this.#job.isAdmitted) {
      const { reason } = this.#job;
      if (reason !== null) this.#bench.watch.refused(run, reason);
      return this.#end('failure', SECOND);
    }
    this.#bench.watch.admitted(run);
    await this.#work();
  }

  async #work(): Promise<void> {
    const { plan } = this.#run;
    const long = plan === 'hang' ? LONGEST : (10 + 60 * this.#luck('work')) * SECOND;
    const isCancelled = await this.#isCancelledIn(long);
    if (isCancelled && plan === 'stubborn') await this.#bench.time.sleep(15 * MINUTE);
    this.#bench.watch.left(this.#run);
    if (isCancelled) return this.#endCancelled();
    await this.#endWork(plan);
  }

  async #endWork(plan: RunPlan): Promise<void> {
    if (plan === 'hang') return this.#end('failure', 0);
    if (plan === 'die') return this.#end('failure', LOST);
    if (plan === 'mute') return this.#end('success', SECOND);
    if (plan === 'vanish') {
      this.#vanish();
      return;
    }
    if (plan === 'late') await this.#bench.time.sleep(10 * MINUTE);
    const status = plan === 'bad' ? 'failure' : 'success';
    if (status === 'success') this.#job.writeOutputs(`tag=t${this.#run.id}\n`);
    await this.#report(status);
    await this.#end(status, SECOND);
    if (plan !== 'twice') return;
    await this.#bench.time.sleep(30 * SECOND);
    await this.#report(status);
  }

  async #endCancelled(): Promise<void> {
    if (this.#luck('last word') < 0.6) await this.#report('cancelled');
    await this.#end('cancelled', 3 * SECOND);
  }

  #report(status: 'success' | 'failure' | 'cancelled'): Promise<void> {
    return this.#job.stage(this.#newProcess('report'), { 'job-status': status });
  }

  /** Its machine is lost with it: nobody works any more, and GitHub notices later. */
  #newProcess(stage: string): Process {
    return new Process(`${stage} ${this.#run.id}.${this.#attempt}`, this.#bench.time, () => {
      this.#bench.watch.left(this.#run);
      void this.#end('failure', LOST);
    });
  }

  async #end(conclusion: string, after: number): Promise<void> {
    await this.#bench.time.sleep(after);
    if (this.#run.attempt === this.#attempt) this.#model.complete(this.#run, conclusion);
  }

  /** Somebody deletes it as soon as it is over. */
  #vanish(): void {
    this.#run.status = 'completed';
    this.#run.conclusion = 'success';
    this.#run.completedAt = this.#bench.time.now;
    this.#run.isDeleted = true;
  }

  #checkedOut(): string {
    return this.#run.plan === 'wrong-commit' ? 'f'.repeat(40) : this.#run.input.sha;
  }

  async #isCancelledIn(milliseconds: number): Promise<boolean> {
    const { time } = this.#bench;
    const until = time.now + milliseconds;
    for (let pause = ASK; time.now < until; pause *= 1.2) {
      await time.sleep(Math.min(pause, until - time.now));
      if (this.#run.isCancelAsked) return true;
    }
    return false;
  }

  #luck(about: string): number {
    return luckOf(this.#bench.seed, this.#run.title, this.#attempt, about);
  }
}
