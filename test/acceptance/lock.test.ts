import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEPLOY_STEP, JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';
import { admittedRuns, deployed, endOf } from '../support/runs.ts';
import { dispatchOf } from '../support/seen.ts';

const HOUR = 3600;
const DEPLOYS = { workflow: 'deploy.yml' } as const;

test('a lock holds an environment, says who, since when and why, and ends by itself or by /unlock', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  const locked = await play.asks('bob', '/lock production --for 1h --reason the database is being moved');
  expect(locked.reactions).toEqual(['eyes', '+1']);
  expect(locked.text).toMatch(/- By bob, just now \(\d+ \w+ \d{4}, \d\d:\d\d UTC\)/);
  expect(locked.text).toMatch(/- Until .* UTC \(in 1 h\)/);
  expect(locked.text).toContain('- Because: the database is being moved');
  expect(locked.text).toContain('Next: `/unlock production`');
  await play.push('First');
  await play.until(1, 'waiting environment-locked');

  // Everybody sees it, and nobody takes it away by locking again.
  const status = await play.asks('rita', '/status');
  expect(status.text).toContain('locked by bob just now');
  expect(status.text).toContain('the database is being moved · `/unlock production`');
  expect(status.text).toContain('v1 waits: the environment is locked');
  const again = await play.asks('alice', '/lock production --reason mine');
  expect(again.reactions).toEqual(['eyes', '-1']);
  expect(again.text).toContain('**`production` is locked by bob**');
  expect(await play.environment('production')).toMatchObject({ lock: { by: { login: 'bob' } } });
  expect(play.runs()).toEqual([]);

  // After the hour it is gone, and what waited goes on.
  await play.pass(HOUR);
  const deploying = play.sandbox.runs.hold(DEPLOYS, { at: 'before-step', step: DEPLOY_STEP });
  await deploying.reached();
  expect(await play.environment('production')).toMatchObject({ lock: null });

  // A lock does not stop what is out already, and says so.
  const late = await play.asks('alice', '/lock production --reason look first');
  expect(late.text).toContain('Already under way, and not stopped: v1 production.');
  deploying.remove();
  await play.until(1, 'succeeded: ');
  const gone = await play.asks('bob', '/unlock production');
  expect(gone.text).toContain('**The lock on `production` is gone**\n\n- It was set by alice');
});

test('[A4] a lock withdraws a dispatch that is on its way: its run is refused at the fence', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  const onItsWay = play.sandbox.faults.request((request) => request.path.endsWith('/dispatches'), {
    kind: 'hold',
    until,
  });
  // GitHub does not even cancel the run that then starts.
  const { faults } = play.sandbox;
  const busy = { kind: 'answer', status: 502 } as const;
  faults.request((request) => request.path.endsWith('/cancel'), busy, { times: 9 });
  await play.push('First');
  await play.waitFor(() => onItsWay.struck === 1, 'the dispatch');
  const locked = await play.asks('bob', '/lock --reason not now');
  expect(locked.text).toContain('Taken back before it started: v1 production.');
  letGo();
  const [run] = await play.waitFor(
    () => (play.runs().length === 1 ? play.sandbox.actions.listRuns(play.stage.name) : null),
    'the run',
  );
  const refused = await endOf(play, Number(run?.['id']));
  expect(refused.conclusion).toBe('failure');
  expect(refused.log).toContain('Attempt 1 of production in v1 was taken back');
  expect(await deployed(play, 'production')).toBeNull();
  await play.until(1, 'waiting environment-locked');

  await play.asks('bob', '/unlock production');
  await play.until(1, 'succeeded: ');
  expect(await admittedRuns(play, 1)).toEqual([
    expect.stringContaining('v1 production attempt 2 by run') as string,
  ]);
  await play.sandbox.runs.idle();
  expect(play.runs()).toEqual(['v1 production: completed failure', 'v1 production: completed success']);
});

test('[A15] [A16] [A22] what stands in a reason is shown as text and does nothing', async () => {
  const trap = join('/tmp', `signalbox-trap-${process.pid}`);
  const config = `${JUST_PRODUCTION['.github/signalbox.yml'] ?? ''}apps: { hello: { release-on: { push: ['**'] } } }\n`;
  const play = await openPlay({ files: { ...JUST_PRODUCTION, '.github/signalbox.yml': config } });
  const reason = [
    '@acme/everyone <!-- signalbox:reply:comment:1 --> ``` [ok](javascript:alert(1))',
    `$(touch ${trap}) \`touch ${trap}\` ; touch ${trap} ' " \${{ secrets.TOKEN }}`,
    '--for 2h --app other --cancel --force staging </td><b>**v9** #1 https://evil.example ::set-output name=x::y',
  ].join(' ');
  const locked = await play.asks('bob', `/lock production --reason ${reason}`);
  // Everything behind `--reason` is the reason: no flag in it counts.
  const state = await play.environment('production');
  expect(state?.lock?.reason).toBe(reason);
  expect(state?.lock?.until).toBeUndefined();
  for (const text of [locked.text, (await play.asks('bob', '/status')).text]) {
    expect(text).not.toMatch(/@acme|<b>|<\/td>|<!--|\[ok\]\(|[^\\]\*\*v9|#1|https:\/\/evil|\n```/);
    expect(text).toContain('acme/everyone');
  }
  // A forged marker in somebody's reason does not keep a reply from being given, and the log holds no mention.
  const log = await play.repository.git('log', '--format=%B', 'signalbox/releases');
  expect(log).not.toMatch(/@|#|https?:|everyone/);

  const table = `/lock production --reason a | b\u202e\u200b${'x'.repeat(3000)}`;
  expect((await play.asks('bob', table)).text).toContain('is already locked');
  await play.push(`Release $(touch ${trap}) @acme/everyone <!-- x --> \`touch ${trap}\``);
  await play.asks('bob', '/unlock');
  await play.until(1, 'succeeded: ');
  expect((await play.asks('bob', '/info v1')).text).not.toMatch(/@acme|<!--/);
  // A branch's name reaches the job as it is, as a value.
  const branch = `x$(touch\${IFS}${trap})`;
  await play.sandbox
    .as('bob')
    .commit(play.stage.name, { message: 'Two', branch, files: { 'site/two.txt': '2' } });
  await play.until(2, 'succeeded: ');
  expect(dispatchOf(play, 2, 'production').input.ref).toBe(`refs/heads/${branch}`);
  expect(existsSync(trap)).toBe(false);
});
