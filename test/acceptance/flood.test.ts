import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';

/** What one person may in ten minutes. */
const MOST = 30;

test.runIf(FRONT === 'app')(
  '[A28] one person who floods is answered up to a limit, and keeps nobody else waiting',
  async () => {
    const play = await openPlay({ files: JUST_PRODUCTION });
    await play.push('First');
    await play.until(1, 'succeeded: ');
    expect((await play.asks('bob', '/lock production --reason mine')).reactions).toEqual(['eyes', '+1']);
    const said: number[] = [];
    for (let index = 0; index < MOST + 5; index += 1) said.push(await play.says('bob', '/hold v1'));
    await play.waitFor(
      async () => (await answered(play, said)).length === MOST,
      'all the answers that there will be',
    );
    const last = await play.reply(said[MOST - 1] ?? 0);
    expect(last.text).toContain('more than one person may in that time');
    expect((await play.asks('alice', '/unlock production')).reactions).toEqual(['eyes', '+1']);
    expect((await play.asks('bob', '/status')).reactions).toEqual(['eyes', '+1']);
    await play.settled();
    expect(await answered(play, said)).toHaveLength(MOST);
  },
);

test('[A28] what is longer or more tangled than anybody writes is not read, and what comes after it is', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await play.push('First');
  await play.until(1, 'succeeded: ');
  const command = '\n\n/lock production --reason mine';
  const tangled = await play.says('bob', `${'*a_b'.repeat(2500)}${command}`);
  const behind = await play.asks('bob', `${'Long. '.repeat(10_000)}${command}`);
  expect(behind.reactions).toEqual(['eyes', '-1']);
  expect(await play.reactions(tangled)).toEqual([]);
  expect((await play.environment('production'))?.lock).toBeNull();

  const short = await play.asks('bob', `${'Long. '.repeat(100)}${command}`);
  expect(short.reactions).toEqual(['eyes', '+1']);
});

async function answered(play: Play, said: readonly number[]): Promise<readonly number[]> {
  const bodies = (await pages(play)).map(({ body }) => /reply:comment:(\d+)/.exec(body)?.[1]);
  return said.filter((id) => bodies.includes(String(id)));
}

async function pages(play: Play): Promise<readonly { readonly body: string }[]> {
  const path = `/repos/${play.stage.name}/issues/comments?per_page=100`;
  return play.rest(path);
}
