import { expect, test } from 'vitest';
import {
  attempt,
  samplePolicy,
  sampleRelease,
  sampleState,
  succeeded,
  withActivity,
} from '../../test/support/sample-release.ts';
import type { Release } from '../domain/release.ts';
import { renderNotice } from './notice.ts';

function render(release: Release, about: 'failed' | 'succeeded' | 'ended'): string {
  return renderNotice(release, { about, state: sampleState(release), policy: samplePolicy() });
}

test('a failure names the environment, the reason and the run', () => {
  const release = withActivity(sampleRelease({ status: 'failed' }), {
    name: 'production-eu',
    status: 'failed',
    attempts: [attempt(10, { status: 'failed', reason: 'report-missing' })],
  });
  expect(render(release, 'failed')).toBe(`### ✗ v12 failed in \`production-eu\`

- \`production-eu\`: the workflow run ended without a report · [run](https://github.com/acme/web/actions/runs/10)

Next: \`/retry v12\` · \`/rollback\` · \`/info v12\``);
});

test('a success names the environments with their addresses', () => {
  let release = sampleRelease({ status: 'succeeded' });
  for (const name of ['production-eu', 'production-us']) {
    release = withActivity(release, { name, status: 'succeeded', attempts: [succeeded(10)] });
  }
  expect(render(release, 'succeeded'))
    .toBe(`### ✓ v12 runs in [\`staging\`](https://staging.example.com/), \`production-eu\` and \`production-us\`

Next: \`/rollback\` · \`/info v12\``);
});

test('another end says what was not reached, and why', () => {
  const release = withActivity(
    sampleRelease({ status: 'superseded', superseded: { by: 14, at: '2026-11-20T11:59:00Z' } }),
    {
      name: 'production-eu',
      status: 'aborted',
      attempts: [attempt(10, { status: 'aborted', reason: 'superseded' })],
    },
  );
  expect(render(release, 'ended')).toBe(`### → v12 · superseded

- \`production-eu\`: v14 has taken its place · [run](https://github.com/acme/web/actions/runs/10)
- \`production-us\`: v14 has taken its place

Next: \`/releases\` · \`/info v12\``);
});
