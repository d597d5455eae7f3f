import type { Actor } from '../../src/domain/actor.ts';
import type { CheckFact } from '../../src/domain/fact.ts';
import type { Sha } from '../../src/domain/names.ts';
import type { Permission } from '../../src/domain/role.ts';
import type { FactSource } from '../../src/facts/facts.ts';

/** A repository that can be changed, and the source under test that answers about it. */
export interface FactsRepository {
  readonly facts: FactSource;
  /** Team of the repository's organisation that exists, like `acme/ops`. */
  readonly team: string;
  /** Adds a commit to a branch, which is made from `from` when it does not exist. */
  commit(change: CommitOrder): Promise<Sha>;
  tag(name: string, sha: Sha, annotated?: boolean): Promise<void>;
  /** Reports a check; the app is the world's own choice. */
  check(sha: Sha, name: string, state: CheckFact['state']): Promise<void>;
  person(login: string, permission: Permission, inTeam?: boolean): Promise<Actor>;
  /** A comment by a person on the world's first issue or pull request. */
  comment(author: Actor, body: string): Promise<{ readonly id: string; readonly createdAt: string }>;
  /** A reaction by a person. */
  react(comment: string, content: 'eyes' | '+1'): Promise<void>;
  /** Opens a pull request from a branch and merges it into `main`. */
  merge(branch: string): Promise<{ readonly number: number; readonly sha: Sha }>;
  close(): Promise<void>;
}

export interface CommitOrder {
  readonly branch: string;
  readonly from?: Sha;
  readonly message?: string;
  readonly files: Readonly<Record<string, string | null>>;
}
