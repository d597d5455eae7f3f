import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../../src/sandbox/play/read-folder.ts';
import { block, read } from '../support/page.ts';
import { openPlay } from '../support/play.ts';
import type { Play } from '../support/play.ts';
import { deployments, dispatched, numbers, releaseOf } from '../support/seen.ts';

// The examples as they stand, each with the story that its README tells; `hello` and the workflows of `with-action` are played by all other tests.

const EXAMPLES = join(import.meta.dirname, '../../examples');

test('with-app: a push waits before production for the job of the CI workflow, and only a maintainer rolls back', async () => {
  const play = await openPlay({ files: await example('with-app') });
  const testing = play.sandbox.runs.hold({ workflow: 'ci.yml' }, { at: 'start' });
  const first = await play.push('The first page');
  await play.until(1, 'staging succeeded, production waiting checks-');
  expect(dispatched(play)).toEqual(['v1 build #1', 'v1 staging #1']);
  testing.remove();
  await play.until(1, 'succeeded: ');
  expect(await served(play, 'production/index.html')).toContain('This is <b>v1</b>.');
  await play.settled();
  expect((await deployments(play)).map((each) => `${each.environment} ${each.url}`)).toEqual([
    'staging https://staging.example.com',
    'production https://www.example.com',
  ]);

  const broken = await play.push('Nobody knows which release', { 'site/index.html': '<h1>Hello</h1>\n' });
  expect(await play.until(2, 'failed: ')).toBe(
    'failed: build succeeded, staging succeeded, production failed',
  );
  await play.settled();
  expect((await play.statuses(broken))['signalbox/hello/production']).toMatch(
    /^failure: .*checks failed: test/,
  );
  expect(await served(play, 'production/index.html')).toContain('v1');

  const mended = (await example('with-app'))['site/index.html'] ?? '';
  await play.push('It says so again', { 'site/index.html': mended });
  await play.until(3, 'succeeded: ');
  const writer = await play.asks('bob', '/rollback production --reason the new page is too slow');
  expect(writer.reactions.at(-1)).toBe('-1');
  const maintainer = await play.asks('alice', '/rollback production --reason the new page is too slow');
  expect(maintainer.reactions.at(-1)).toBe('rocket');
  await play.until(4, 'succeeded: ');
  expect((await play.release(4)).spec.sha).toBe(first);
  expect(await served(play, 'production/index.html')).toContain('v4');
  expect((await play.asks('alice', '/unpin production')).reactions.at(-1)).toMatch(/rocket|\+1/);
});

test('with-action: its own workflow brings a push to production, and rolls back on a command without a comment', async () => {
  const play = await openPlay({ front: 'action', files: await example('with-action') });
  const testing = play.sandbox.runs.hold({ workflow: 'ci.yml' }, { at: 'start' });
  await play.push('The first page');
  await play.until(1, 'staging succeeded, production waiting checks-');
  testing.remove();
  await play.until(1, 'succeeded: ');
  expect(await served(play, 'production/index.html')).toContain('This is <b>v1</b>.');
  await play.push('The second page');
  await play.until(2, 'succeeded: ');
  await play.settled();
  const run = await play.sandbox.as('alice').dispatchWorkflow(play.stage.name, 'signalbox.yml', {
    command: '/rollback production --reason the old page was nicer',
  });
  expect(await play.sandbox.runs.finished(run)).toBe('success');
  expect(play.sandbox.runs.summary(run)).toContain('v3');
  await play.until(3, 'succeeded: ');
  await play.sandbox
    .as('bob')
    .repositoryDispatch(play.stage.name, 'signalbox', { command: 'unpin production' });
  await play.waitFor(
    async () => (await play.environment('production'))?.pin === null,
    'the pin to be taken away',
  );
});

test('monorepo: a change releases the apps it touches, a tag one, and a rollback of one leaves the others', async () => {
  const play = await openPlay({ files: await example('monorepo') });
  await play.push('Only web', { 'web/start.sh': 'echo 1\n' });
  await until(play, 'web@v1', 'succeeded');
  expect(await served(play, 'eu/web/running')).toMatch(/^web@v1 web:[0-9a-f]+ x 3 in frankfurt\n$/);
  expect(await served(play, 'us/web/running')).toMatch(/^web@v1 web:[0-9a-f]+ x 3 in virginia\n$/);
  expect(await served(play, 'staging/web/running')).toMatch(/ x 1 in frankfurt\n$/);

  await play.push('Two of three', { 'web/start.sh': 'echo 2\n', 'api/start.sh': 'echo 2\n' });
  await until(play, 'web@v2', 'succeeded');
  await until(play, 'api@v1', 'succeeded');
  const head = await play.push('None of them', { 'README.md': '# Ours\n' });
  await play.sandbox.as('alice').tag(play.stage.name, 'worker-v1.0', head);
  await until(play, 'worker@v1', 'succeeded');
  await play.push('What they share', { 'shared/greeting.sh': 'greet() { echo "$1"; }\n' });
  for (const release of ['web@v3', 'api@v2', 'worker@v2']) await until(play, release, 'succeeded');
  expect(await Promise.all(['web', 'api', 'worker'].map((app) => numbers(play, app)))).toEqual([
    [1, 2, 3],
    [1, 2],
    [1, 2],
  ]);

  expect((await play.asks('alice', '/rollback')).text).toContain('Which app?');
  expect((await play.asks('alice', '/rollback api@v1 eu')).reactions.at(-1)).toBe('rocket');
  await until(play, 'api@v3', 'succeeded');
  const running = ['eu/api', 'us/api', 'eu/web', 'eu/worker'].map((place) =>
    served(play, `${place}/running`),
  );
  expect((await Promise.all(running)).map((each) => each.split(' ')[0])).toEqual([
    'api@v3',
    'api@v2',
    'web@v3',
    'worker@v2',
  ]);
  expect((await play.asks('alice', '/unpin eu --app api')).reactions.at(-1)).toBe('+1');
});

test('the guide to workflows: a red smoke test between deploy and report fails the release, and the next one mends it', async () => {
  const workflow = block(read('docs/guide/workflows.md'), '.github/workflows/deploy.yml').replace(
    'run: ./deploy.sh "$SIGNALBOX_ENVIRONMENT"',
    "$&\n        env: { DEPLOY_ROOT: '${{ vars.DEPLOY_ROOT }}' }",
  );
  const smoke = '#!/usr/bin/env bash\necho "looking at $1"; test ! -e "smoke/$1"\n';
  const play = await openPlay({
    files: { '.github/workflows/deploy.yml': workflow, 'smoke.sh': smoke, 'smoke/production': 'no answer\n' },
  });
  await play.push('It comes up, and does not answer');
  expect(await play.until(1, 'failed: ')).toBe(
    'failed: build succeeded, staging succeeded, production failed',
  );
  expect(await served(play, 'production/index.html')).toContain('v1');
  expect((await play.attempt(1, 'production')).reason).toBe('run-failed');

  await play.push('It answers', { 'smoke/production': null });
  await play.until(2, 'succeeded: ');
  await play.settled();
  expect(play.runs().filter((run) => !run.startsWith('v'))).toEqual([]);
  expect(play.runs()).toEqual(
    expect.arrayContaining(['v1 production: completed failure', 'v2 production: completed success']),
  );

  // A deploy that fails leaves the smoke test out, and what is skipped has not succeeded.
  await play.push('It does not come up', { 'broken/staging': 'no\n' });
  await play.until(3, 'failed: ');
  expect((await play.attempt(3, 'staging')).reason).toBe('run-failed');
});

/** @returns an example's files, and null for those of `hello` that it does not have. */
async function example(name: string): Promise<Record<string, string | null>> {
  const [own, hello] = await Promise.all([
    readFolder(join(EXAMPLES, name)),
    readFolder(join(EXAMPLES, 'hello')),
  ]);
  return { ...Object.fromEntries(Object.keys(hello).map((path) => [path, null])), ...own };
}

/** @returns a file of what an environment serves. */
function served(play: Play, path: string): Promise<string> {
  return readFile(join(play.stage.deployRoot, path), 'utf8');
}

async function until(play: Play, release: string, status: string): Promise<void> {
  const [app = '', number = ''] = release.split('@v');
  await play.waitFor(
    async () => (await releaseOf(play, app, Number(number)))?.status === status,
    `${release} to be ${status}`,
  );
}
