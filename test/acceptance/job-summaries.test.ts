import { expect, test } from 'vitest';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';

const DEPLOY = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';

/** What people see on the page of the newest run of an activity. */
function pageOf(play: Play, title: string): string {
  const run = play.sandbox.actions
    .listRuns(play.stage.name)
    .find(({ display_title: shown }) => typeof shown === 'string' && shown.startsWith(title));
  return play.sandbox.runs.summary(Number(run?.['id']));
}

test('the page of each run says which release it works on, how it went, and what can be done', async () => {
  const play = await openPlay();
  const held = play.sandbox.runs.hold({ title: 'v1 staging' }, { at: 'after-step', step: DEPLOY });
  await play.push('Add <b>a cart</b> for @acme/ops');
  await held.reached();
  const during = pageOf(play, 'v1 staging');
  expect(during).toMatch(/^### ● Deploys v1 to `staging`\n/);
  expect(during).toContain('by alice on');
  expect(during).toContain('Next: `/hold v1` · `/abort v1` · `/info v1`');
  expect(during).not.toMatch(/<b>|@acme/);
  held.remove();
  await play.until(1, 'succeeded: ');
  await play.sandbox.runs.idle();

  expect(pageOf(play, 'v1 build')).toContain('### ● Does `build` of v1\n');
  const after = pageOf(play, 'v1 staging');
  expect(after).toContain('### ✓ v1 · `staging` succeeded\n');
  expect(after).toContain('- ✓ `build` succeeded · [run](');
  const last = pageOf(play, 'v1 production');
  expect(last).toContain('**✓ v1 succeeded**');
  expect(last).toContain('Next: `/rollback`');
});

test('a run that fails says so on its page, and who asked for the next try', async () => {
  const play = await openPlay();
  const broken = play.sandbox.runs.fail({ title: 'v1 staging' }, DEPLOY);
  await play.push('First');
  await play.until(1, 'failed: ');
  await play.sandbox.runs.idle();
  expect(pageOf(play, 'v1 staging')).toContain('### ✗ v1 · `staging` failed');
  expect(pageOf(play, 'v1 staging')).toContain('`/retry v1`');
  broken.remove();
  await play.asks('bob', '/retry v1');
  await play.until(1, 'succeeded: ');
  await play.sandbox.runs.idle();
  expect(pageOf(play, 'v1 staging')).toContain('- Attempt 2, asked for by bob on');
});
