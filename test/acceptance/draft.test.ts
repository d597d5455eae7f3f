import { expect, test } from 'vitest';
import { openPlay } from '../support/play.ts';
import { deployments, dispatched } from '../support/seen.ts';

const CONFIG = `signalbox: 1
apps:
  hello: { activate: manual }
environments:
  staging: {}
`;

test('[CVX-S04] [CVX-S05] [HAR-S28] with activate: manual a push makes a draft that touches nothing until /promote', async () => {
  const play = await openPlay({ files: { '.github/signalbox.yml': CONFIG } });
  await play.push('One');
  expect(await play.until(1, 'draft: ')).toBe('draft: build pending, staging pending');
  const second = await play.push('Two');
  await play.until(2, 'draft: ');
  await play.settled();
  const listed = await play.asks('rita', '/releases');
  expect(listed.text).toMatch(/v2[^]*draft[^]*v1[^]*draft/);
  expect(dispatched(play)).toEqual([]);
  expect(await deployments(play)).toEqual([]);

  const which = await play.asks('bob', '/promote');
  expect(which.reactions).toEqual(['eyes', '-1']);
  expect(which.text).toContain('`/promote v1`');
  expect(which.text).toContain('`/promote v2`');
  const refused = await play.asks('rita', '/promote v2');
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(dispatched(play)).toEqual([]);

  const promoted = await play.asks('bob', '/promote v2');
  expect(promoted.reactions).toEqual(['eyes', 'rocket']);
  expect(promoted.text).toContain('v2 is on its way');
  await play.until(2, 'succeeded: ');
  await play.settled();
  expect(await play.progress(1)).toBe('draft: build pending, staging pending');
  expect(await play.environment('staging')).toMatchObject({ pointer: { release: 2, sha: second } });
  expect(dispatched(play)).toEqual(['v2 build #1', 'v2 staging #1']);
});
