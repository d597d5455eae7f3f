import { describe, expect, test } from 'vitest';
import { type GitHubPlace, worldOfFile, STATE_REF } from './store-github-world.ts';
import { aChange, aRelease, aState, releasedIn } from './state-world.ts';
import type { StateStore } from '../../src/store/store.ts';

/** What git allows on the branch beside files of other texts (attack A20). */

const world = worldOfFile();

describe('[A20] where a file should be, and is none,', () => {
  const kinds = [
    ['a folder', (_: GitHubPlace, oid: string) => ['100644', oid, '/notes.txt'] as const],
    ['a submodule', async ({ git }: GitHubPlace) => ['160000', (await git.head('main')) ?? '', ''] as const],
  ] as const;
  const ofAnApp = ['apps/web/app.json', 'apps/web/open/1.json'];

  for (const [what, inItsPlace] of kinds) {
    test.each(ofAnApp)(
      `${what} makes the app of %s unreadable and no other; a repair puts the file back`,
      async (path) => {
        const place = await begun();
        const good = await place.file(path);
        const [mode, oid, below] = await inItsPlace(place, await idOf(place, path));
        await leave(place, [['', null, path]]);
        await leave(place, [[mode, oid, `${path}${below}`]]);
        const store = place.client();
        const { state } = await store.load();
        expect(state.unreadable).toEqual({ web: { file: path, why: 'is missing' } });
        expect(Object.keys(state.apps)).toEqual(['api']);
        await mended(store, path);
        expect(await place.file(path)).toBe(good);
        expect((await place.client().load()).state.unreadable).toBeUndefined();
      },
    );

    test.each(['signalbox.json', 'repository.json'])(
      `${what} for %s stops all, by name; a repair puts the file back`,
      async (path) => {
        const place = await begun();
        const [mode, oid, below] = await inItsPlace(place, await idOf(place, path));
        await leave(place, [['', null, path]]);
        await leave(place, [[mode, oid, `${path}${below}`]]);
        const store = place.client();
        await expect(store.load()).rejects.toMatchObject({ code: 'state-unreadable', file: path });
        await mended(store, path);
        expect(Object.keys((await place.client().load()).state.apps)).toEqual(['api', 'web']);
      },
    );
  }
});

test.each(['apps/my notes/x.txt', 'apps/ünter/app.json', 'apps/a"b/app.json'])(
  '[A20] %s is in no folder of an app, and keeps nobody from anything',
  async (path) => {
    const place = await begun();
    await place.write(path, 'hello');
    const store = place.client();
    const { head, state } = await store.load();
    expect(state.unreadable).toBeUndefined();
    expect(await store.examine()).toMatchObject({ steps: [] });
    const after = releasedIn(state, aRelease({ number: 2 }));
    expect((await store.commit(aChange(head, state, after))).kind).toBe('committed');
    expect(await place.file(path)).toBe('hello');
  },
);

async function begun(): Promise<GitHubPlace> {
  const place = await world().repository();
  const store = place.client();
  const { state } = await store.load();
  const both = releasedIn(aState(aRelease()), aRelease({ app: 'api' }));
  expect((await store.commit(aChange(null, state, both))).kind).toBe('committed');
  return place;
}

async function idOf({ git }: GitHubPlace, path: string): Promise<string> {
  return (await git.git('rev-parse', `${STATE_REF}:${path}`)).trim();
}

/** A commit with the author that we have: null takes a file away. */
async function leave(
  { git }: GitHubPlace,
  entries: readonly (readonly [mode: string, oid: string | null, path: string])[],
): Promise<void> {
  await git.git('read-tree', STATE_REF);
  for (const [mode, oid, path] of entries) {
    if (oid === null) await git.git('rm', '--cached', '-q', path);
    else await git.git('update-index', '--add', '--cacheinfo', `${mode},${oid},${path}`);
  }
  const tree = (await git.git('write-tree')).trim();
  const identity = ['-c', `user.name=${world().app.botLogin}`, '-c', 'user.email=bot@example'];
  const made = await git.git(...identity, 'commit-tree', tree, '-p', STATE_REF, '-m', 'Put in order');
  await git.git('update-ref', STATE_REF, made.trim());
}

async function mended(store: StateStore, path: string): Promise<void> {
  const { head, state, steps, repairs } = await store.examine();
  expect(steps).toMatchObject([{ file: path, remedy: 'restore' }]);
  const outcome = await store.commit({ ...aChange(head, state, state, 'repair'), repairs });
  expect(outcome.kind).toBe('committed');
}
