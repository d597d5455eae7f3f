import type { ObjectStore } from '../git/objects.ts';
import type { Account, Role } from './account.ts';
import type { CheckRun, CheckSuite, Status } from './check.ts';
import type { Deployment } from './deployment.ts';
import type { Comment, Issue } from './issue.ts';

export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  /** What it is a fork of. */
  readonly parent: Repository | null;
  /** Bare git directory. */
  readonly directory: string;
  readonly objects: ObjectStore;
  readonly createdAt: string;
  /** Account id → role that was granted directly. */
  readonly collaborators: Map<number, Role>;
  /** Team id → role. */
  readonly teams: Map<number, Role>;
  /** Issues and pull requests share their numbers. */
  readonly issues: Map<number, Issue>;
  readonly comments: Map<number, Comment>;
  /** Oldest first. */
  readonly statuses: Status[];
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly deployments: Map<number, Deployment>;
  readonly variables: Record<string, string>;
  readonly secrets: Record<string, string>;
  /** Held while refs move, so that what moved is known exactly. */
  readonly refsLock: Lock;
}

/** Runs one after the other. */
export interface Lock {
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function newLock(): Lock {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}

export function fullName(repository: Pick<Repository, 'owner' | 'name'>): string {
  return `${repository.owner.login}/${repository.name}`;
}
