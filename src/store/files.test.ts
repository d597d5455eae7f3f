import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anApp, aRelease, aState, ended } from '../../test/contract/state-world.ts';
import type { Json } from '../domain/json.ts';
import { RELEASE_STATUSES } from '../domain/release.ts';
import { withApp, withRelease, type State } from '../domain/state.ts';
import { applyChanges } from './file-map.ts';
import { diffFiles, filesOf, loadedFiles, stateOf } from './files.ts';
import { StateUnreadable } from './store.ts';

const words = fc.string({ maxLength: 12 }).filter((word) => word !== '__proto__');
const RUNS = { numRuns: 40 };
/** Values as JSON has them; `__proto__` is a key that no record keeps. */
const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.stringify(value).replaceAll('__proto__', 'proto'))
  .map((text): Json => JSON.parse(text));
const aReleaseOf = (app: string) =>
  fc
    .record({
      number: fc.integer({ min: 1, max: 250 }),
      status: fc.constantFrom(...RELEASE_STATUSES),
      description: words,
      inputs: fc.dictionary(words, json),
    })
    .map(({ number, status, description, inputs }) =>
      aRelease({ app, number, status, spec: { ...aRelease().spec, description, inputs } }),
    );

/** States of two apps with releases in every status. */
const states = fc
  .tuple(fc.array(aReleaseOf('web'), { maxLength: 5 }), fc.array(aReleaseOf('api-2'), { maxLength: 5 }))
  .map(([web, api]) =>
    [...web, ...api].reduce<State>(
      withRelease,
      ['web', 'api-2'].map((name) => anApp(name, { nextNumber: 251 })).reduce(withApp, aState()),
    ),
  );

test('what was written is what is read', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(stateOf(filesOf(state))).toEqual(state);
    }),
    RUNS,
  );
});

test('the difference of two states leads from one to the other', () => {
  fc.assert(
    fc.property(states, states, (before, after) => {
      const base = filesOf(before);
      const changed = applyChanges(base, diffFiles(base, filesOf(after, base)));
      expect(stateOf(changed)).toEqual({ ...after, releases: { ...before.releases, ...after.releases } });
    }),
    RUNS,
  );
});

test('what the files were before is known by the state that was read from them as well as by their text', () => {
  fc.assert(
    fc.property(states, states, (earlier, later) => {
      const base = filesOf(earlier);
      const before = stateOf(base);
      // Of what they have in common, some records are the very same, and some only say the same.
      const after = { ...later, apps: before.apps, releases: { ...later.releases, ...before.releases } };
      const asNew = { ...after, apps: structuredClone(after.apps) };
      expect(filesOf(after, base, before)).toEqual(filesOf(after, base));
      expect(filesOf(asNew, base, before)).toEqual(filesOf(asNew, base));
    }),
    RUNS,
  );
});

test('fields that this version does not know stay when a record is put together anew', () => {
  const state = aState(aRelease());
  const known = filesOf(state);
  const newer = new Map(
    [...known].map(
      ([path, text]) => [path, JSON.stringify({ ...JSON.parse(text), fromTomorrow: 7 })] as const,
    ),
  );
  const changed = { ...state, meta: { ...state.meta, turn: state.meta.turn + 1 } };
  const [path] = known.keys();
  expect(filesOf(changed, newer, stateOf(newer)).get(path ?? '')).toContain('fromTomorrow');
});

test('a state that did not change changes no file, in whatever layout', () => {
  fc.assert(
    fc.property(states, fc.nat(4), (state, indent) => {
      const base = new Map(
        [...filesOf(state)].map(
          ([path, text]) => [path, JSON.stringify(JSON.parse(text), null, indent)] as const,
        ),
      );
      expect(diffFiles(base, filesOf(stateOf(base), base))).toEqual({ additions: new Map(), deletions: [] });
    }),
    RUNS,
  );
});

describe('files that do not fit together', () => {
  const files = filesOf(aState(aRelease()));
  test.each([
    ['no signalbox.json', 'signalbox.json', { without: 'signalbox.json' }],
    ['no repository.json', 'repository.json', { without: 'repository.json' }],
    ['no inputs.json', 'inputs.json', { without: 'inputs.json' }],
  ])('%s', (_, file, change: { without: string }) => {
    const broken = new Map([...files].filter(([path]) => path !== change.without));
    expect(() => stateOf(broken)).toThrow(StateUnreadable);
    expect(() => stateOf(broken)).toThrow(file);
  });

  const state = withApp(aState(aRelease(), ended(aRelease({ number: 2 }))), anApp('api'));
  const two = filesOf({ ...state, repository: { ...state.repository, numbers: { web: 3, api: 1 } } });
  const older = JSON.stringify({ ...state.apps['web'], nextNumber: 2, summaries: [] });
  test.each<[string, string, Record<string, string | null>, RegExp]>([
    ['a release without its app', 'apps/web/app.json', { 'apps/web/app.json': null }, /is missing/],
    ['an app without a file', 'apps/web/app.json', { web: null }, /is missing/],
    [
      'an app that is an old one',
      'apps/web/app.json',
      { 'apps/web/app.json': older },
      /v2 comes next.*was a v2/,
    ],
    [
      'a number that was used',
      'apps/web/app.json',
      { 'apps/web/app.json': JSON.stringify({ ...state.apps['web'], nextNumber: 1 }) },
      /v1 comes next/,
    ],
    ['an open release that is gone', 'apps/web/open/1.json', { 'apps/web/open/1.json': null }, /is missing/],
    [
      'one release twice',
      'apps/web/releases/0/1.json',
      { 'apps/web/releases/0/1.json': files.get('apps/web/open/1.json') ?? '' },
      /also among the open ones/,
    ],
    [
      'a release that was never made',
      'apps/web/open/9.json',
      { 'apps/web/open/9.json': JSON.stringify(aRelease({ number: 9 })) },
      /does not know/,
    ],
    ['a syntax error', 'apps/web/open/1.json', { 'apps/web/open/1.json': '{ "app": ' }, /is not JSON/],
  ])('%s makes its app unreadable, and no other', (_, file, change, why) => {
    const broken = new Map([...two].filter(([path]) => !('web' in change && path.startsWith('apps/web/'))));
    for (const [path, text] of Object.entries(change)) {
      if (text === null) broken.delete(path);
      else broken.set(path, text);
    }
    const read = stateOf(broken);
    expect(read.unreadable).toEqual({ web: { file, why: expect.stringMatching(why) as string } });
    expect(Object.keys(read.apps)).toEqual(['api']);
    expect(read.releases).toEqual({});
    // What is written then leaves its files as they are.
    expect(diffFiles(broken, filesOf(read, broken))).toEqual({ additions: new Map(), deletions: [] });
  });

  test('a record that nests without end is named like any other that cannot be read', () => {
    const path = 'apps/web/open/1.json';
    const deep = `"inputs": { "a": ${'['.repeat(6000)}${']'.repeat(6000)} }`;
    const broken = new Map([
      ...files,
      [path, (files.get(path) ?? '').replace('"inputs": {}', deep)] as const,
    ]);
    expect(stateOf(broken).unreadable).toMatchObject({ web: { file: path } });
  });

  test('strange files are not ours to judge', () => {
    const more = new Map([
      ...files,
      ['apps/web/open/notes.txt', 'x'],
      ['archive/web/2025/3.json', '{'],
    ] as const);
    expect(stateOf(more)).toEqual(stateOf(files));
  });
});

test('a load shows final releases only when they are wanted', () => {
  const files = filesOf(aState(ended(aRelease({ number: 1 })), aRelease({ number: 2 })));
  expect(Object.keys(stateOf(loadedFiles(files)).releases)).toEqual(['web/2']);
  const wanted = loadedFiles(files, [{ app: 'web', number: 1 }]);
  expect(Object.keys(stateOf(wanted).releases)).toEqual(['web/2', 'web/1']);
});
