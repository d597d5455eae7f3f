import type { Attempt } from '../src/domain/attempt.ts';
import type { Release } from '../src/domain/release.ts';
import { emptyState, withApp, withEnvironment, withRelease, type State } from '../src/domain/state.ts';
import { summaryOf } from '../src/domain/summaries.ts';
import { commitText, wholeMessage } from '../src/store/commit-text.ts';

const ALICE = { login: 'alice', id: 583231 };
const BOB = { login: 'bob', id: 9906 };
const CREATED = '2026-11-20T12:00:00Z';
const GREEN = '5f0c1d9b1c7e4a0f8d2b6a3e9c4f7081d2e3a4b5';
const POLICY = '0b7e6d5c4a3928170f6e5d4c3b2a19087f6e5d4c';

/** A small shop whose `v2` is on its way while `v1` runs: what the page about the state branch shows. */
export function exampleState(): State {
  const [first, second] = [release(1, 'succeeded'), release(2, 'running')];
  const app = {
    name: 'web',
    nextNumber: 3,
    environments: {},
    tasks: {},
    summaries: [summaryOf(second), summaryOf(first)],
  };
  const runs = { release: 1, sha: GREEN, at: '2026-11-20T09:30:12Z' };
  const state = withEnvironment(
    withRelease(withApp(emptyState('app', CREATED), app), second),
    'web',
    'production',
    {
      pointer: runs,
      lastTouch: {
        release: 1,
        activity: 'production',
        attempt: 1,
        at: '2026-11-20T09:28:40Z',
        outcome: 'succeeded',
      },
      lock: { by: BOB, at: '2026-11-20T11:40:00Z', reason: 'database is being moved', input: 'comment:987' },
      successes: [runs],
    },
  );
  return {
    ...state,
    meta: { ...state.meta, turn: 4711, at: CREATED },
    repository: {
      refs: { 'refs/heads/main': GREEN },
      commentsSince: CREATED,
      sweptAt: '2026-11-20T11:55:00Z',
      owed: [
        {
          effect: {
            kind: 'dispatch',
            id: 'dispatch:web/2/build/1',
            app: 'web',
            release: 2,
            activity: 'build',
            attempt: 1,
          },
          turn: 4711,
          leaseUntil: '2026-11-20T12:02:00Z',
          since: CREATED,
        },
      ],
    },
    outcomes: [
      {
        input: 'comment:987',
        at: '2026-11-20T11:40:00Z',
        answer: {
          kind: 'done',
          code: 'locked-now',
          detail: { environment: 'production', by: 'bob', reason: 'database is being moved' },
          next: ['/unlock production'],
        },
      },
    ],
  };
}

/** The message of the commit that made it so. */
export function exampleMessage(): string {
  return wholeMessage(
    commitText({
      headline: 'web v2: created',
      trailers: [
        ['Release', 'web@v2'],
        ['Actor', 'alice (583231)'],
        ['Cause', `push:refs/heads/main:${GREEN}`],
        ['Turn', '4711'],
      ],
    }),
  );
}

function release(number: number, status: Release['status']): Release {
  return {
    app: 'web',
    number,
    status,
    spec: {
      sha: GREEN,
      ref: 'refs/heads/main',
      cause: { kind: 'push', ref: 'refs/heads/main' },
      createdBy: ALICE,
      createdAt: number === 1 ? '2026-11-20T09:00:00Z' : CREATED,
      description: number === 1 ? 'Sell apples' : 'Sell pears, too',
      vars: {},
      inputs: {},
      policySha: POLICY,
      process: {
        name: 'default',
        phases: [
          { name: 'build', gates: {}, activities: [task('build')] },
          { name: 'production', gates: {}, activities: [deploy('production')] },
        ],
      },
      pulls: [34],
    },
    phases: [
      {
        name: 'build',
        status: 'running',
        activities: [{ name: 'build', status: 'running', attempts: [attempt()] }],
      },
      {
        name: 'production',
        status: 'pending',
        activities: [{ name: 'production', status: 'pending', attempts: [] }],
      },
    ],
    promoted: {},
    projections: { statuses: {}, deployments: {}, comments: {} },
    modifiedAt: CREATED,
  };
}

function task(name: string): Release['spec']['process']['phases'][number]['activities'][number] {
  return { kind: 'task', name, workflow: 'build.yml', inputs: {}, deadline: 3600 };
}

function deploy(environment: string): Release['spec']['process']['phases'][number]['activities'][number] {
  return {
    kind: 'deploy',
    name: environment,
    environment,
    workflow: 'deploy.yml',
    inputs: { tag: '${{ tasks.build.outputs.tag }}' },
    deadline: 3600,
  };
}

function attempt(): Attempt {
  return {
    number: 1,
    nonce: '7c1e9a52',
    status: 'pending',
    createdAt: CREATED,
    inputs: {},
    dispatchedAt: CREATED,
    deadline: '2026-11-20T13:00:00Z',
  };
}
