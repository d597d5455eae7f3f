import { newest, type Attempt, type Job, type Run } from './run.ts';

/** All runs, newest last, and who waits for one of them to end. */
export class RunStore {
  readonly #runs = new Map<number, Run>();
  readonly #numbers = new Map<number, number>();
  readonly #waiters = new Map<number, ((conclusion: string) => void)[]>();

  /** The next run number of a workflow. */
  nextNumber(workflow: number): number {
    const number = (this.#numbers.get(workflow) ?? 0) + 1;
    this.#numbers.set(workflow, number);
    return number;
  }

  add(run: Run): void {
    this.#runs.set(run.id, run);
  }

  /** Runs of a repository, newest first. */
  of(repository: string): readonly Run[] {
    return [...this.#runs.values()].filter((run) => belongs(run, repository)).reverse();
  }

  /** @param repository full name; without it, any */
  get(id: number, repository?: string): Run | null {
    const run = this.#runs.get(id);
    return run === undefined || !belongs(run, repository) ? null : run;
  }

  attempt(run: Run, number?: number): Attempt | null {
    return number === undefined ? newest(run) : (run.attempts.find((each) => each.number === number) ?? null);
  }

  job(
    id: number,
    repository: string,
  ): { readonly run: Run; readonly attempt: Attempt; readonly job: Job } | null {
    for (const run of this.#runs.values()) {
      if (!belongs(run, repository)) continue;
      for (const attempt of run.attempts) {
        const job = attempt.jobs.find((each) => each.id === id);
        if (job !== undefined) return { run, attempt, job };
      }
    }
    return null;
  }

  /** Resolves with the conclusion of the run's newest attempt once that is completed. */
  finished(id: number): Promise<string> {
    const run = this.#runs.get(id);
    if (run === undefined) return Promise.reject(new Error(`There is no run ${id}.`));
    const { status, conclusion } = newest(run);
    if (status === 'completed') return Promise.resolve(conclusion ?? '');
    return new Promise((resolve) => {
      this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), resolve]);
    });
  }

  tellFinished(run: Run, conclusion: string): void {
    const waiters = this.#waiters.get(run.id) ?? [];
    this.#waiters.delete(run.id);
    waiters.forEach((resolve) => resolve(conclusion));
  }
}

function belongs(run: Run, repository: string | undefined): boolean {
  return repository === undefined || run.repository.toLowerCase() === repository.toLowerCase();
}
