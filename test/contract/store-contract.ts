import { describe, expect, test } from 'vitest';
import { isFinal } from '../../src/domain/derive.ts';
import type { OwedEffect } from '../../src/domain/effect.ts';
import { withEnvironment, withRelease, type State } from '../../src/domain/state.ts';
import { EMPTY_ENVIRONMENT } from '../../src/domain/environment.ts';
import { RecordTooLarge, type Loaded, type StateStore, StateUnreadable } from '../../src/store/store.ts';
import { aChange, ALICE, anApp, aRelease, aState, ended, EPOCH, releasedIn, turn } from './state-world.ts';

/** One branch that several clients share, and a way around them all. */
export interface StoreWorld {
  /** Another client, which has read nothing yet. */
  client(): StateStore;
  /** What the head holds at that path; null: nothing. */
  file(path: string): Promise<string | null>;
  /** Paths that the newest commit added, changed or deleted. */
  touched(): Promise<readonly string[]>;
  /** A commit that no store makes: the file as some other program would write it. */
  write(path: string, text: string): Promise<void>;
  /** Somebody pushes the commit before the head by force. */
  takeBack(): Promise<void>;
  close(): Promise<void>;
}

/** What every `StateStore` must do; `open` gives a world whose repository has no state branch yet. */
export function storeContract(name: string, open: () => Promise<StoreWorld>): void {
  const check = (title: string, body: (world: StoreWorld) => Promise<void>): void =>
    test(title, async () => {
      const world = await open();
      try {
        await body(world);
      } finally {
        await world.close();
      }
    });

  describe(`${name}: creation`, () => creation(check));
  describe(`${name}: races`, () => races(check));
  describe(`${name}: records`, () => records(check));
  describe(`${name}: releases that are final`, () => finalReleases(check));
  describe(`${name}: what cannot be read`, () => unreadable(check));
  describe(`${name}: memory and history`, () => history(check));
}

type Check = (title: string, body: (world: StoreWorld) => Promise<void>) => void;

function creation(check: Check): void {
  check('an absent branch is an empty state', async (world) => {
    const loaded = await world.client().load();
    expect(loaded).toMatchObject({ head: null, cached: false });
    expect(loaded.state).toMatchObject({ apps: {}, releases: {}, meta: { turn: 0 } });
    expect(loaded.now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await world.client().log(5)).toEqual([]);
  });

  check('the first commit creates the branch, and everybody reads it', async (world) => {
    const store = world.client();
    const { state } = await store.load();
    const after = aState(aRelease());
    const outcome = await store.commit(aChange(null, state, after));
    expect(outcome.kind).toBe('committed');
    const read = await world.client().load();
    expect(read.head).toBe(outcome.kind === 'committed' && outcome.head);
    expect(read.state).toEqual(turn(state, after));
    expect(await world.file('README.md')).toContain('# What runs where');
  });

  check('of two creators one wins', async (world) => {
    const [a, b] = [world.client(), world.client()];
    const [one, two] = await Promise.all([a.load(), b.load()]);
    const outcomes = await Promise.all([
      a.commit(aChange(null, one.state, aState(aRelease({ number: 1 })))),
      b.commit(aChange(null, two.state, aState(aRelease({ number: 2 })))),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['committed', 'conflict']);
    const read = await world.client().load();
    expect(Object.keys(read.state.releases)).toHaveLength(1);
  });

  check('a branch that is there cannot be created again', async (world) => {
    await begun(world);
    const outcome = await world.client().commit(aChange(null, aState(), aState(aRelease({ number: 9 }))));
    expect(outcome).toEqual({ kind: 'conflict' });
    expect((await world.client().load()).state.releases).toHaveProperty('web/1');
  });
}

function races(check: Check): void {
  check('of two clients one wins; the other reads again, and nothing is lost', async (world) => {
    await begun(world);
    const [a, b] = [world.client(), world.client()];
    const [one, two] = await Promise.all([a.load(), b.load()]);
    const outcomes = await Promise.all([
      a.commit(aChange(one.head, one.state, locked(one.state, 'staging'))),
      b.commit(aChange(two.head, two.state, locked(two.state, 'production'))),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['committed', 'conflict']);
    const loser = outcomes[0].kind === 'conflict' ? a : b;
    const environment = loser === a ? 'staging' : 'production';
    const again = await loser.load({ mayBeCached: true });
    expect(again.cached).toBe(false);
    const second = await loser.commit(aChange(again.head, again.state, locked(again.state, environment)));
    expect(second.kind).toBe('committed');
    const read = await world.client().load();
    expect(Object.keys(read.state.apps['web']?.environments ?? {}).sort()).toEqual(['production', 'staging']);
    expect(read.state.meta.turn).toBe(3);
  });

  check('many racers, each until it has won: no number is used twice and none is left out', async (world) => {
    await begun(world);
    const racers = 5;
    const numbers = await Promise.all(Array.from({ length: racers }, () => createRelease(world.client())));
    expect(numbers.sort()).toEqual([2, 3, 4, 5, 6]);
    const read = await world.client().load();
    expect(read.state.meta.turn).toBe(1 + racers);
    expect(Object.keys(read.state.releases)).toHaveLength(1 + racers);
  });
}

function records(check: Check): void {
  check('a record that did not change is not written again', async (world) => {
    await begun(world);
    const store = world.client();
    const { head, state } = await store.load();
    await store.commit(aChange(head, state, withRelease(state, aRelease({ number: 2 }))));
    expect([...(await world.touched())].sort()).toEqual(['apps/web/open/2.json', 'signalbox.json']);
  });

  check('fields of a newer version survive, wherever they are', async (world) => {
    await begun(world);
    await edit(world, 'inputs.json', (inputs) => ({ ...inputs, top: 1 }));
    await edit(world, 'repository.json', (repository) => ({ ...repository, fresh: { a: [1] } }));
    await edit(world, 'apps/web/open/1.json', (release) => ({
      ...release,
      note: 'kept',
      spec: { ...Object(release['spec']), budget: 7 },
    }));
    const store = world.client();
    const { head, state } = await store.load();
    const release = state.releases['web/1'] ?? aRelease();
    const changed = withRelease(
      {
        ...state,
        repository: {
          refs: { 'refs/heads/main': release.spec.sha },
          commentsSince: null,
          sweptAt: EPOCH,
          owed: [],
        },
        outcomes: [
          { input: 'comment:1', at: EPOCH, answer: { kind: 'done', code: 'held', detail: {}, next: [] } },
        ],
      },
      { ...release, status: 'on-hold' },
    );
    expect((await store.commit(aChange(head, state, changed))).kind).toBe('committed');
    expect(JSON.parse((await world.file('inputs.json')) ?? '')).toMatchObject({ top: 1 });
    expect(JSON.parse((await world.file('repository.json')) ?? '')).toMatchObject({
      sweptAt: EPOCH,
      fresh: { a: [1] },
    });
    expect(JSON.parse((await world.file('apps/web/open/1.json')) ?? '')).toMatchObject({
      status: 'on-hold',
      note: 'kept',
      spec: { budget: 7 },
    });
  });

  check(
    'a record that another program wrote in another layout stays as it is until it changes',
    async (world) => {
      await begun(world);
      const text = JSON.stringify(JSON.parse((await world.file('apps/web/open/1.json')) ?? ''));
      await world.write('apps/web/open/1.json', text);
      const store = world.client();
      const { head, state } = await store.load();
      await store.commit(aChange(head, state, withRelease(state, aRelease({ number: 2 }))));
      expect(await world.file('apps/web/open/1.json')).toBe(text);
    },
  );

  check('a record that grew too large is refused before anything is written', async (world) => {
    await begun(world);
    const store = world.client();
    const { head, state } = await store.load();
    const huge = aRelease({ number: 2, spec: { ...aRelease().spec, vars: { A: 'x'.repeat(400_000) } } });
    const writing = store.commit(aChange(head, state, releasedIn(state, huge)));
    await expect(writing).rejects.toThrow(RecordTooLarge);
    await expect(writing).rejects.toMatchObject({ file: 'apps/web/open/2.json' });
    expect((await world.client().load()).head).toBe(head);
  });

  check('text in any script and with any sign comes back as it was', async (world) => {
    const description = 'ünï ✓ 日本 "quoted" \\ back\u2028line\n<b> @alice #12';
    await begun(world, aRelease({ spec: { ...aRelease().spec, description } }));
    const { state } = await world.client().load();
    expect(state.releases['web/1']?.spec.description).toBe(description);
  });

  check('each load is a state of its own', async (world) => {
    await begun(world);
    const store = world.client();
    const one = await store.load();
    const text = JSON.stringify(one.state);
    vandalise(one.state);
    expect(JSON.stringify((await store.load()).state)).toBe(text);
    expect(JSON.stringify((await store.load({ mayBeCached: true })).state)).toBe(text);
  });
}

function finalReleases(check: Check): void {
  const place = { app: 'web', number: 1 };

  check('one that is final moves unchanged, byte for byte, and only a wish loads it', async (world) => {
    const store = world.client();
    const owed: OwedEffect = {
      effect: { kind: 'status', id: 's1', app: 'web', release: 1, environment: 'production' },
      turn: 1,
      leaseUntil: null,
      since: EPOCH,
    };
    await begun(world, ended(aRelease()), [owed]);
    const text = await world.file('apps/web/open/1.json');
    expect(text).toContain('"succeeded"');
    const { head, state } = await store.load();
    const done = { ...state, repository: { ...state.repository, owed: [] } };
    await store.commit(aChange(head, state, done));
    expect(await world.file('apps/web/open/1.json')).toBeNull();
    expect(await world.file('apps/web/releases/0/1.json')).toBe(text);
    expect([...(await world.touched())].sort()).toEqual([
      'apps/web/index/0.json',
      'apps/web/open/1.json',
      'apps/web/releases/0/1.json',
      'repository.json',
      'signalbox.json',
    ]);
    for (const client of [store, world.client()]) {
      expect((await client.load()).state.releases).toEqual({});
      expect((await client.load({ mayBeCached: true })).state.releases).toEqual({});
      expect((await client.load({ want: [place, { app: 'web', number: 7 }] })).state.releases).toEqual({
        'web/1': ended(aRelease()),
      });
    }
  });

  check('a final one that was loaded and did not change is left alone', async (world) => {
    await begun(world, ended(aRelease()));
    const store = world.client();
    const { head, state } = await store.load({ want: [place] });
    await store.commit(aChange(head, state, releasedIn(state, aRelease({ number: 2 }))));
    expect([...(await world.touched())].sort()).toEqual([
      'apps/web/app.json',
      'apps/web/open/2.json',
      'signalbox.json',
    ]);
  });

  check('one that is opened again goes back among the open ones', async (world) => {
    await begun(world, ended(aRelease(), 'failed'));
    const store = world.client();
    const { head, state } = await store.load({ want: [place] });
    await store.commit(aChange(head, state, releasedIn(state, aRelease())));
    expect(await world.file('apps/web/releases/0/1.json')).toBeNull();
    expect((await world.client().load()).state.releases).toEqual({ 'web/1': aRelease() });
    expect(await world.file('apps/web/index/0.json')).toContain('"running"');
  });

  check('the pages of the index hold a hundred each and keep what was on them', async (world) => {
    const store = world.client();
    await begun(world, ended(aRelease({ number: 98 })));
    for (const number of [99, 100]) {
      const { head, state } = await store.load();
      await store.commit(aChange(head, state, releasedIn(state, ended(aRelease({ number })))));
    }
    const numbers = async (path: string): Promise<unknown> =>
      JSON.parse((await world.file(path)) ?? '{}').releases.map((each: { number: number }) => each.number);
    expect(await numbers('apps/web/index/0.json')).toEqual([98, 99]);
    expect(await numbers('apps/web/index/1.json')).toEqual([100]);
    expect(await world.file('apps/web/releases/1/100.json')).not.toBeNull();
  });

  check('a page that is broken is begun anew: it decides nothing', async (world) => {
    await begun(world, ended(aRelease()));
    await world.write('apps/web/index/0.json', '{ broken');
    const store = world.client();
    const { head, state } = await store.load();
    await store.commit(aChange(head, state, releasedIn(state, ended(aRelease({ number: 2 })))));
    expect(await world.file('apps/web/index/0.json')).toContain('release 2');
  });
}

function unreadable(check: Check): void {
  check('a newer format is refused in plain words', async (world) => {
    await begun(world);
    await world.write('signalbox.json', '{ "format": 2, "turns": [] }');
    const reading = world.client().load();
    await expect(reading).rejects.toThrow(StateUnreadable);
    await expect(reading).rejects.toMatchObject({ code: 'state-newer-format', file: 'signalbox.json' });
    await expect(reading).rejects.toThrow(/format 2.*up to 1/);
  });

  check('a branch that asks for a newer Signalbox is refused, and says which', async (world) => {
    await begun(world);
    const meta = (await world.file('signalbox.json')) ?? '';
    await world.write(
      'signalbox.json',
      meta.replace('"format": 1,', '"format": 1, "oldestWriter": "99.2.0",'),
    );
    const reading = world.client().load();
    await expect(reading).rejects.toMatchObject({ code: 'state-newer-format', file: 'signalbox.json' });
    await expect(reading).rejects.toThrow(/asks for Signalbox 99\.2\.0 or newer, and this is/);
    await expect(world.client().examine()).rejects.toMatchObject({ code: 'state-newer-format' });
    // What an equal or older one asks for is no obstacle, and stays.
    await world.write(
      'signalbox.json',
      meta.replace('"format": 1,', '"format": 1, "oldestWriter": "0.0.1",'),
    );
    expect((await world.client().load()).state.meta.oldestWriter).toBe('0.0.1');
  });

  const broken: readonly (readonly [what: string, path: string, text: string, words: RegExp])[] = [
    ['another shape', 'repository.json', '{ "refs": 1 }', /refs/],
    ['conflict markers', 'inputs.json', '<<<<<<< HEAD', /not JSON/],
  ];
  for (const [what, path, text, words] of broken) {
    check(`a file of all with ${what} is named`, async (world) => {
      await begun(world);
      await world.write(path, text);
      const reading = world.client().load();
      await expect(reading).rejects.toThrow(StateUnreadable);
      await expect(reading).rejects.toMatchObject({ code: 'state-unreadable', file: path });
      await expect(reading).rejects.toThrow(words);
    });
  }

  const ofAnApp: readonly (readonly [what: string, path: string, text: string, words: RegExp])[] = [
    ['no JSON', 'apps/web/open/1.json', '{ "app": ', /not JSON/],
    ['another release than its name', 'apps/web/open/3.json', JSON.stringify(aRelease()), /does not belong/],
    ['another app than its folder', 'apps/web/app.json', JSON.stringify(anApp('api')), /does not belong/],
    ['a number that was given before', 'apps/web/app.json', JSON.stringify(anApp('web')), /does not know/],
  ];
  for (const [what, path, text, words] of ofAnApp) {
    check(`a file with ${what} is named, and the other apps go on`, async (world) => {
      await begun(world);
      const first = world.client();
      const { head, state } = await first.load();
      await first.commit(aChange(head, state, releasedIn(state, aRelease({ app: 'api' }))));
      await world.write(path, text);
      const store = world.client();
      const read = await store.load();
      expect(read.state.unreadable).toMatchObject({ web: { why: expect.stringMatching(words) as string } });
      expect(Object.keys(read.state.apps)).toEqual(['api']);
      expect(Object.keys(read.state.releases)).toEqual(['api/1']);
      const next = releasedIn(read.state, aRelease({ app: 'api', number: 2 }));
      expect((await store.commit(aChange(read.head, read.state, next))).kind).toBe('committed');
      expect(await world.file(path)).toBe(text);
      expect(await world.file('README.md')).toContain('cannot be read');
      expect((await world.client().load()).state.unreadable).toEqual(read.state.unreadable);
    });
  }

  check('an examination finds nothing wrong with a whole branch', async (world) => {
    await begun(world);
    const { head, state } = await world.client().load();
    const examined = await world.client().examine();
    expect(examined).toMatchObject({ head, state, steps: [] });
    expect(examined.repairs).toEqual({ additions: new Map(), deletions: [] });
  });

  const damages: readonly (readonly [path: string, text: string])[] = [
    ['signalbox.json', '{'],
    ['repository.json', '{ "refs": 1 }'],
    ['apps/web/app.json', '<<<<<<< HEAD'],
    ['apps/web/open/1.json', '{ "app": "web" }'],
  ];
  check(
    '[A20] a last turn that is still to come is refused, or no time would pass; a repair takes it back',
    async (world) => {
      await begun(world);
      const good = (await world.file('signalbox.json')) ?? '';
      await world.write('signalbox.json', good.replace(/"at": "\d{4}/, '"at": "2999'));
      const reading = world.client().load();
      await expect(reading).rejects.toMatchObject({ code: 'state-unreadable', file: 'signalbox.json' });
      await expect(reading).rejects.toThrow(/the last turn was at 2999-\S+; it is 20/);
      await expect(reading).rejects.toMatchObject({ foundAt: expect.stringMatching(/^20/) });
      const store = world.client();
      const { head, state, steps, repairs } = await store.examine();
      expect(steps).toMatchObject([{ file: 'signalbox.json', remedy: 'restore' }]);
      await store.commit({ ...aChange(head, state, state, 'repair'), repairs });
      expect((await world.client().load()).state.meta.at).toBe(state.meta.at);
      expect(good).toContain(state.meta.at);
    },
  );

  for (const [path, text] of damages) {
    check(`a repair gives ${path} the text back that it had, in one commit`, async (world) => {
      await begun(world);
      const good = await world.file(path);
      await world.write(path, text);
      const store = world.client();
      const { head, state, steps, repairs } = await store.examine();
      expect(steps).toMatchObject([{ file: path, remedy: 'restore' }]);
      expect(repairs.additions.get(path)).toBe(good);
      const outcome = await store.commit({ ...aChange(head, state, state, 'repair'), repairs });
      expect(outcome.kind).toBe('committed');
      if (path.startsWith('apps/')) expect(await world.file(path)).toBe(good);
      const read = await world.client().load();
      expect(read.state).toEqual(turn(state, state));
      expect(await world.client().examine()).toMatchObject({ steps: [] });
    });
  }

  const pages: readonly (readonly [what: string, text: (page: string) => string, words: RegExp])[] = [
    ['is broken', () => '{ broken', /is not JSON/],
    ['has lost a line', (page) => page.replace(/"number": 2/, '"number": 99'), /does not list all/],
  ];
  for (const [what, text, words] of pages) {
    check(`a repair makes a page of summaries that ${what} again from the records`, async (world) => {
      const [path, store] = ['apps/web/index/0.json', world.client()];
      await begun(world, ended(aRelease()));
      const read = await store.load();
      await store.commit(
        aChange(read.head, read.state, releasedIn(read.state, ended(aRelease({ number: 2 })))),
      );
      const good = (await world.file(path)) ?? '';
      await world.write(path, text(good));
      const { head, state, steps, repairs } = await world.client().examine();
      expect(steps).toEqual([
        { file: path, remedy: 'make-again', problem: expect.stringMatching(words) as string },
      ]);
      await world.client().commit({ ...aChange(head, state, state, 'repair'), repairs });
      expect(await world.file(path)).toBe(good);
      expect((await world.client().examine()).steps).toEqual([]);
    });
  }

  check('an app whose name is no name of a folder is refused', async (world) => {
    await begun(world);
    const store = world.client();
    const { head, state } = await store.load();
    for (const app of ['a/b', '..', 'a b', '.git', '']) {
      const change = aChange(head, state, releasedIn(state, aRelease({ app })));
      await expect(store.commit(change)).rejects.toThrow();
    }
    expect((await world.client().load()).head).toBe(head);
  });
}

function history(check: Check): void {
  check('a client may go on from what it committed itself without reading it', async (world) => {
    await begun(world);
    const store = world.client();
    expect((await store.load({ mayBeCached: true })).cached).toBe(false);
    let { head, state }: Pick<Loaded, 'head' | 'state'> = await store.load();
    for (const number of [2, 3]) {
      await store.commit(aChange(head, state, releasedIn(state, aRelease({ number }))));
      const cached = await store.load({ mayBeCached: true });
      expect(cached).toMatchObject({ cached: true });
      expect(cached.head).toBe((await world.client().load()).head);
      expect(cached.state).toEqual((await world.client().load()).state);
      ({ head, state } = cached);
    }
    expect((await store.load()).cached).toBe(false);
  });

  check('a cached head that is no longer the head shows only at the commit', async (world) => {
    await begun(world);
    const [a, b] = [world.client(), world.client()];
    await createRelease(a);
    await createRelease(b);
    const stale = await a.load({ mayBeCached: true });
    expect(stale.cached).toBe(true);
    const late = await a.commit(aChange(stale.head, stale.state, locked(stale.state, 'production')));
    expect(late).toEqual({ kind: 'conflict' });
    const fresh = await a.load({ mayBeCached: true });
    expect(fresh.cached).toBe(false);
    expect(fresh.state.releases).toHaveProperty('web/3');
  });

  check('[A20] a branch on which others went on from an older commit is not what was seen', async (world) => {
    await begun(world);
    const store = world.client();
    await createRelease(store);
    const { head } = await store.load();
    await world.takeBack();
    // The attempt: by their turns alone, commits on top of it look like what comes next.
    const other = world.client();
    for (const _ of [1, 2]) {
      const read = await other.load();
      await other.commit(aChange(read.head, read.state, locked(read.state, 'production')));
    }
    expect((await other.load()).state.meta.turn).toBeGreaterThan(2);
    const reading = store.load();
    await expect(reading).rejects.toMatchObject({ code: 'state-behind-trace' });
    await expect(reading).rejects.toThrow(
      new RegExp(`does not follow turn 2 in commit ${head?.slice(0, 12)}`),
    );

    const examined = await store.examine();
    expect(examined.steps).toMatchObject([{ remedy: 'put-back', commit: head }]);
    const mended = aChange(examined.head, examined.state, examined.state, 'repair');
    await store.commit({ ...mended, repairs: examined.repairs });
    const { state } = await store.load();
    expect(state.releases).toHaveProperty('web/2');
    // Turns that others have seen are not given again.
    expect(state.meta.turn).toBe(4);
    await createRelease(store);
    await createRelease(other);
    expect((await store.load()).state.releases).toHaveProperty('web/4');
  });

  check('the log is newest first, with headline and trailers', async (world) => {
    await begun(world);
    const store = world.client();
    await createRelease(store);
    await createRelease(store);
    const log = await store.log(2);
    expect(log.map(({ message }) => message.split('\n')[0])).toEqual(['web v3: created', 'web v2: created']);
    expect(log[0]?.message).toMatch(/^web v3: created\n\nRelease: web@v1\nTurn: 3(\n|$)/);
    expect(log[0]?.commit).toBe((await store.load()).head);
    expect(log[0]?.at).toMatch(/Z$/);
    expect(await store.log(10)).toHaveLength(3);
  });

  check('foreign text in a message neither forges a trailer nor calls anybody', async (world) => {
    await begun(world);
    const store = world.client();
    const { head, state } = await store.load();
    const change = aChange(head, state, state, 'fix #12 for @bob\n\nTurn: 9999\nsee https://x.example/1');
    await store.commit({
      ...change,
      message: { ...change.message, trailers: [['Actor', 'eve\nTurn: 7'], ...change.message.trailers] },
    });
    const [entry] = await store.log(1);
    expect(entry?.message.split('\n').filter((line) => line.startsWith('Turn:'))).toEqual(['Turn: 2']);
    expect(entry?.message).not.toMatch(/#\d|@bob|:\/\//);
    expect(entry?.message).toContain('fix no.12 for (at)bob');
  });

  check('a state that is not final is never dropped by leaving it out', async (world) => {
    await begun(world);
    const store = world.client();
    const { head, state } = await store.load();
    expect(Object.values(state.releases).some(({ status }) => !isFinal(status))).toBe(true);
    await store.commit(aChange(head, state, { ...state, releases: {} }));
    expect((await world.client().load()).state.releases).toHaveProperty('web/1');
  });
}

/** The branch with its first commit: `v1` of `web`. */
async function begun(
  world: StoreWorld,
  release = aRelease(),
  owed: readonly OwedEffect[] = [],
): Promise<void> {
  const store = world.client();
  const { state } = await store.load();
  const after = aState(release);
  const outcome = await store.commit(
    aChange(null, state, { ...after, repository: { ...after.repository, owed } }),
  );
  expect(outcome.kind).toBe('committed');
}

/** A turn as the engine takes it: again and again until it is in. */
async function createRelease(store: StateStore): Promise<number> {
  for (;;) {
    const { head, state } = await store.load({ mayBeCached: true });
    const number = state.apps['web']?.nextNumber ?? 1;
    const after = releasedIn(state, aRelease({ number }));
    const outcome = await store.commit(aChange(head, state, after, `web v${number}: created`));
    if (outcome.kind === 'committed') return number;
  }
}

function locked(state: State, environment: string): State {
  const lock = { by: ALICE, at: EPOCH, reason: 'disk is full', input: 'comment:1' };
  return withEnvironment(state, 'web', environment, { ...EMPTY_ENVIRONMENT, lock });
}

async function edit(
  world: StoreWorld,
  path: string,
  change: (record: Record<string, unknown>) => object,
): Promise<void> {
  const record: Record<string, unknown> = JSON.parse((await world.file(path)) ?? '');
  await world.write(path, `${JSON.stringify(change(record), null, 2)}\n`);
}

/** Writes into every corner of a state, which its type forbids. */
function vandalise(value: object): void {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null) vandalise(inner);
    else Reflect.set(value, key, 'vandalised');
  }
  if (!Array.isArray(value)) Reflect.set(value, 'vandal', true);
}
