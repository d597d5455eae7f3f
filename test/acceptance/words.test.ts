import { expect, test } from 'vitest';
import { DEPLOY_STEP } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { runIds } from '../support/runs.ts';
import { openPlay } from '../support/play.ts';

const AT_PRODUCTION = { workflow: 'deploy.yml', title: 'production' } as const;

test('[CVX-S09] [CVX-S11] what people read: /status, /releases, /info and /help', async () => {
  const play = await openPlay();
  expect(await said(play, '/releases')).toContain('There is none yet');
  await play.push('Add a **greeting**');
  await play.until(1, 'succeeded: ');
  expect(await said(play, '/status')).toBe(
    [
      '**What runs where**',
      '',
      '| Environment | Runs | Since | What goes on |',
      '| --- | --- | --- | --- |',
      '| `staging` | v1 | <age> |  |',
      '| `production` | v1 | <age> |  |',
      '',
      'Next: `/releases`',
    ].join('\n'),
  );
  expect(await said(play, '/releases')).toBe(
    [
      '**Releases of hello**',
      '',
      '| Release | Status | Commit | Created | Description |',
      '| --- | --- | --- | --- | --- |',
      '| v1 | ✓ succeeded | `<sha>` | <age> | build <sha> Add a \\*\\*greeting\\*\\* |',
      '',
      'Next: `/info v1` · `/status`',
    ].join('\n'),
  );
  const attempt = (number: number): string =>
    `  - attempt 1 succeeded · <age> · took <span> · [run](${play.sandbox.url}/acme/hello/actions/runs/${runIds(play)[number - 1] ?? 0})`;
  expect(await said(play, '/info v1')).toBe(
    [
      '**v1 in full**',
      '',
      '- **Status**: ✓ succeeded',
      '- **What**: build <sha> Add a \\*\\*greeting\\*\\*',
      '- **Commit**: `<sha>` of `main`',
      '- **Created**: <age> (<moment>) by alice, by a push',
      '- **Process**: `default`, as of `<sha>`',
      '',
      '**Phases**',
      '',
      '- ✓ `build` succeeded',
      attempt(1),
      '- ✓ `staging` succeeded',
      attempt(2),
      '- ✓ `production` succeeded',
      attempt(3),
      '',
      'Next: `/status`',
    ].join('\n'),
  );
  const help = await said(play, '/help');
  for (const name of ['release', 'rollback', 'unlock', 'lock', 'hold', 'abort', 'status', 'info', 'help']) {
    expect(help).toContain(`| \`/${name}`);
  }
  expect(await said(play, '/help rollback')).toContain('- `/rollback v12 --cancel` – stop what is deploying');
});

test('[HAR-S34] a release is held, resumed and aborted, and everybody can read who did it and why', async () => {
  const play = await openPlay();
  const held = play.sandbox.runs.hold(AT_PRODUCTION, { at: 'before-step', step: DEPLOY_STEP });
  await play.push('First');
  await held.reached();
  const hold = await said(play, '/hold --reason lunch');
  expect(hold).toContain('Filled in: release v1.\n\n**v1 is on hold**');
  expect(hold).toContain('- Because: lunch\n\nAlready under way, and not stopped: v1 production.');
  expect(await said(play, '/hold v1')).toContain('**v1 is already on hold**');
  const info = await said(play, '/info v1');
  expect(info).toContain('- **Status**: ‖ on hold by bob <age>: lunch');
  expect(info).toContain('Next: `/resume v1` · `/abort v1`');
  expect(await said(play, '/resume')).toContain('**v1 goes on**');
  expect(await said(play, '/resume')).toContain('not on hold');

  expect(await said(play, '/abort --reason wrong button')).toContain('**v1 is being aborted**');
  await said(play, '/abort v1');
  held.remove();
  await play.until(1, 'aborted: ');
  const after = await said(play, '/info v1');
  expect(after).toContain('- **Status**: ■ aborted by bob <age>: wrong button');
  expect(after).toContain('- ■ `production` aborted: it was aborted by bob');
  expect(after).toContain('Next: `/retry v1`');
  expect(await said(play, '/status')).toContain(
    '| `production` | – **uncertain**<br>v1 aborted there | – |  |',
  );
  const done = await said(play, '/abort v1');
  expect(done).toContain('**v1 has come to its end: aborted**\n\nWhat did not succeed can be run again');

  // Not deployed, not passed on: what was aborted can be tried again, under the same number.
  expect(await said(play, '/pin staging --reason keep it')).toContain('**`staging` stays on v1**');
  expect(await said(play, '/pin staging')).toContain('**`staging` is already pinned to v1**');
  expect(await said(play, '/status')).toContain('‖ pinned to v1 by bob <age>: keep it · `/unpin staging`');
  await play.asks('bob', '/retry');
  await play.until(1, 'succeeded: ');
  expect(await play.attempt(1, 'production')).toMatchObject({ number: 2 });
  expect(await play.log()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^bob: hold; v1 on-hold/) as string,
      expect.stringMatching(/^bob: pin staging/) as string,
    ]),
  );
});

/** Bob's question and its answer, with everything that differs from run to run named instead. */
async function said(play: Play, question: string): Promise<string> {
  const { text } = await play.asks('bob', question);
  return text
    .replaceAll(/just now|\d+ (?:s|min|h|d) ago/g, '<age>')
    .replaceAll(/took [^·]+ ·/g, 'took <span> ·')
    .replaceAll(/\d+ \w{3} \d{4}, \d\d:\d\d UTC/g, '<moment>')
    .replaceAll(/\b[0-9a-f]{7}\b/g, '<sha>');
}
