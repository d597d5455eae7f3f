import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { startRelay } from '../support/relay.ts';
import { admittedRuns, dispatchedInputs } from '../support/runs.ts';

const TWO_BRANCHES = {
  ...JUST_PRODUCTION,
  '.github/signalbox.yml': `signalbox: 1
apps:
  hello: { release-on: { push: [main, next] } }
environments:
  production: {}
`,
};

test('[KUS-S06] [AKK-S06] two pushes at the same moment become two numbers without a gap', async () => {
  const play = await openPlay({ files: TWO_BRANCHES });
  const [main, next] = await pushToBoth(play);
  await play.until(2, 'succeeded: ');
  await play.settled();
  const made = [await play.release(1), await play.release(2)];
  expect(new Set(made.map((release) => release.spec.sha))).toEqual(new Set([main, next]));
  expect(await play.record('apps/hello/app.json')).toMatchObject({ nextNumber: 3 });
  expect((await admittedRuns(play, 2)).length).toBe(play.runs().length);
});

test('twenty commands at once are all answered; through the App they share few commits', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await play.push('First');
  await play.until(1, 'succeeded: ');
  await play.settled();
  const issue = await play.sandbox.as('alice').openIssue(play.stage.name, 'Crowd');
  const before = (await play.log()).length;
  const commands = Array.from({ length: 20 }, (_, index) => {
    const said = ['/lock production --reason mine', '/unlock production', '/pin', '/unpin'];
    return play.says(index % 2 === 0 ? 'alice' : 'bob', said[index % said.length] ?? '', issue);
  });
  const replies = await Promise.all((await Promise.all(commands)).map((comment) => play.reply(comment)));
  await play.settled();
  for (const reply of replies) expect(reply.reactions).toHaveLength(2);
  expect((await play.comments()).filter((each) => each.issue === issue)).toHaveLength(40);
  // Without the App each has a run of its own, and a commit or two.
  expect((await play.log()).length - before).toBeLessThan(FRONT === 'app' ? 10 : 60);
});

test.runIf(FRONT === 'app')(
  'two Apps over one repository admit one run for each attempt, and answer each comment once',
  async () => {
    const play = await openPlay({ files: TWO_BRANCHES, withoutApp: true });
    const apps = [await play.startApp(), await play.startApp()];
    const relay = await startRelay(apps.map((app) => app.webhookUrl));
    play.stage.app.setWebhookUrl(relay.url);
    await pushToBoth(play);
    await play.until(2, 'succeeded: ');
    const said = await Promise.all([
      play.says('bob', '/lock production --reason both'),
      play.says('alice', '/status'),
      play.says('rita', '/abort v1'),
      play.says('bob', '/info v2'),
    ]);
    for (const comment of said) await play.reply(comment);
    await play.settled();
    const dispatched = dispatchedInputs(play).map((text) => (JSON.parse(text) as { nonce: string }).nonce);
    expect(new Set(dispatched).size).toBe(dispatched.length);
    const admitted = await admittedRuns(play, 2);
    expect(new Set(admitted.map((each) => each.replace(/ by run .*/, ''))).size).toBe(admitted.length);
    expect(play.runs()).toHaveLength(admitted.length);
    expect(await play.record('apps/hello/app.json')).toMatchObject({ nextNumber: 3 });
    // Two Apps may both answer a query before either sees the other's answer; the younger one is taken back.
    await play.waitFor(async () => (await play.comments()).length === 2 * said.length, 'one answer for each');
    expect(await play.comments()).toHaveLength(2 * said.length);
  },
);

/** Pushes to two branches; GitHub tells of both at the same moment. */
async function pushToBoth(play: Play): Promise<readonly [string, string]> {
  const { faults } = play.sandbox;
  const as = (login: string) => play.sandbox.as(login);
  // Runs of the Action start by themselves, side by side.
  const kept = faults.delivery((each) => each.event === 'push', { kind: 'keep' }, { times: 2 });
  const [name, files] = [play.stage.name, { 'site/changes.txt': 'both' }];
  const pushed = await Promise.all([
    as('alice').commit(name, { message: 'On main', files }),
    as('bob').commit(name, { message: 'On next', files, branch: 'next' }),
  ]);
  if (play.front === 'app') await play.waitFor(() => kept.struck === 2, 'both webhooks');
  kept.remove();
  return pushed;
}
