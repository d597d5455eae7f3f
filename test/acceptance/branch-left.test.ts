import { expect, test } from 'vitest';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { numbers, releaseOf } from '../support/seen.ts';

const BRANCH = 'signalbox/releases';
const REF = `refs/heads/${BRANCH}`;

const CONFIG = `signalbox: 1
apps:
  web: { paths: ["web/**"] }
  api: { paths: ["api/**"] }
environments:
  production: {}
`;

test('[A20] what a program leaves in the state branch: a newer format, a broken app, a lost file, a merge; the other app goes on', async () => {
  const play = await openPlay({
    files: { '.github/signalbox.yml': CONFIG, '.github/workflows/build.yml': null },
    people: { alice: 'admin', bob: 'write' },
  });
  await play.push('Both', { 'web/a.txt': '1\n', 'api/a.txt': '1\n' });
  await succeeded(play, 'web', 1);
  await succeeded(play, 'api', 1);
  await play.settled();

  // A newer Signalbox was here: this one reads nothing of it, and no repair of this one would be right.
  const whole = await head(play);
  const meta = (await play.repository.file('signalbox.json', BRANCH)) ?? '';
  const newer = await leave(play, { 'signalbox.json': meta.replace('"format": 1', '"format": 2') });
  for (const command of ['/status', '/repair']) {
    const { text, reactions } = await play.asks('alice', command);
    expect(reactions).toEqual(['eyes', '-1']);
    expect(text).toContain('it has format 2, and this version of Signalbox understands formats up to 1');
  }
  expect(await head(play)).toBe(newer);
  await play.repository.git('update-ref', REF, whole);

  // One app's file is broken, as a formatter would leave it: that app waits, and the other is released.
  const good = await play.repository.file('apps/api/app.json', BRANCH);
  await leave(play, { 'apps/api/app.json': "{ name: 'api' }\n" });
  await play.push('Both again', { 'web/a.txt': '2\n', 'api/a.txt': '2\n' });
  await succeeded(play, 'web', 2);
  await play.settled();
  expect(await play.repository.file('apps/api/app.json', BRANCH)).toBe("{ name: 'api' }\n");
  expect((await play.asks('bob', '/status')).text).toContain('apps/api/app.json');
  expect((await play.asks('bob', '/rollback --app api')).text).toContain('apps/api/app.json');
  const plan = await play.asks('alice', '/repair');
  expect(plan.text).not.toContain('apps/web');
  expect((await play.asks('alice', applyIn(plan.text))).text).toContain('is mended');
  // The push that waited is a release as soon as its app can be read, with the number that comes next.
  await succeeded(play, 'api', 2);
  await play.settled();
  expect(await play.repository.file('apps/api/app.json', BRANCH)).not.toBe(good);
  expect(await numbers(play, 'api')).toEqual([1, 2]);

  // A file is gone.
  const summaries = await play.repository.file('apps/web/index/0.json', BRANCH);
  await leave(play, { 'apps/web/app.json': null, 'apps/web/index/0.json': null });
  expect((await play.asks('bob', '/promote --app web')).text).toContain('apps/web/app.json');
  await play.asks('alice', applyIn((await play.asks('alice', '/repair')).text));
  expect(await play.repository.file('apps/web/index/0.json', BRANCH)).toBe(summaries);

  // Somebody merged: the history of decisions is no line any more.
  await play.settled();
  const merge = await commit(
    play,
    await head(play),
    await head(play),
    (await play.repository.head('main')) ?? '',
  );
  expect((await play.asks('bob', '/status')).text).toContain(
    'is a merge; the history of this branch must be linear',
  );
  expect(await head(play)).toBe(merge);
  await play.asks('alice', applyIn((await play.asks('alice', '/repair')).text));
  await play.push('Only web', { 'web/a.txt': '3\n' });
  await succeeded(play, 'web', 3);
});

/** Changes files of the state branch as another workflow of the repository would, with the author that we have, too. */
async function leave(play: Play, files: Readonly<Record<string, string | null>>): Promise<string> {
  const parent = await head(play);
  const changed = await play.sandbox.as('alice').commit(play.stage.name, {
    branch: BRANCH,
    message: 'Format all files',
    files,
  });
  return commit(play, changed, parent);
}

async function commit(play: Play, treeOf: string, ...parents: readonly string[]): Promise<string> {
  const email = '41898282+github-actions[bot]@users.noreply.github.com';
  const identity = ['-c', 'user.name=github-actions[bot]', '-c', `user.email=${email}`];
  const from = parents.flatMap((parent) => ['-p', parent]);
  const made = await play.repository.git(
    ...identity,
    'commit-tree',
    `${treeOf}^{tree}`,
    ...from,
    '-m',
    'Format all files',
  );
  await play.repository.git('update-ref', REF, made.trim());
  return made.trim();
}

async function head(play: Play): Promise<string> {
  return (await play.repository.head(BRANCH)) ?? '';
}

function succeeded(play: Play, app: string, number: number): Promise<true> {
  return play.waitFor(
    async () => (await releaseOf(play, app, number))?.status === 'succeeded',
    `${app}@v${number} to have succeeded`,
  );
}

/** The command that a plan ends with. */
function applyIn(text: string): string {
  return /\/repair --apply [0-9a-f]{8}/.exec(text)?.[0] ?? '';
}
