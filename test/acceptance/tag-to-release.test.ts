import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openPlay } from '../support/play.ts';
import type { Play } from '../support/play.ts';
import { dispatched, numbers } from '../support/seen.ts';

const run = promisify(execFile);

test('[OCU-S24] a pushed tag becomes one release of its commit, whatever kind of tag it is', async () => {
  const play = await openPlay();
  const git = await clone(play);
  const head = await play.repository.head('main');
  await git('tag', 'nightly');
  await git('tag', '-a', 'v1.0', '-m', 'The first one');
  await git('push', '-q', 'origin', 'nightly', 'v1.0');
  await play.until(1, 'succeeded: ');
  const { spec } = await play.release(1);
  expect(spec).toMatchObject({ sha: head, ref: 'refs/tags/v1.0', cause: { kind: 'tag', tag: 'v1.0' } });
  expect(spec.description).toMatch(/^tag v1\.0 /);

  await play.sandbox.as('alice').tag(play.stage.name, 'v1.1', head ?? '');
  const refused = await play.asks('alice', '/info v2');
  expect(refused.reactions).not.toContain('rocket');
  const sha = await play.push('Something new');
  await play.until(2, 'succeeded: ');
  await play.sandbox.as('alice').tag(play.stage.name, 'v2.0', sha);
  await play.until(3, 'succeeded: ');
  await play.settled();
  expect(await numbers(play)).toEqual([1, 2, 3]);
  expect((await play.release(2)).spec.cause.kind).toBe('push');
  expect((await play.release(3)).spec).toMatchObject({ sha, ref: 'refs/tags/v2.0' });
  expect(dispatched(play)).toEqual(
    [1, 2, 3].flatMap((each) => [`v${each} build #1`, `v${each} staging #1`, `v${each} production #1`]),
  );
});

/** A clone over HTTP as alice would make it. @returns git in it. */
async function clone(play: Play): Promise<(...args: string[]) => Promise<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-clone-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const url = new URL(play.repository.cloneUrl);
  url.username = 'alice';
  url.password = play.stage.people['alice']?.token ?? '';
  const identity = ['-c', 'user.name=alice', '-c', 'user.email=alice@example.com'];
  const git = async (...args: string[]): Promise<string> =>
    (await run('git', [...identity, ...args], { cwd: folder })).stdout;
  await git('clone', '-q', url.href, '.');
  return git;
}
