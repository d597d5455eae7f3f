import type { Attempt } from '../../src/domain/attempt.ts';
import type { Activity, Release } from '../../src/domain/release.ts';
import type { DeploySpec, TaskSpec } from '../../src/domain/release-spec.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { State } from '../../src/domain/state.ts';
import { emptyState, withEnvironment, withRelease } from '../../src/domain/state.ts';
import { DEFAULT_GRANTS } from '../../src/domain/role.ts';

/** Noon; everything in the sample happened in the hour before. */
export const NOW: Instant = '2026-11-20T12:00:00Z';

export const ALICE = { login: 'alice', id: 1 };
export const BOB = { login: 'bob', id: 2 };

export const SHA = '4f2a9c1d5e6f708192a3b4c5d6e7f80912a3b4c5';

/** @returns an attempt that ran at that minute of the hour before noon; `running` by default. */
export function attempt(minute: number, change: Partial<Attempt> = {}): Attempt {
  return {
    number: 1,
    nonce: `n${minute}`,
    status: 'running',
    createdAt: at(minute),
    dispatchedAt: at(minute),
    run: { id: String(minute), url: `https://github.com/acme/web/actions/runs/${minute}` },
    admitted: { run: String(minute), at: at(minute) },
    ...change,
  };
}

export function succeeded(minute: number, change: Partial<Attempt> = {}): Attempt {
  return attempt(minute, { status: 'succeeded', finishedAt: at(minute + 1), ...change });
}

/** v12 of web: built, on staging, and at work in the first of two production environments. */
export function sampleRelease(change: Partial<Release> = {}): Release {
  return {
    app: 'web',
    number: 12,
    status: 'running',
    spec: {
      sha: SHA,
      ref: 'refs/heads/main',
      cause: { kind: 'push', ref: 'refs/heads/main' },
      createdBy: ALICE,
      createdAt: at(0),
      description: 'build 4f2a9c1 Fix the login',
      vars: {},
      inputs: {},
      policySha: 'abcdef1234567890abcdef1234567890abcdef12',
      process: {
        name: 'standard',
        phases: [
          { name: 'build', gates: {}, activities: [task('image')] },
          { name: 'staging', gates: {}, activities: [deploy('staging')] },
          { name: 'production', gates: {}, activities: [deploy('production-eu'), deploy('production-us')] },
        ],
      },
      pulls: [7],
    },
    phases: phasesOf(
      { name: 'image', status: 'succeeded', attempts: [succeeded(1)] },
      { name: 'staging', status: 'succeeded', attempts: [succeeded(5)] },
      { name: 'production-eu', status: 'running', attempts: [attempt(10)] },
      { name: 'production-us', status: 'pending', attempts: [] },
    ),
    promoted: {},
    projections: { statuses: {}, deployments: {}, comments: {} },
    modifiedAt: at(10),
    ...change,
  };
}

/** @returns the sample with the activity of this name changed, and the release's status with it. */
export function withActivity(release: Release, change: Partial<Activity> & { name: string }): Release {
  return {
    ...release,
    phases: release.phases.map((phase) => ({
      ...phase,
      activities: phase.activities.map((each) => (each.name === change.name ? { ...each, ...change } : each)),
    })),
  };
}

/** @returns a state in which the sample is the newest release, after v11 everywhere. */
export function sampleState(release: Release): State {
  let state = withRelease(emptyState('app', NOW), release);
  for (const name of ['production-eu', 'production-us']) {
    state = withEnvironment(state, 'web', name, {
      pointer: { release: 11, sha: SHA, at: '2026-11-18T12:00:00Z' },
    });
  }
  return withEnvironment(state, 'web', 'staging', { pointer: { release: 12, sha: SHA, at: at(6) } });
}

/** @returns the policy of the sample; one app, so that releases are spelled without its name. */
export function samplePolicy(change: Partial<Policy> = {}): Policy {
  const environment = {
    attributes: {},
    gates: { checksDeadline: 86_400 },
    deadline: 3600,
    concurrency: 'wait',
  } as const;
  return {
    sha: 'abcdef1234567890abcdef1234567890abcdef12',
    defaultBranch: 'main',
    written: 'file',
    digest: '0123456789abcdef',
    namesApps: true,
    apps: {
      web: {
        name: 'web',
        paths: [],
        releaseOn: { push: ['main'], tag: [] },
        process: 'standard',
        activate: 'auto',
      },
    },
    environments: {
      staging: { ...environment, name: 'staging', url: 'https://staging.example.com' },
      'production-eu': { ...environment, name: 'production-eu' },
      'production-us': { ...environment, name: 'production-us' },
    },
    processes: {},
    roles: DEFAULT_GRANTS,
    shortCommands: true,
    performer: null,
    ...change,
  };
}

function task(name: string): TaskSpec {
  return { kind: 'task', name, workflow: 'build.yml', inputs: {}, deadline: 3600 };
}

function deploy(environment: string): DeploySpec {
  return {
    kind: 'deploy',
    name: environment,
    environment,
    workflow: 'deploy.yml',
    inputs: {},
    deadline: 3600,
  };
}

function phasesOf(image: Activity, staging: Activity, eu: Activity, us: Activity): Release['phases'] {
  return [
    { name: 'build', status: image.status, activities: [image] },
    { name: 'staging', status: staging.status, activities: [staging] },
    { name: 'production', status: eu.status, activities: [eu, us] },
  ];
}

function at(minute: number): Instant {
  return `2026-11-20T11:${String(minute).padStart(2, '0')}:00Z`;
}
