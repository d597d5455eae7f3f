import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { admittedRuns } from '../support/runs.ts';
import { dispatched } from '../support/seen.ts';

const CONFIG = '.github/signalbox.yml';
const config = (performer: 'app' | 'action'): string =>
  `signalbox: 1\nperformer: ${performer}\nenvironments:\n  staging: {}\n  production: {}\n`;

// One test with both fronts at work; which project of the tests it runs in makes no difference.
test.runIf(FRONT === 'action')(
  'a repository moves from the Action to the App and back in the middle of a release, and nothing is dispatched twice',
  async () => {
    const play = await openPlay({ front: 'both', files: { [CONFIG]: config('action') } });
    const performer = async () => (await play.record<{ performer: string }>('signalbox.json'))?.performer;
    const held = play.sandbox.runs.hold({ title: 'v1 staging' }, { at: 'start' });
    await play.push('First');
    await held.reached();
    expect(await performer()).toBe('action');

    await play.push('To the App', { [CONFIG]: config('app') });
    await play.waitFor(async () => (await performer()) === 'app', 'the App to perform');
    held.remove();
    await play.until(1, 'succeeded: ');
    const again = play.sandbox.runs.hold({ title: 'v2 production' }, { at: 'start' });
    await again.reached();

    await play.push('Back to the Action', { [CONFIG]: config('action') });
    await play.waitFor(async () => (await performer()) === 'action', 'the Action to perform');
    await play.apps[0]?.stop();
    again.remove();
    await play.until(2, 'succeeded: ');
    await play.until(3, 'succeeded: ');
    expect((await play.asks('bob', '/status')).text).toContain('v3');

    const all = dispatched(play);
    expect(new Set(all).size).toBe(all.length);
    expect(all.toSorted()).toEqual(
      [1, 2, 3].flatMap((number) =>
        ['build', 'production', 'staging'].map((name) => `v${number} ${name} #1`),
      ),
    );
    expect(await admittedRuns(play, 3)).toHaveLength(9);
  },
);

/** Who reacted how to a command, sorted, once both fronts have dealt with it: several processes of one may have. */
async function reactionsTo(play: Play, comment: number): Promise<readonly string[]> {
  await play.reply(comment);
  await play.sandbox.runs.idle();
  await play.waitFor(
    () =>
      play.sandbox.deliveries.every(
        ({ event, attempts }) => event !== 'issue_comment' || attempts.length > 0,
      ),
    'the App to have taken in every comment',
  );
  const list = await play.rest<{ content: string; user: { login: string } }[]>(
    `/repos/${play.stage.name}/issues/comments/${comment}/reactions`,
  );
  return list.map(({ content, user }) => `${content} by ${user.login}`).sort();
}

test.runIf(FRONT === 'action')(
  'with both of them installed, only the performer shows that it has seen a command',
  async () => {
    const play = await openPlay({ front: 'both', files: { [CONFIG]: config('action') } });
    await play.push('First');
    await play.until(1, 'succeeded: ');
    const locking = await play.says('alice', '/lock staging --reason audit');
    expect(await reactionsTo(play, locking)).toEqual([
      '+1 by github-actions[bot]',
      'eyes by github-actions[bot]',
    ]);

    await play.push('To the App', { [CONFIG]: config('app') });
    const performer = async () => (await play.record<{ performer: string }>('signalbox.json'))?.performer;
    await play.waitFor(async () => (await performer()) === 'app', 'the App to perform');
    const unlocking = await play.says('alice', '/signalbox unlock staging');
    expect(await reactionsTo(play, unlocking)).toEqual(['+1 by signalbox[bot]', 'eyes by signalbox[bot]']);
  },
);
