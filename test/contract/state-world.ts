import type { Attempt } from '../../src/domain/attempt.ts';
import type { Release, ReleaseStatus } from '../../src/domain/release.ts';
import { emptyState, withApp, withRelease, type AppState, type State } from '../../src/domain/state.ts';
import { summaryOf } from '../../src/domain/summaries.ts';
import type { StateChange } from '../../src/store/store.ts';

export const ALICE = { login: 'alice', id: 583231 };
export const EPOCH = '2026-11-20T12:00:00Z';
export const SHA = 'c0ffee0000000000000000000000000000000001';

/** A valid release with one phase; what a test does not say is as unexciting as possible. */
export function aRelease(change: Partial<Release> = {}): Release {
  const number = change.number ?? 1;
  return {
    app: 'web',
    number,
    status: 'running',
    spec: {
      sha: SHA,
      ref: 'refs/heads/main',
      cause: { kind: 'push', ref: 'refs/heads/main' },
      createdBy: ALICE,
      createdAt: EPOCH,
      description: `release ${number}`,
      vars: {},
      inputs: {},
      policySha: SHA,
      process: {
        name: 'default',
        phases: [
          {
            name: 'production',
            gates: {},
            activities: [
              {
                kind: 'deploy',
                name: 'production',
                environment: 'production',
                workflow: 'deploy.yml',
                inputs: {},
                deadline: 3600,
              },
            ],
          },
        ],
      },
      pulls: [],
    },
    phases: [
      {
        name: 'production',
        status: 'running',
        activities: [{ name: 'production', status: 'running', attempts: [anAttempt()] }],
      },
    ],
    promoted: {},
    projections: { statuses: {}, deployments: {}, comments: {} },
    modifiedAt: EPOCH,
    ...change,
  };
}

function anAttempt(): Attempt {
  return {
    number: 1,
    nonce: 'n1',
    status: 'running',
    createdAt: EPOCH,
    inputs: { tag: 'build-7' },
    run: { id: '33000000001', url: 'https://github.example/runs/33000000001' },
    admitted: { run: '33000000001', at: EPOCH },
  };
}

/** A state with these releases and what belongs to them. */
export function aState(...releases: readonly Release[]): State {
  return releases.reduce(releasedIn, withApp(emptyState('app', EPOCH), anApp('web')));
}

export function anApp(name: string, change: Partial<AppState> = {}): AppState {
  return { name, nextNumber: 1, environments: {}, tasks: {}, summaries: [], ...change };
}

/** The state with a release that was created or went on, its summary and its app's next number. */
export function releasedIn(state: State, release: Release): State {
  const app = state.apps[release.app] ?? anApp(release.app);
  const others = app.summaries.filter((each) => each.number !== release.number);
  const changed = {
    ...app,
    nextNumber: Math.max(app.nextNumber, release.number + 1),
    summaries: [summaryOf(release), ...others].sort((a, b) => b.number - a.number),
  };
  return withApp(withRelease(state, release), changed);
}

export function ended(release: Release, status: ReleaseStatus = 'succeeded'): Release {
  return { ...release, status };
}

/** One more turn: the change, counted. */
export function turn(before: State, after: State): State {
  return { ...after, meta: { ...after.meta, turn: before.meta.turn + 1 } };
}

export function aChange(
  expected: string | null,
  before: State,
  after: State,
  headline = 'web v1: created',
): StateChange {
  const next = turn(before, after);
  const trailers = [
    ['Release', 'web@v1'],
    ['Turn', String(next.meta.turn)],
  ] as const;
  return { expected, before, after: next, message: { headline, trailers } };
}
