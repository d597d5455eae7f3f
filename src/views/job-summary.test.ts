import { expect, test } from 'vitest';
import {
  attempt,
  NOW,
  samplePolicy,
  sampleRelease,
  succeeded,
  withActivity,
} from '../../test/support/sample-release.ts';
import type { Attempt } from '../domain/attempt.ts';
import type { Activity } from '../domain/release.ts';
import { refuse } from '../domain/answers.ts';
import type { JobStory } from './job-summary.ts';
import { renderJobSummary } from './job-summary.ts';
import { STARTER_CONFIG } from './starter.ts';

function render(change: Partial<JobStory>): string {
  return renderJobSummary({
    answer: null,
    releases: [],
    policy: samplePolicy(),
    spelling: { severalApps: false, short: true },
    problems: [],
    isForTheApp: false,
    missing: [],
    starter: null,
    idle: '',
    now: NOW,
    ...change,
  });
}

const waiting: Attempt = {
  number: 1,
  nonce: 'w',
  status: 'waiting',
  createdAt: NOW,
  waiting: { for: 'environment-locked', since: NOW, detail: { environment: 'production-us', by: 'bob' } },
};

test('a release under way: where it is, its phases as a tree, what can be done', () => {
  expect(render({ releases: [sampleRelease()] })).toBe(`### ● v12 · \`production-eu\` running

build 4f2a9c1 Fix the login · \`4f2a9c1\` of \`main\`, by alice on 20 Nov 2026, 11:00 UTC

- ✓ **build** succeeded
  - ✓ \`image\` succeeded · [run](https://github.com/acme/web/actions/runs/1)
- ✓ [\`staging\`](https://staging.example.com/) succeeded · [run](https://github.com/acme/web/actions/runs/5)
- ● **production** running
  - ● \`production-eu\` running · [run](https://github.com/acme/web/actions/runs/10)
  - ○ \`production-us\` to come

Next: \`/hold v12\` · \`/abort v12\` · \`/info v12\``);
});

test('what it waits for names who wakes it; apps and long forms are spelled as they are there', () => {
  const change = { name: 'production-us', status: 'waiting', attempts: [waiting] } as const;
  const release = withActivity(sampleRelease(), change);
  const text = render({ releases: [release], spelling: { severalApps: true, short: false } });
  expect(text).toContain('### ● web@v12 · running');
  expect(text).toContain(
    '  - ◔ `production-us` waiting: `production-us` is locked by bob\n    - Ask who holds it, or unlock it.',
  );
  expect(text).toContain('`/signalbox unlock production-us --app web`');
});

test.each<[string, Partial<Activity>, string]>([
  [
    'a failure',
    { status: 'failed', attempts: [attempt(9, { status: 'failed', reason: 'run-failed' })] },
    'failed',
  ],
  ['a wait', { status: 'waiting', attempts: [waiting] }, 'waiting'],
])('the headline of %s names the place', (_, change, word) => {
  const done = { name: 'production-eu', status: 'succeeded', attempts: [succeeded(10)] } as const;
  const release = withActivity(withActivity(sampleRelease(), done), { name: 'production-us', ...change });
  expect(render({ releases: [release] })).toContain(`v12 · \`production-us\` ${word}\n`);
});

test('foreign text does nothing (A15, A16)', () => {
  const sample = sampleRelease();
  const description = '<img src=x> @acme/ops closes #1 [x](https://evil.example)';
  const text = render({ releases: [{ ...sample, spec: { ...sample.spec, description } }] });
  expect(text).not.toMatch(/<img|@acme|#1\b|\]\(https:\/\/evil/);
});

test('a config error is told with its place, once', () => {
  const problems = [{ file: '.github/signalbox.yml', line: 3, column: 5, message: 'unknown key' }];
  const told = render({ problems });
  expect(told).toContain('- `.github/signalbox.yml:3:5` unknown key');
  const answered = render({ problems, answer: refuse('config-invalid', { problems }) });
  expect(answered.match(/unknown key/g)).toHaveLength(1);
});

test('a first run shows both files to copy, and the config in them is one', () => {
  const text = render({ policy: null, starter: { action: 'acme/signalbox@v1' } });
  expect(text).toContain(`\`\`\`text\n${STARTER_CONFIG}\n\`\`\``);
  expect(text).toContain('      - uses: acme/signalbox@v1\n');
  expect(text).not.toContain('Nothing to do');
});

test.each<[string, Partial<JobStory>, string]>([
  ['nothing happened', {}, 'Nothing to do.'],
  ['nothing, and why', { idle: 'a branch was deleted' }, 'Nothing to do: a branch was deleted.'],
  [
    'the App performs',
    { isForTheApp: true },
    'Recorded; the App carries it out. If there is no App here any more, write `performer: action` into the config.',
  ],
  [
    'a command was refused',
    { answer: refuse('no-such-release', { release: 'v9' }, ['/releases']) },
    '**There is no release v9**\n\nNext: `/releases`',
  ],
  [
    'the token lacks something',
    { missing: ['statuses: write'] },
    "### ✗ The job's token may not do all of it\n\nAdd what is missing to the workflow's `permissions:`. What is owed stays owed, and whoever runs next with a token that may does it: a run for another event, or a sweep.\n\n- `statuses: write`",
  ],
])('%s', (_, change, expected) => {
  expect(render(change)).toBe(expected);
});
