import { expect, test } from 'vitest';
import { openPlay } from '../support/play.ts';
import { deployments, dispatches, numbers, releaseOf } from '../support/seen.ts';

const CONFIG = `signalbox: 1
apps:
  web: { paths: ["web/**"], release-on: { push: main, tag: "web-v*" } }
  api: { paths: ["api/**"], release-on: { push: main, tag: "api-v*" } }
environments:
  staging: {}
`;

test('[OCU-S02] [CVX-S16] [AKK-S06] two apps have their own numbers, paths, tags and statuses, and a command names its app', async () => {
  const play = await openPlay({
    files: { '.github/signalbox.yml': CONFIG, '.github/workflows/build.yml': null },
  });
  const web = await play.push('Only web', { 'web/a.txt': '1\n' });
  await until('web', 1, 'succeeded');
  const api = await play.push('Only api', { 'api/a.txt': '1\n' });
  await until('api', 1, 'succeeded');
  await play.settled();
  expect([await numbers(play, 'web'), await numbers(play, 'api')]).toEqual([[1], [1]]);
  expect(await play.statuses(web)).toEqual({ 'signalbox/web/staging': 'success: web@v1 deployed' });
  expect(await play.statuses(api)).toEqual({ 'signalbox/api/staging': 'success: api@v1 deployed' });
  // Both run in the same environment; neither has replaced the other.
  expect((await deployments(play)).map((each) => `${each.sha} ${each.states.at(-1)}`)).toEqual([
    `${web} success`,
    `${api} success`,
  ]);

  await play.push('Neither of them', {});
  const both = await play.push('Both', { 'web/a.txt': '2\n', 'api/a.txt': '2\n' });
  await until('web', 2, 'succeeded');
  await until('api', 2, 'succeeded');
  expect([(await releaseOf(play, 'web', 2))?.spec.sha, (await releaseOf(play, 'api', 2))?.spec.sha]).toEqual([
    both,
    both,
  ]);
  await play.sandbox.as('alice').tag(play.stage.name, 'api-v9', both);
  await until('api', 3, 'succeeded');
  expect(await numbers(play, 'web')).toEqual([1, 2]);

  const which = await play.asks('alice', '/rollback');
  expect(which.reactions).toEqual(['eyes', '-1']);
  expect(which.text).toContain('Which app?');
  expect(which.text).toMatch(/\/rollback --app web|\/rollback web/);
  const back = await play.asks('alice', '/rollback web@v1');
  expect(back.text).toContain('web@v3 takes `staging` back to web@v1');
  await until('web', 3, 'succeeded');
  expect((await releaseOf(play, 'web', 3))?.spec.sha).toBe(web);
  expect((await play.asks('rita', '/info web@v3')).text).toContain('web@v3');
  expect(await numbers(play, 'api')).toEqual([1, 2, 3]);
  const titles = dispatches(play).map(
    ({ input }) => `${input.app}@v${input.release} ${input.title.replace(/ \[.*/, '')}`,
  );
  expect(new Set(titles).size).toBe(6);
  expect(titles.every((each) => each.split(' ')[0] === each.split(' ')[1])).toBe(true);
  const log = (await play.log()).join('\n');
  expect(log).toContain('web@v3');

  function until(app: string, number: number, status: string) {
    return play.waitFor(
      async () => (await releaseOf(play, app, number))?.status === status,
      `${app}@v${number} to be ${status}`,
    );
  }
});
