import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckRunJson, ContextJson, StatusContextJson } from './check-contexts.ts';
import { mergeContexts } from './check-contexts.ts';

function run(change: Partial<CheckRunJson> & { readonly app?: string } = {}): CheckRunJson {
  const { app = 'github-actions', ...rest } = change;
  return {
    __typename: 'CheckRun',
    name: 'ci/test',
    status: 'COMPLETED',
    conclusion: 'SUCCESS',
    startedAt: '2026-11-20T12:00:00Z',
    completedAt: '2026-11-20T12:01:00Z',
    detailsUrl: 'https://github.example/acme/shop/runs/1',
    checkSuite: { app: { slug: app }, workflowRun: null },
    ...rest,
  };
}

function status(change: Partial<StatusContextJson> = {}): StatusContextJson {
  return {
    __typename: 'StatusContext',
    context: 'ci/test',
    state: 'SUCCESS',
    targetUrl: null,
    createdAt: '2026-11-20T12:00:00Z',
    ...change,
  };
}

function states(contexts: readonly ContextJson[]): readonly string[] {
  return mergeContexts(contexts).map(({ state }) => state);
}

// Passing conclusions: GitHub documentation, "About protected branches".
test.each([
  ['COMPLETED', 'SUCCESS', 'success'],
  ['COMPLETED', 'NEUTRAL', 'success'],
  ['COMPLETED', 'SKIPPED', 'success'],
  ['COMPLETED', 'FAILURE', 'failure'],
  ['COMPLETED', 'CANCELLED', 'failure'],
  ['COMPLETED', 'TIMED_OUT', 'failure'],
  ['COMPLETED', 'STALE', 'failure'],
  ['COMPLETED', 'STARTUP_FAILURE', 'failure'],
  ['COMPLETED', 'ACTION_REQUIRED', 'failure'],
  ['COMPLETED', 'SOMETHING_NEW', 'failure'],
  ['COMPLETED', null, 'failure'],
  ['QUEUED', null, 'pending'],
  ['IN_PROGRESS', null, 'pending'],
  ['WAITING', null, 'pending'],
  ['PENDING', null, 'pending'],
  ['REQUESTED', null, 'pending'],
  ['SOMETHING_NEW', 'SUCCESS', 'failure'],
])('a check run that is %s with %s is %s', (word, conclusion, expected) => {
  expect(states([run({ status: word, conclusion })])).toEqual([expected]);
});

test.each([
  ['SUCCESS', 'success'],
  ['PENDING', 'pending'],
  ['EXPECTED', 'pending'],
  ['FAILURE', 'failure'],
  ['ERROR', 'failure'],
  ['SOMETHING_NEW', 'failure'],
])('a status that is %s is %s', (word, expected) => {
  expect(states([status({ state: word })])).toEqual([expected]);
});

describe('of several with one name', () => {
  const early = { startedAt: '2026-11-20T12:00:00Z', completedAt: '2026-11-20T12:01:00Z' };
  const late = { startedAt: '2026-11-20T12:05:00Z', completedAt: '2026-11-20T12:06:00Z' };
  const failed = { conclusion: 'FAILURE' };
  const queued = { status: 'QUEUED', conclusion: null, startedAt: null, completedAt: null };
  const working = { status: 'IN_PROGRESS', conclusion: null, completedAt: null };

  test.each<[string, ContextJson[], string[]]>([
    [
      'a later run that failed at once, beside an earlier one that took long',
      [
        run({ completedAt: '2026-11-20T12:30:00Z' }),
        run({ ...late, completedAt: '2026-11-20T12:12:00Z', conclusion: 'FAILURE' }),
      ],
      ['failure'],
    ],
    ['the newest run counts, green', [run({ ...early, ...failed }), run(late)], ['success']],
    ['the newest run counts, red', [run(early), run({ ...late, ...failed })], ['failure']],
    ['one that is not started yet is the newest', [run(late), run(queued)], ['pending']],
    ['one at work is newer than one that ended', [run(early), run({ ...early, ...working })], ['pending']],
    ['the worse counts where time says nothing', [run(early), run({ ...early, ...failed })], ['failure']],
    [
      'apps do not hide each other (A13)',
      [run({ ...early, ...failed }), run({ ...late, app: 'other' })],
      ['failure', 'success'],
    ],
    ['a status does not hide a check run', [run({ ...early, ...failed }), status()], ['failure', 'success']],
    [
      'contexts are compared without case',
      [status({ state: 'FAILURE' }), status({ context: 'CI/test', createdAt: late.startedAt })],
      ['success'],
    ],
  ])('%s', (_, contexts, expected) => {
    expect(states(contexts)).toEqual(expected);
    expect(states(contexts.toReversed()).toSorted()).toEqual(expected.toSorted());
  });
});

test('a check run names the workflow run it belongs to, beyond 32 bits', () => {
  const workflowRun = { url: 'https://github.example/acme/shop/actions/runs/33000000001' };
  const [fact] = mergeContexts([run({ checkSuite: { app: null, workflowRun } })]);
  expect(fact).toMatchObject({ run: '33000000001', app: null });
});

test('the order of entries never changes what counts', () => {
  const anyRun = fc.record({
    name: fc.constantFrom('a', 'b'),
    app: fc.constantFrom('x', 'y'),
    conclusion: fc.constantFrom('SUCCESS', 'FAILURE'),
    startedAt: fc.constantFrom('2026-11-20T12:00:00Z', '2026-11-20T12:00:01Z', null),
  });
  const verdict = (contexts: readonly ContextJson[]): readonly string[] =>
    mergeContexts(contexts)
      .map(({ name, app, state }) => `${app} ${name} ${state}`)
      .toSorted();
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 8 }), (changes) => {
      const contexts = changes.map(run);
      expect(verdict(contexts.toReversed())).toEqual(verdict(contexts));
    }),
  );
});
