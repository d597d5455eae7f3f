import { expect, test } from 'vitest';
import { openPlay } from '../support/play.ts';
import { dispatchOf, dispatched } from '../support/seen.ts';

const CONFIG = `signalbox: 1
environments:
  eu: { attributes: { type: production, region: eu } }
  us: { attributes: { type: production, region: us } }
processes:
  standard:
    phases:
      - name: production
        deploy: { to: { type: production }, up: deploy.yml }
`;

const DEPLOY = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';

test('[OCU-S13] [OCU-S14] regions of a phase are deployed side by side, fail apart, and go back together', async () => {
  const play = await openPlay({ files: { '.github/signalbox.yml': CONFIG } });
  const both = play.sandbox.runs.hold({ title: 'v1 ' }, { at: 'before-step', step: DEPLOY });
  await play.push('One');
  await play.waitFor(() => both.held.length === 2, 'both regions to be at work at once');
  both.remove();
  await play.until(1, 'succeeded: eu succeeded, us succeeded');

  const failing = play.sandbox.runs.fail({ title: 'v2 us' }, DEPLOY);
  await play.push('Two');
  await play.until(2, 'failed: eu succeeded, us failed');
  failing.remove();
  expect(await play.environment('eu')).toMatchObject({ pointer: { release: 2 } });
  expect(await play.environment('us')).toMatchObject({
    pointer: { release: 1 },
    lastTouch: { outcome: 'failed' },
  });
  const third = await play.push('Three');
  await play.until(3, 'succeeded: ');

  const differ = await play.asks('alice', '/rollback');
  expect(differ.reactions).toEqual(['eyes', '-1']);
  expect(differ.text).toContain('`/rollback v2 eu`');
  expect(differ.text).toContain('`/rollback v1 us`');
  expect((await play.asks('alice', '/rollback v2 production')).text).toContain('v2 never succeeded in `us`');
  expect(await play.environment('eu')).toMatchObject({ pointer: { release: 3, sha: third }, pin: null });

  const back = await play.asks('alice', '/rollback v1 production');
  expect(back.reactions).toEqual(['eyes', 'rocket']);
  expect(back.text).toMatch(/`eu`: v3 goes, v4 comes[^]*`us`: v3 goes, v4 comes/);
  await play.until(4, 'succeeded: eu succeeded, us succeeded');
  for (const region of ['eu', 'us']) {
    expect(dispatchOf(play, 4, region).input.sha).toBe(dispatchOf(play, 1, region).input.sha);
    expect(await play.environment(region)).toMatchObject({ pointer: { release: 4 }, pin: { release: 4 } });
  }
  expect([...dispatched(play)].sort()).toEqual(
    [1, 2, 3, 4].flatMap((each) => [`v${each} eu #1`, `v${each} us #1`]),
  );
});
