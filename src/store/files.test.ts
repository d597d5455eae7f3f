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
    [...web, ...api].reduce<State>(withRelease, withApp(aState(), anApp('api-2', { nextNumber: 251 }))),
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
    ['a release without its app', 'apps/web/app.json', { without: 'apps/web/app.json' }],
    ['one release twice', 'apps/web/releases/0/1.json', { twice: 'apps/web/releases/0/1.json' }],
  ])('%s', (_, file, change: { without?: string; twice?: string }) => {
    const broken = new Map([...files].filter(([path]) => path !== change.without));
    if (change.twice !== undefined) broken.set(change.twice, files.get('apps/web/open/1.json') ?? '');
    expect(() => stateOf(broken)).toThrow(StateUnreadable);
    expect(() => stateOf(broken)).toThrow(file);
  });

  test('a record that nests without end is named like any other that cannot be read', () => {
    const path = 'apps/web/open/1.json';
    const deep = `"inputs": { "a": ${'['.repeat(6000)}${']'.repeat(6000)} }`;
    const broken = new Map([...files, [path, (files.get(path) ?? '').replace('"inputs": {}', deep)] as const]);
    expect(() => stateOf(broken)).toThrow(StateUnreadable);
    expect(() => stateOf(broken)).toThrow(path);
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
