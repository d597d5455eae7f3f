import { expect, test } from 'vitest';
import { openPlay } from '../support/play.ts';

test('[smoke] [CVX-S02] a push becomes v1 and walks through build, staging and production', async () => {
  const play = await openPlay();
  const sha = await play.push('Add a greeting');
  await play.until(1, 'succeeded: ');
  await play.settled();
  expect(play.runs()).toEqual([
    'v1 build: completed success',
    'v1 staging: completed success',
    'v1 production: completed success',
  ]);
  expect(Object.keys(await play.statuses(sha)).sort()).toEqual([
    'signalbox/hello/production',
    'signalbox/hello/staging',
  ]);
  expect(await play.environment('production')).toMatchObject({ pointer: { release: 1, sha } });
});
