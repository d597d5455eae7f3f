import { describe, expect, test } from 'vitest';
import {
  attempt,
  samplePolicy,
  sampleRelease,
  sampleState,
  succeeded,
  withActivity,
} from '../../test/support/sample-release.ts';
import type { Attempt } from '../domain/attempt.ts';
import type { Activity, Release } from '../domain/release.ts';
import { withEnvironment } from '../domain/state.ts';
import { deploymentStatus } from './deployment.ts';
import { commitStatus, DESCRIPTION_LIMIT } from './status.ts';

const AT = '2026-11-20T11:00:00Z';

function waiting(change: Partial<Attempt['waiting'] & object>): Attempt {
  return {
    number: 1,
    nonce: 'w',
    status: 'waiting',
    createdAt: AT,
    waiting: {
      for: 'environment-taken',
      since: AT,
      detail: { environment: 'production-eu', other: 'v11' },
      ...change,
    },
  };
}

type Case = [string, Partial<Activity>, Partial<Release>, string, string, string];

describe.each<Case>([
  // What it is, the activity, the release, state of the status, state of the deployment, description.
  ['to come', { status: 'pending', attempts: [] }, {}, 'pending', 'pending', 'v12 to come'],
  [
    'waiting',
    { status: 'waiting', attempts: [waiting({})] },
    {},
    'pending',
    'pending',
    'v12 waiting: production-eu is taken by v11',
  ],
  [
    'its dispatch is owed',
    { status: 'running', attempts: [{ number: 1, nonce: 'n', status: 'pending', createdAt: AT }] },
    {},
    'pending',
    'queued',
    'v12 running: its run is on its way',
  ],
  ['running', { status: 'running', attempts: [attempt(10)] }, {}, 'pending', 'in_progress', 'v12 running'],
  ['succeeded', { status: 'succeeded', attempts: [succeeded(10)] }, {}, 'success', 'success', 'v12 deployed'],
  [
    'failed',
    { status: 'failed', attempts: [attempt(10, { status: 'failed', reason: 'run-failed' })] },
    { status: 'failed' },
    'failure',
    'failure',
    'v12 failed: the workflow run failed',
  ],
  [
    'unknown',
    { status: 'unknown', attempts: [attempt(10, { status: 'unknown', reason: 'report-missing' })] },
    { status: 'on-hold' },
    'error',
    'error',
    'v12 unknown: the workflow run ended without a report',
  ],
  [
    'aborted',
    {
      status: 'aborted',
      attempts: [attempt(10, { status: 'aborted', reason: 'aborted', by: { login: 'bob', id: 2 } })],
    },
    { status: 'aborted' },
    'error',
    'error',
    'v12 aborted: it was aborted by bob',
  ],
  [
    'superseded',
    { status: 'pending', attempts: [] },
    { status: 'superseded', superseded: { by: 14, at: AT } },
    'error',
    'inactive',
    'v12 not reached: v14 has taken its place',
  ],
  [
    'not for this rollback',
    { status: 'skipped', skipped: { code: 'not-in-rollback' }, attempts: [] },
    {},
    'error',
    'inactive',
    'v12 skipped: the rollback is not for this environment',
  ],
])('%s', (...row) => {
  const [, activity, change, status, deployment, description] = row;
  const release = withActivity(sampleRelease(change), { name: 'production-eu', ...activity });
  // What it deployed is what runs there.
  const pointer = { release: 12, sha: release.spec.sha, at: AT };
  const state = withEnvironment(sampleState(release), 'web', 'production-eu', { pointer });

  test('commit status', () => {
    expect(commitStatus(release, 'production-eu', false)).toMatchObject({ state: status, description });
  });

  test('deployment', () => {
    const shown = deploymentStatus(release, 'production-eu', state, samplePolicy());
    expect(shown).toMatchObject({ state: deployment, description });
  });
});

test('the run is linked, and the address of the environment only where it is deployed', () => {
  const release = sampleRelease();
  const run = 'https://github.com/acme/web/actions/runs/';
  const state = sampleState(release);
  expect(commitStatus(release, 'production-eu', true)).toEqual({
    state: 'pending',
    description: 'web@v12 running',
    url: `${run}10`,
  });
  expect(deploymentStatus(release, 'staging', state, samplePolicy())).toMatchObject({
    environmentUrl: 'https://staging.example.com',
    logUrl: `${run}5`,
  });
  expect(deploymentStatus(release, 'staging', state, null).environmentUrl).toBeNull();
});

test('what was replaced is inactive and names its successor', () => {
  const release = sampleRelease();
  const pointer = { release: 13, sha: release.spec.sha, at: AT };
  const state = withEnvironment(sampleState(release), 'web', 'staging', { pointer });
  expect(deploymentStatus(release, 'staging', state, samplePolicy())).toMatchObject({
    state: 'inactive',
    description: 'v12 was replaced by v13',
    environmentUrl: null,
  });
});

test('an environment that the release does not deploy to', () => {
  expect(commitStatus(sampleRelease(), 'nowhere', false)).toEqual({
    state: 'error',
    description: 'v12 does not deploy here',
    url: null,
  });
});

test('a description is cut to what GitHub takes, and is one line of plain text', () => {
  const detail = { environment: 'production-eu', by: `b\u{1f600}b\n\u202e${'x'.repeat(300)}` };
  const release = withActivity(sampleRelease(), {
    name: 'production-eu',
    status: 'waiting',
    attempts: [waiting({ for: 'environment-locked', detail })],
  });
  const { description } = commitStatus(release, 'production-eu', false);
  expect(description).toHaveLength(DESCRIPTION_LIMIT);
  expect(description).toMatch(/^v12 waiting: production-eu is locked by b\u{1f600}b x+…$/u);
});
