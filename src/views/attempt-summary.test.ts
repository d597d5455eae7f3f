import { expect, test } from 'vitest';
import {
  attempt,
  BOB,
  NOW,
  samplePolicy,
  sampleRelease,
  succeeded,
  withActivity,
} from '../../test/support/sample-release.ts';
import type { AttemptStory } from './attempt-summary.ts';
import { renderAttemptSummary } from './attempt-summary.ts';

function render(change: Partial<AttemptStory>): string | null {
  return renderAttemptSummary({
    release: sampleRelease(),
    activity: 'production-eu',
    attempt: 1,
    others: [],
    policy: samplePolicy(),
    spelling: { severalApps: false, short: true },
    missing: [],
    ...change,
  });
}

const mark = { by: BOB, at: NOW, input: 'comment:1' };

test('a deploy that begins: what it does, of whom, with what, and what can be done about it', () => {
  const begun = attempt(10, { number: 2, asked: mark, inputs: { tag: 'web:12' }, set: { replicas: 3 } });
  const failed = attempt(9, { status: 'failed', reason: 'run-failed' });
  const promoted = { 'production-eu': { ...mark, reason: 'before @acme/ops go home' } };
  const release = withActivity(sampleRelease({ promoted }), {
    name: 'production-eu',
    attempts: [failed, begun],
  });
  expect(render({ release, attempt: 2 })).toBe(`### ● Deploys v12 to \`production-eu\`

build 4f2a9c1 Fix the login · \`4f2a9c1\` of \`main\`, by alice on 20 Nov 2026, 11:00 UTC

- Attempt 2, asked for by bob on 20 Nov 2026, 12:00 UTC
- Promoted by bob on 20 Nov 2026, 12:00 UTC: before @&#8203;acme/ops go home
- Inputs: \`tag\`
- Set by hand: \`replicas\`

Next: \`/hold v12\` · \`/abort v12\` · \`/info v12\``);
});

test('a task that begins, with several apps and long forms', () => {
  const release = withActivity(sampleRelease(), {
    name: 'image',
    status: 'running',
    attempts: [attempt(1)],
  });
  const text = render({ release, activity: 'image', spelling: { severalApps: true, short: false } });
  expect(text).toMatch(/^### ● Does `image` of web@v12\n/);
  expect(text).toContain('`/signalbox abort web@v12`');
});

test('a deploy that ended well: how long it took, what came of it, where the release stands', () => {
  const done = succeeded(10, { outputs: { url: 'https://eu.example.com', secret: 'x' } });
  const release = withActivity(
    withActivity(sampleRelease(), { name: 'production-eu', status: 'succeeded', attempts: [done] }),
    { name: 'production-us', status: 'running', attempts: [attempt(11)] },
  );
  const other = sampleRelease({ number: 13 });
  const text = render({ release, others: [other] }) ?? '';
  expect(text.split('\n\n### ')[0]).toBe(`### ✓ v12 · \`production-eu\` succeeded

build 4f2a9c1 Fix the login · \`4f2a9c1\` of \`main\`, by alice on 20 Nov 2026, 11:00 UTC

- Took 1 min
- Outputs: \`url\`, \`secret\`

**● v12 running**

- ✓ **build** succeeded
  - ✓ \`image\` succeeded · [run](https://github.com/acme/web/actions/runs/1)
- ✓ [\`staging\`](https://staging.example.com/) succeeded · [run](https://github.com/acme/web/actions/runs/5)
- ● **production** running
  - ✓ \`production-eu\` succeeded · [run](https://github.com/acme/web/actions/runs/10)
  - ● \`production-us\` running · [run](https://github.com/acme/web/actions/runs/11)

Next: \`/hold v12\` · \`/abort v12\` · \`/info v12\``);
  expect(text).toContain('\n\n### ● v13 · `production-eu` running\n');
});

test('a deploy that failed says why, what its token lacks, and how to try again', () => {
  const failed = attempt(10, { status: 'failed', reason: 'run-failed', finishedAt: NOW });
  const release = {
    ...withActivity(sampleRelease(), { name: 'production-eu', status: 'failed', attempts: [failed] }),
    status: 'failed',
  } as const;
  const text = render({ release, missing: ['statuses: write'] });
  expect(text).toMatch(/^### ✗ v12 · `production-eu` failed: the workflow run failed\n/);
  expect(text).toContain('`/retry v12` · `/rollback`');
  expect(text).toContain('- `statuses: write`');
});

test('what is not there is not shown', () => {
  expect(render({ activity: 'nowhere' })).toBeNull();
  expect(render({ attempt: 7 })).toBeNull();
});
