import { expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { readTraces } from './traces.ts';

const deployment = (release: string, type = 'Bot') => ({
  payload: { signalbox: { release } },
  creator: { login: 'x', type },
});

test('what a program has deployed names a release', async () => {
  const client = answeringClient(() => [deployment('web/12'), deployment('api/3')]);
  expect(await readTraces(client)).toEqual([
    { app: 'web', release: 12 },
    { app: 'api', release: 3 },
  ]);
});

test.each([
  ['a person', deployment('web/12', 'User')],
  ['a number that is none', deployment('web/x')],
  ['a number after which none could come', deployment('web/99999999999999999999')],
  ['something else', { payload: 'text', creator: { type: 'Bot' } }],
])('%s stops nobody', async (_, found) => {
  expect(await readTraces(answeringClient(() => [found]))).toEqual([]);
});
