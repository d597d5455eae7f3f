import { describe, expect, test } from 'vitest';
import { judgeChecks } from './checks-gate.ts';
import type { CheckFact } from './fact.ts';

const check = (name: string, state: CheckFact['state'], more: Partial<CheckFact> = {}): CheckFact => ({
  name,
  state,
  app: 'github-actions',
  url: null,
  run: null,
  ...more,
});
const none: ReadonlySet<string> = new Set();

describe('required checks', () => {
  test.each<[string, CheckFact[], string]>([
    ['all green', [check('test', 'success'), check('lint', 'success')], 'green'],
    ['one pending', [check('test', 'success'), check('lint', 'pending')], 'pending'],
    ['one missing', [check('test', 'success')], 'missing'],
    ['one red', [check('test', 'success'), check('lint', 'failure')], 'red'],
    ['red beats pending', [check('test', 'pending'), check('lint', 'failure')], 'red'],
    ['red beats missing', [check('lint', 'failure')], 'red'],
    ['pending beats missing', [check('lint', 'pending')], 'pending'],
    ['nothing at all', [], 'missing'],
    ['names in other letters', [check('TEST', 'success'), check('Lint', 'success')], 'green'],
    [
      'others do not count',
      [check('test', 'success'), check('lint', 'success'), check('docs', 'failure')],
      'green',
    ],
  ])('%s', (_what, found, expected) => {
    expect(judgeChecks([{ name: 'test' }, { name: 'lint' }], found, none).state).toBe(expected);
  });

  test('[A13] the same name from two apps must be green from both', () => {
    const found = [check('test', 'success'), check('test', 'failure', { app: 'stranger' })];
    expect(judgeChecks([{ name: 'test' }], found, none).state).toBe('red');
  });

  test('[A13] a pinned app is the only one that counts', () => {
    const required = [{ name: 'test', app: 'github-actions' }];
    expect(judgeChecks(required, [check('test', 'success', { app: 'stranger' })], none).state).toBe(
      'missing',
    );
    const both = [check('test', 'failure', { app: 'stranger' }), check('test', 'success')];
    expect(judgeChecks(required, both, none).state).toBe('green');
  });

  test('our own statuses and runs are left out', () => {
    const required = [{ name: 'signalbox/shop/staging' }, { name: 'deploy' }];
    const found = [
      check('signalbox/shop/staging', 'success', { app: null }),
      check('deploy', 'success', { run: '7' }),
    ];
    expect(judgeChecks(required, found, new Set(['7'])).checks.map((each) => each.state)).toEqual([
      'missing',
      'missing',
    ]);
  });

  test('the list says the state and place of each', () => {
    const found = [check('test', 'failure', { url: 'https://ci.example/1' })];
    expect(judgeChecks([{ name: 'test' }, { name: 'lint' }], found, none).checks).toEqual([
      { name: 'test', state: 'failure', url: 'https://ci.example/1' },
      { name: 'lint', state: 'missing', url: null },
    ]);
  });

  test('where one is missing the others are named, the most alike first, ten at most', () => {
    const others = Array.from({ length: 12 }, (_, at) => check(`build (${String(10 + at)})`, 'success'));
    const found = [...others, check('lint', 'success'), check('test (20)', 'success')];
    const verdict = judgeChecks([{ name: 'CI / test' }, { name: 'lint' }], found, none);
    expect(verdict.reported?.map((each) => each.name)).toEqual([
      'test (20)',
      ...others.slice(0, 9).map((each) => each.name),
    ]);
    expect(judgeChecks([{ name: 'CI / test' }], [...found].reverse(), none).reported).toEqual(
      judgeChecks([{ name: 'CI / test' }], found, none).reported,
    );
  });

  test('neither our own statuses and runs nor names that a red gate has no use for', () => {
    const own = [
      check('signalbox/shop/staging', 'success', { app: null }),
      check('deploy', 'success', { run: '7' }),
    ];
    expect(judgeChecks([{ name: 'test' }], own, new Set(['7'])).reported).toEqual([]);
    expect(judgeChecks([{ name: 'lint' }], [check('lint', 'failure')], none).reported).toBeUndefined();
  });

  test('nothing required is green', () => {
    expect(judgeChecks([], [check('test', 'failure')], none)).toEqual({ state: 'green', checks: [] });
  });
});
