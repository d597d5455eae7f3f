import { describe, expect, test } from 'vitest';
import { aRelease } from '../../test/contract/state-world.ts';
import type { Effect } from '../domain/effect.ts';
import type { ReleaseStatus } from '../domain/release.ts';
import {
  appOfPath,
  checkedAppName,
  finalPath,
  indexPath,
  isFinalPath,
  isHotPath,
  releaseOfPath,
  releasePath,
} from './paths.ts';
import { StateUnreadable } from './store.ts';

describe('where a release belongs', () => {
  const place = { app: 'web', release: 1, environment: 'production' };
  const status: Effect = { kind: 'status', id: 's', ...place };
  const cases: readonly (readonly [ReleaseStatus, string, readonly Effect[], string])[] = [
    ['running', 'nothing', [], 'apps/web/open/1.json'],
    ['draft', 'nothing', [], 'apps/web/open/1.json'],
    ['succeeded', 'nothing', [], 'apps/web/releases/0/1.json'],
    ['superseded', 'nothing', [], 'apps/web/releases/0/1.json'],
    ['failed', 'a status', [status], 'apps/web/open/1.json'],
    ['failed', 'a status of another release', [{ ...status, release: 2 }], 'apps/web/releases/0/1.json'],
    ['failed', 'a status of another app', [{ ...status, app: 'api' }], 'apps/web/releases/0/1.json'],
    [
      'failed',
      'a reply',
      [{ kind: 'reply', id: 'r', input: 'comment:1', issue: 1, comment: '1' }],
      'apps/web/releases/0/1.json',
    ],
  ];
  test.each(cases)('%s, owed: %s', (state, _, effects, path) => {
    const owed = effects.map((effect) => ({
      effect,
      turn: 1,
      leaseUntil: null,
      since: '2026-11-20T12:00:00Z',
    }));
    expect(releasePath(aRelease({ status: state }), owed)).toBe(path);
  });
});

test.each([
  [1, 'apps/web/releases/0/1.json', 'apps/web/index/0.json'],
  [99, 'apps/web/releases/0/99.json', 'apps/web/index/0.json'],
  [100, 'apps/web/releases/1/100.json', 'apps/web/index/1.json'],
  [12345, 'apps/web/releases/123/12345.json', 'apps/web/index/123.json'],
])('v%i has its folder and its page', (number, release, index) => {
  expect(finalPath({ app: 'web', number })).toBe(release);
  expect(indexPath({ app: 'web', number })).toBe(index);
});

test.each(['web', 'web-2', 'Web_App.v2', '.github', 'a..b'])('%s names an app', (name) => {
  expect(checkedAppName(name)).toBe(name);
});

test.each(['', '.', '..', '.git', '.GIT', 'a/b', 'a b', 'ü', 'a\\b', 'a\n'])('%j names no app', (name) => {
  expect(() => checkedAppName(name)).toThrow(StateUnreadable);
});

test.each([
  ['apps/web/open/12.json', { app: 'web', number: 12 }, false, true],
  ['apps/web/releases/0/12.json', { app: 'web', number: 12 }, true, false],
  ['apps/web/open/012.json', null, false, false],
  ['apps/web/open/12.json.bak', null, false, false],
  ['apps/web/index/0.json', null, false, false],
  ['apps/web/app.json', null, false, true],
  ['signalbox.json', null, false, true],
  ['README.md', null, false, false],
])('%s', (path, release, final, hot) => {
  expect(releaseOfPath(path)).toEqual(release);
  expect(isFinalPath(path)).toBe(final);
  expect(isHotPath(path)).toBe(hot);
});

test('an app is known by its file', () => {
  expect(appOfPath('apps/web/app.json')).toBe('web');
  expect(appOfPath('apps/web/open/1.json')).toBeNull();
});
