import { describe, expect, test } from 'vitest';
import {
  attempt,
  BOB,
  NOW,
  samplePolicy,
  sampleRelease,
  sampleState,
  succeeded,
  withActivity,
} from '../../test/support/sample-release.ts';
import type { Attempt } from '../domain/attempt.ts';
import type { Release } from '../domain/release.ts';
import { withEnvironment, withApp } from '../domain/state.ts';
import { plus } from '../domain/instant.ts';
import { renderLiveComment } from './release-comment.ts';

function render(release: Release, now = NOW): string {
  return renderLiveComment(release, sampleState(release), samplePolicy(), now);
}

const locked: Attempt = {
  number: 1,
  nonce: 'w',
  status: 'waiting',
  createdAt: NOW,
  waiting: { for: 'environment-locked', since: NOW, detail: { environment: 'production-us', by: 'bob' } },
};

test('the whole comment of a release under way', () => {
  expect(render(sampleRelease())).toBe(`### ● v12 · running in \`production-eu\`

build 4f2a9c1 Fix the login · \`4f2a9c1\` of \`main\`, by alice on 20 Nov 2026, 11:00 UTC

| Phase | Task or environment | Status |
| --- | --- | --- |
| build | image | ✓ succeeded · 1 min · [run](https://github.com/acme/web/actions/runs/1) |
| staging | [\`staging\`](https://staging.example.com/) | ✓ succeeded · 1 min · [run](https://github.com/acme/web/actions/runs/5) |
| production | \`production-eu\` | ● running · [run](https://github.com/acme/web/actions/runs/10) |
|  | \`production-us\` | ○ to come |

Next: \`/hold v12\` · \`/abort v12\` · \`/info v12\``);
});

test('the same an hour later: it is written only when the release changes', () => {
  expect(render(sampleRelease(), plus(NOW, 3600))).toBe(render(sampleRelease()));
});

describe('what it waits for', () => {
  const waiting = withActivity(sampleRelease(), {
    name: 'production-us',
    status: 'waiting',
    attempts: [locked],
  });
  const lock = { by: BOB, at: NOW, reason: 'migration', until: plus(NOW, 600), input: 'x' };
  const state = withEnvironment(sampleState(waiting), 'web', 'production-us', { lock });

  test('names who holds it, until when, why, and the command that frees', () => {
    const text = renderLiveComment(waiting, state, samplePolicy(), NOW);
    expect(text).toContain('| `production-us` | ◔ waiting<br>`production-us` is locked by bob |');
    expect(text).toContain('- Lock on `production-us` by bob, until 20 Nov 2026, 12:10 UTC: migration');
    expect(text).toMatch(/Next: `\/unlock production-us` · /);
  });

  test('a lock that has run out is not shown', () => {
    expect(renderLiveComment(waiting, state, samplePolicy(), plus(NOW, 600))).not.toContain('Lock on');
  });
});

test('a failure says where, why, and what now', () => {
  const failed = withActivity(sampleRelease({ status: 'failed' }), {
    name: 'production-eu',
    status: 'failed',
    attempts: [
      succeeded(10, { status: 'failed', reason: 'run-failed' }),
      attempt(20, { number: 2, status: 'failed', reason: 'deadline' }),
    ],
  });
  const text = render(failed);
  expect(text).toContain('### ✗ v12 · failed in `production-eu`');
  expect(text).toContain(
    '**✗ failed** · attempt 2 · [run](https://github.com/acme/web/actions/runs/20)<br>it took longer than its deadline',
  );
  expect(text).toContain('| `production-us` | – not reached |');
  expect(text).toContain('Next: `/retry v12` · `/rollback` · `/info v12`');
});

test('a phase that is named like its only activity is not said twice', () => {
  const { process, ...spec } = sampleRelease().spec;
  const [build, staging] = [process.phases[0]?.activities[0], process.phases[1]];
  if (!build || !staging) throw new Error('the sample has two phases');
  const phases = [{ name: 'image', gates: {}, activities: [build] }, staging];
  const release = sampleRelease({ spec: { ...spec, process: { name: 'standard', phases } } });
  expect(render(release)).toContain('| Phase | Status |\n| --- | --- |\n| image | ✓ succeeded');
});

test('a rollback names its target and its reason', () => {
  const { spec } = sampleRelease();
  const rollback = { to: 9, from: {}, reason: 'checkout @here', outputs: {} };
  const text = render(sampleRelease({ spec: { ...spec, rollback } }));
  expect(text).toContain(
    'Rollback to v9 · `4f2a9c1` of `main`, by alice on 20 Nov 2026, 11:00 UTC · because: checkout @&#8203;here',
  );
});

test('several apps, and short forms that are off', () => {
  const release = sampleRelease({ draft: true, status: 'draft' });
  const policy = samplePolicy({ shortCommands: false });
  const web = policy.apps['web'];
  if (!web) throw new Error('the sample has an app');
  const text = renderLiveComment(
    release,
    sampleState(release),
    { ...policy, apps: { web, api: { ...web, name: 'api' } } },
    NOW,
  );
  expect(text).toContain('### ◇ web@v12 · draft');
  expect(text).toContain(
    'Next: `/signalbox promote web@v12` · `/signalbox abort web@v12` · `/signalbox info web@v12`',
  );
});

test('without a policy the apps of the state are counted, and addresses are left out', () => {
  const release = sampleRelease();
  const state = withApp(sampleState(release), {
    name: 'api',
    nextNumber: 1,
    environments: {},
    summaries: [],
    tasks: {},
  });
  const text = renderLiveComment(release, state, null, NOW);
  expect(text).toContain('web@v12');
  expect(text).not.toContain('staging.example.com');
});
