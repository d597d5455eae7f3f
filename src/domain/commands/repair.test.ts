import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';
import type { Answer } from '../decision.ts';
import { EngineUnavailable } from '../../engine/engine.ts';
import { memoryStore } from '../../store/memory/memory-store.ts';
import type { StateStore } from '../../store/store.ts';

const TWO = `signalbox: 1
apps: { web: {}, api: {} }
environments: { production: {} }
`;

function shop(config?: string): Shop {
  const made = new Shop(config === undefined ? {} : { config });
  made.person('ada', 'admin');
  return made;
}

/** Somebody writes files of the state branch by hand, or deletes them. */
function edit(at: Shop, changes: Readonly<Record<string, string | null>>): void {
  const files = new Map(at.branch.head?.files);
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  at.branch.append(at.branch.head?.oid ?? null, { files, message: 'by hand', at: at.now });
}

const file = (at: Shop, path: string): string | undefined => at.branch.head?.files.get(path);

/** Looks, and does what was shown. */
async function mend(at: Shop): Promise<{ planned: Answer; repaired: Answer }> {
  const before = at.branch.head;
  const planned = await at.says('ada', '/repair');
  expect(planned).toMatchObject({ kind: 'told', code: 'repair-planned' });
  expect(at.branch.head).toEqual(before);
  const repaired = await at.says('ada', planned.next[0] ?? '');
  expect(repaired).toMatchObject({ kind: 'done', code: 'repaired', detail: { steps: planned.detail.steps } });
  return { planned, repaired };
}

describe('/repair', () => {
  test('has nothing to do on a whole branch, and is an administrator’s', async () => {
    const at = shop();
    await at.ship();
    const { head } = at.branch;
    expect(await at.says('ada', '/repair')).toMatchObject({ kind: 'told', code: 'nothing-to-repair' });
    expect(at.branch.head).toEqual(head);
    for (const login of ['alice', 'mona']) {
      expect(await at.says(login, '/repair')).toMatchObject({
        code: 'not-permitted',
        detail: { needed: 'admin (admin)' },
      });
      expect(await at.says(login, '/repair --apply 12345678')).toMatchObject({ code: 'not-permitted' });
    }
  });

  test.each([
    ['signalbox.json', '{ "format": 1'],
    ['repository.json', '<<<<<<< HEAD'],
    ['inputs.json', '{ "outcomes": 7 }'],
    ['repository.json', null],
  ])('gives %s the text back that it had: %j', async (path, text) => {
    const at = shop();
    await at.ship();
    const good = file(at, path);
    const turn = (await at.state()).meta.turn;
    edit(at, { [path]: text });
    // The attempt: what was going on goes on from a guess.
    await expect(at.says('alice', '/lock production --reason now')).rejects.toThrow(EngineUnavailable);
    await expect(at.push('two')).rejects.toThrow(path);
    const { planned } = await mend(at);
    expect(planned.detail.steps).toMatchObject([
      { file: path, remedy: 'restore', commit: expect.any(String) as string },
    ]);
    const after = await at.state();
    expect(after.meta.turn).toBeGreaterThan(turn);
    if (path !== 'inputs.json') expect(good).toBeDefined();
    await at.push('three');
    expect((await at.release(2)).status).toBe('running');
  });

  test('is one commit, with who did it and each file in its trailers, and is answered once', async () => {
    const at = shop(TWO);
    await at.push('one');
    const good = file(at, 'apps/web/open/1.json');
    edit(at, { 'apps/web/open/1.json': '{', 'apps/web/app.json': null });
    const commits = at.branch.commits.length;
    const planned = await at.says('ada', '/repair');
    const id = 'comment:999';
    const first = await at.says('ada', planned.next[0] ?? '', { id });
    const repair = at.branch.commits.find(({ message }) => message.startsWith('ada: repair'));
    expect(repair?.message).toMatch(/\nActor: ada \(\d+\)\n/);
    expect(repair?.message).toMatch(/\nRepaired: apps\/web\/app.json: restore [0-9a-f]{12}\n/);
    expect(repair?.message).toMatch(/\nRepaired: apps\/web\/open\/1.json: restore [0-9a-f]{12}\n/);
    expect(repair?.files.get('apps/web/open/1.json')).toBe(good);
    expect(at.branch.commits.filter(({ message }) => message.startsWith('ada: repair'))).toHaveLength(1);
    expect(at.branch.commits.length).toBeGreaterThan(commits);
    expect(await at.says('ada', planned.next[0] ?? '', { id })).toEqual(first);
    const replies = at.reporter.comments.filter(({ bodies }) => bodies[0]?.includes('is mended'));
    expect(replies).toHaveLength(1);
  });

  test('that is refused changes nothing at all', async () => {
    const at = shop();
    await at.ship();
    edit(at, { 'inputs.json': '{' });
    const { head } = at.branch;
    const shown = await at.says('ada', '/repair');
    const apply = shown.next[0] ?? '';
    expect(await at.says('alice', apply)).toMatchObject({ code: 'not-permitted' });
    expect(await at.says('stranger', apply)).toMatchObject({ code: 'not-permitted' });
    expect(await at.says('ada', apply, { writtenAt: '2026-11-20T11:00:00Z' })).toMatchObject({
      code: 'say-it-again',
    });
    expect(at.branch.head).toEqual(head);
  });

  test('does only what was shown: the token is of that plan', async () => {
    const at = shop();
    await at.ship();
    edit(at, { 'inputs.json': '{' });
    const shown = await at.says('ada', '/repair');
    edit(at, { 'repository.json': '{' });
    const { head } = at.branch;
    const refused = await at.says('ada', shown.next[0] ?? '');
    expect(refused).toMatchObject({ kind: 'refused', code: 'repair-changed' });
    expect(refused.detail.steps).toHaveLength(2);
    // Nothing was changed, not even to remember the refusal in a branch that nobody vouches for.
    expect(at.branch.head).toEqual(head);
    expect(await at.says('ada', refused.next[0] ?? '')).toMatchObject({ code: 'repaired' });
  });

  test('does what was shown although GitHub shows the head of before for a moment', async () => {
    const at = shop();
    await at.ship();
    edit(at, { 'inputs.json': '{' });
    const { next } = await at.says('ada', '/repair');
    const store = memoryStore(at.branch, () => at.now);
    let looks = 0;
    const lagging: StateStore = {
      load: (options) => store.load(options),
      commit: (change) => store.commit(change),
      log: (limit) => store.log(limit),
      examine: async () => {
        looks += 1;
        return { ...(await store.examine()), ...(looks < 3 ? { steps: [] } : {}) };
      },
    };
    const answer = await at.newEngine('app', { store: lagging }).submit({
      kind: 'command',
      id: 'comment:9',
      command: { name: 'repair', apply: next[0]?.split(' ').at(-1) ?? '' },
      actor: at.actor('ada'),
      writtenAt: at.now,
      comment: null,
    });
    expect([answer?.code, looks]).toEqual(['repaired', 3]);
  });

  test('says that all is well where it is, whatever was shown before', async () => {
    const at = shop();
    await at.ship();
    expect(await at.says('ada', '/repair --apply 12345678')).toMatchObject({ code: 'nothing-to-repair' });
  });

  test('does what was shown of one app although the others have gone on', async () => {
    const at = shop(TWO);
    await at.push('both', { 'web/a': '1', 'api/a': '1' });
    edit(at, { 'apps/web/app.json': '{' });
    const shown = await at.says('ada', '/repair');
    const { head } = at.branch;
    expect(await at.says('ada', '/lock production --app api --reason audit')).toMatchObject({ kind: 'done' });
    expect(at.branch.head).not.toEqual(head);
    expect(await at.says('ada', shown.next[0] ?? '')).toMatchObject({ code: 'repaired' });
  });

  test('does not do what was shown when the file would get another text by now', async () => {
    const at = shop(TWO);
    await at.push('both', { 'web/a': '1', 'api/a': '1' });
    const good = file(at, 'apps/web/app.json') ?? '';
    edit(at, { 'apps/web/app.json': '{' });
    const shown = await at.says('ada', '/repair');
    edit(at, { 'apps/web/app.json': good });
    expect(await at.says('ada', '/lock production --app web --reason audit')).toMatchObject({ kind: 'done' });
    edit(at, { 'apps/web/app.json': '{' });
    expect(await at.says('ada', shown.next[0] ?? '')).toMatchObject({ code: 'repair-changed' });
  });

  test('gives an app back what it lost: file, open record, or a file that is too old', async () => {
    for (const damage of ['missing', 'open', 'old'] as const) {
      const at = shop();
      await at.ship('one');
      const old = file(at, 'apps/shop/app.json') ?? '';
      await at.push('two');
      const before = at.branch.head?.files;
      if (damage === 'missing') edit(at, { 'apps/shop/app.json': null });
      if (damage === 'open') edit(at, { 'apps/shop/open/2.json': null });
      if (damage === 'old') edit(at, { 'apps/shop/app.json': old });
      await at.tick(true);
      expect((await at.state()).unreadable).toHaveProperty('shop');
      await mend(at);
      expect((await at.state()).unreadable).toBeUndefined();
      for (const path of ['apps/shop/app.json', 'apps/shop/open/2.json']) {
        expect(file(at, path)).toBe(before?.get(path));
      }
      await at.succeed('staging');
      await at.succeed('production');
      expect((await at.release(2)).status).toBe('succeeded');
    }
  });

  test.each([
    ['that is broken', () => '{ "app": "shop"', /is not JSON/],
    ['that is gone', () => null, /is missing/],
    [
      'of another commit',
      (text: string, sha: string) => text.replaceAll(sha, 'b'.repeat(40)),
      /is of commit b+/,
    ],
  ])('gives a release %s back what it was, before anybody goes back to it', async (_, damage, why) => {
    const at = shop();
    await at.ship('one');
    await at.ship('two');
    const path = 'apps/shop/releases/0/1.json';
    const good = file(at, path) ?? '';
    edit(at, { [path]: damage(good, (await at.release(1)).spec.sha) });
    const { planned } = await mend(at);
    expect(planned.detail.steps).toMatchObject([
      { file: path, remedy: 'restore', problem: expect.stringMatching(why) as string },
    ]);
    expect(file(at, path)).toBe(good);
    expect(await at.says('alice', '/rollback')).toMatchObject({ code: 'rollback-created' });
  });

  test('moves a release aside that never was one, so that the others go on', async () => {
    const at = shop();
    await at.ship('one');
    const path = 'apps/shop/releases/0/1.json';
    const text = file(at, path) ?? '';
    edit(at, { 'apps/shop/open/1.json': text });
    const { planned } = await mend(at);
    expect(planned.detail.steps).toMatchObject([{ file: path, remedy: 'set-aside' }]);
    await at.push('two');
    expect((await at.release(2)).status).toBe('running');
  });

  test('moves aside what was never Signalbox’s, and keeps it to be looked at', async () => {
    const at = shop();
    await at.ship();
    edit(at, { 'apps/shop/open/9.json': '{ "mine": true }' });
    const { planned } = await mend(at);
    expect(planned.detail.steps).toMatchObject([{ file: 'apps/shop/open/9.json', remedy: 'set-aside' }]);
    expect(file(at, 'set-aside/apps/shop/open/9.json')).toBe('{ "mine": true }');
    expect(file(at, 'apps/shop/open/9.json')).toBeUndefined();
    await at.push('next');
    expect((await at.release(2)).status).toBe('running');
  });

  test('makes a page of summaries again from the records', async () => {
    const at = shop();
    await at.ship();
    const page = file(at, 'apps/shop/index/0.json');
    edit(at, { 'apps/shop/index/0.json': null });
    await mend(at);
    expect(file(at, 'apps/shop/index/0.json')).toBe(page);
  });

  test('knows no help for an app whose file was never whole, and the others go on', async () => {
    const at = shop(TWO);
    await at.push('one');
    edit(at, { 'apps/new/app.json': '{' });
    expect(await at.says('ada', '/repair')).toMatchObject({
      kind: 'refused',
      code: 'repair-by-hand',
      detail: { steps: [{ file: 'apps/new/app.json', remedy: 'by-hand' }] },
    });
    expect(await at.says('alice', '/lock production --app api --reason ok')).toMatchObject({
      code: 'locked-now',
    });
  });
});

describe('a branch that was taken back', () => {
  test('is not believed by who saw the later turn; /repair puts every file back, byte for byte', async () => {
    const at = shop();
    await at.ship('one');
    const old = at.branch.head?.oid ?? '';
    await at.ship('two');
    const newest = at.branch.head;
    at.branch.reset(old);
    await expect(at.push('three')).rejects.toThrow(/is at turn \d+; it was at turn \d+/);
    await expect(at.says('alice', '/status')).rejects.toThrow(EngineUnavailable);
    const { planned } = await mend(at);
    expect(planned.detail.steps).toMatchObject([{ remedy: 'put-back', commit: newest?.oid }]);
    for (const [path, text] of newest?.files ?? []) {
      if (path.startsWith('apps/')) expect(file(at, path)).toBe(text);
    }
    await at.tick(true);
    expect((await at.release(3)).spec.description).toContain('three');
  });

  test('nor one that was deleted', async () => {
    const at = shop();
    await at.ship('one');
    const newest = at.branch.head;
    at.branch.reset(null);
    await expect(at.says('alice', '/release')).rejects.toThrow(/the branch is gone; it was at turn/);
    await mend(at);
    expect((await at.state()).meta.turn).toBeGreaterThan(
      JSON.parse(newest?.files.get('signalbox.json') ?? '').turn,
    );
    expect(await at.says('alice', '/release')).toMatchObject({
      code: 'duplicate-release',
      detail: { other: 'v1' },
    });
  });

  test('is found out by a process that saw nothing, before a number is given twice', async () => {
    const at = shop();
    await at.ship('one');
    const old = at.branch.head?.oid ?? '';
    await at.ship('two');
    at.world.deployed('shop', 1);
    at.world.deployed('shop', 2);
    at.branch.reset(old);
    const fresh = at.newEngine();
    const sha = at.world.commit({ message: 'three' });
    const push = { kind: 'push', id: `push:3:${sha}`, ref: 'refs/heads/main', sha } as const;
    const before = at.world.refs.get('refs/heads/main') ?? '';
    await expect(fresh.submit({ ...push, before, actor: at.actor('alice') })).rejects.toThrow(
      /a deployment of shop v2, and here v2 comes next/,
    );
    await expect(fresh.submit({ kind: 'tick', id: 'sweep', sweep: true })).rejects.toThrow(/v2 comes next/);
    expect(at.branch.head?.oid).toBe(old);
  });

  test('is not begun anew for the memory of a refusal', async () => {
    const at = shop();
    at.world.deployed('shop', 7);
    at.world.commit({ message: 'broken', files: { '.github/signalbox.yml': 'signalbox: [' } });
    await expect(at.says('ada', '/hold v7')).rejects.toThrow(/v7, and here v1 comes next/);
    expect(at.branch.head).toBeNull();
  });

  test('without a trace of what was lost goes on after the numbers that GitHub shows', async () => {
    const at = shop();
    at.world.deployed('shop', 7);
    const engine = at.newEngine();
    const sha = at.world.commit({ message: 'again' });
    const actor = at.actor('alice');
    const push = {
      kind: 'push',
      id: 'push',
      ref: 'refs/heads/main',
      sha,
      before: '0'.repeat(40),
      actor,
    } as const;
    await expect(engine.submit(push)).rejects.toThrow(/v7, and here v1 comes next/);
    expect(at.branch.head).toBeNull();
    const { planned } = await mend(at);
    expect(planned.detail.steps).toMatchObject([{ remedy: 'raise-number', app: 'shop', number: 8 }]);
    await engine.submit(push);
    expect((await at.release(8)).spec.sha).toBe(sha);
  });

  test('costs nothing while pushes follow on each other', async () => {
    const at = shop();
    await at.ship('one');
    const asked = (): number => at.facts.asked.filter(({ kind }) => kind === 'traces').length;
    const before = asked();
    await at.push('two');
    await at.push('three');
    expect(asked()).toBe(before);
  });
});
