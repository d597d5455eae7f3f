import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actions } from './actions.ts';
import { createActions } from './create-actions.ts';
import { createSmallHost, REPOSITORY, type SmallHost } from '../../../test/support/small-host.ts';

let host: SmallHost;
let actions: Actions;
let main: string;

const JOB = 'jobs: { a: { runs-on: u, steps: [{ run: "cat $GITHUB_EVENT_PATH" }] } }';
const QUARTERS = `name: Quarters\non: { schedule: [{ cron: "0 4 * * *" }, { cron: "*/15 * * * *" }] }\n${JOB}`;

beforeEach(() => {
  host = createSmallHost();
  actions = createActions({ host });
  main = host.commit({
    '.github/workflows/quarters.yml': QUARTERS,
    '.github/workflows/nightly.yml': `name: Nightly\non: { schedule: [{ cron: "0 4 * * *" }] }\n${JOB}`,
    '.github/workflows/push.yml': `on: push\n${JOB}`,
  });
  host.commit({ '.github/workflows/other.yml': QUARTERS }, 'other', 'other');
});

afterEach(async () => {
  await actions.control.idle();
  await actions.close();
  host.remove();
});

const names = (runs: readonly number[]): readonly unknown[] =>
  runs.map((run) => actions.getRun(REPOSITORY, run)?.['name']);

test.each([
  ['2026-03-01T12:01:00Z', '2026-03-01T12:14:00Z', []],
  ['2026-03-01T12:01:00Z', '2026-03-01T12:15:00Z', ['Quarters']],
  ['2026-03-01T12:01:00Z', '2026-03-01T15:00:00Z', ['Quarters']],
  ['2026-03-01T12:01:00Z', '2026-03-04T12:00:00Z', ['Nightly', 'Quarters']],
] as const)(
  'from %s to %s each due workflow of the default branch runs once: %j',
  async (from, to, expected) => {
    const due = { from: new Date(from), to: new Date(to) };
    expect(names(await actions.runSchedules(REPOSITORY, due))).toEqual(expected);
  },
);

test('a scheduled run is for the head of the default branch, by who changed its file last', async () => {
  const runs = await actions.runSchedules(REPOSITORY, 'all');
  expect(names(runs)).toEqual(['Nightly', 'Quarters']);
  await actions.control.idle();
  const [, run = 0] = runs;
  expect(actions.getRun(REPOSITORY, run)).toMatchObject({
    ...{ event: 'schedule', head_branch: 'main', head_sha: main, display_title: 'Quarters' },
    ...{ actor: { login: 'ann' }, conclusion: 'success' },
  });
  const log = actions.jobLog(REPOSITORY, Number(actions.listJobs(REPOSITORY, run)?.[0]?.['id']));
  expect(log).toContain('"schedule": "0 4 * * *"');
});

test('of a file by nobody whom GitHub knows, the owner is the actor', async () => {
  host.git('checkout', '-q', 'main');
  host.git('config', 'user.email', 'x@example.com');
  host.git('commit', '-q', '--allow-empty', '-m', 'empty');
  host.git('rm', '-q', '-r', '.github');
  host.git('commit', '-q', '-m', 'none', '--author', 'X <x@example.com>');
  host.git('checkout', '-q', 'HEAD~1', '--', '.github');
  host.git('commit', '-q', '-m', 'back', '--author', 'X <x@example.com>');
  host.git('push', '-q', 'origin', 'HEAD:main');
  const [run = 0] = await actions.runSchedules(REPOSITORY, 'all');
  expect(actions.getRun(REPOSITORY, run)).toMatchObject({ actor: { login: 'octo' } });
});
