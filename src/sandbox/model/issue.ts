import type { Account } from './account.ts';
import type { App } from './app.ts';
import type { Repository } from './repository.ts';

export interface Issue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  readonly author: Account;
  state: 'open' | 'closed';
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  readonly reactions: Reaction[];
  readonly pull: Pull | null;
}

/** What a pull request has beyond an issue. */
export interface Pull {
  readonly id: number;
  base: string;
  baseSha: string;
  readonly head: string;
  /** Where the head is a branch: the repository itself, or a fork. */
  readonly headRepository: Repository;
  headSha: string;
  readonly draft: boolean;
  merged: {
    readonly at: string;
    readonly by: Account;
    readonly commit: string;
  } | null;
}

export interface Comment {
  readonly id: number;
  readonly issue: Issue;
  readonly author: Account;
  /** App that wrote it with an installation's token. */
  readonly app: App | null;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: Reaction[];
}

export interface Reaction {
  readonly id: number;
  readonly user: Account;
  readonly content: string;
  readonly createdAt: string;
}
