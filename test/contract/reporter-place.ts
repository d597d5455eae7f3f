import type { ReplyEffect } from '../../src/domain/effect.ts';
import type { AttemptStatus } from '../../src/domain/attempt.ts';
import type { Projections, Release } from '../../src/domain/release.ts';
import type { Outcome, State } from '../../src/domain/state.ts';
import type { Head, Reporter } from '../../src/reporter/reporter.ts';
import { ALICE, aRelease, aState, EPOCH } from './state-world.ts';

/** Where people look, and the reporter under test that writes there. */
export interface ReporterPlace {
  readonly reporter: Reporter;
  /** A commit that exists. */
  readonly sha: string;
  /** A new pull request that one may comment on. */
  newPull(): Promise<number>;
  /** A person's comment; its id. */
  comment(issue: number, body: string): Promise<string>;
  removeComment(id: string): Promise<void>;
  /** Newest status per context of the commit. */
  statuses(): Promise<Readonly<Record<string, { state: string; targetUrl: string | null }>>>;
  /** Deployments of the commit, each with its states, oldest first. */
  deployments(): Promise<readonly { id: string; environment: string; states: readonly string[] }[]>;
  /** Comments of ours, oldest first. */
  comments(issue: number): Promise<readonly { id: string; body: string }[]>;
  reactions(comment: string): Promise<readonly string[]>;
  /** The next `show` goes wrong: its first writing is not done, or done without an answer. */
  failNext(how: 'away' | 'lost'): void;
  close(): Promise<void>;
}

export function headOf(release: Release, ...outcomes: readonly Outcome[]): Head {
  const state: State = { ...aState(release), outcomes };
  return { state, policy: null };
}

export function releaseAs(
  sha: string,
  number: number,
  status: AttemptStatus,
  projections: Partial<Projections> = {},
): Release {
  const release = aRelease({ number });
  const word = status === 'pending' ? 'running' : status;
  const attempt = {
    number: 1,
    nonce: `n${number}`,
    status,
    createdAt: EPOCH,
    dispatchedAt: EPOCH,
    run: { id: '33000000001', url: 'https://github.example/acme/shop/actions/runs/33000000001' },
  };
  return {
    ...release,
    status: status === 'succeeded' || status === 'failed' ? status : 'running',
    spec: { ...release.spec, sha },
    phases: [
      {
        name: 'production',
        status: word,
        activities: [{ name: 'production', status: word, attempts: [attempt] }],
      },
    ],
    projections: { ...release.projections, ...projections },
  };
}

export function replyTo(issue: number, comment: string): ReplyEffect {
  return { kind: 'reply', id: `reply:comment:${comment}`, input: `comment:${comment}`, issue, comment };
}

export function outcome(
  effect: ReplyEffect,
  kind: Outcome['answer']['kind'],
  code: Outcome['answer']['code'],
): Outcome {
  return {
    input: effect.input,
    at: EPOCH,
    answer: { kind, code, detail: { by: ALICE.login }, next: [] },
  };
}
