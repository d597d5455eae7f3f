import { expect, test } from 'vitest';
import { DEPLOY, HEAD, job, last, WORKFLOW } from '../support/jobs-workflow.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';
import { admittedRuns, deployed, endOf, runIds } from '../support/runs.ts';

const files = (jobs: string) => ({ ...JUST_PRODUCTION, [WORKFLOW]: HEAD + jobs });

test('[A4] a second job of a run is let through only while its attempt is at work', async () => {
  const jobs = job('first') + job('second', { more: '    needs: first\n' }) + last(['first', 'second']);
  const play = await openPlay({ files: files(jobs) });
  await play.push('One');
  await play.until(1, 'succeeded: ');
  const [first = 0] = runIds(play);
  expect((await endOf(play, first)).log.split('this run is the one that may work on it')).toHaveLength(3);

  // Between its jobs the second release loses its environment by force, and GitHub the request to cancel its run.
  const step = 'Run actions/checkout@v6';
  const between = play.sandbox.runs.hold({ title: 'v2 ' }, { at: 'before-step', step, job: 'second' });
  const lost = { kind: 'answer', status: 409 } as const;
  play.sandbox.faults.request(({ path }) => path.endsWith('/cancel'), lost, { times: 100 });
  await play.push('Two');
  const second = await between.reached();
  await play.says('alice', '/unlock production --force');
  await play.until(2, 'failed: ');
  await play.push('Three');
  await play.until(3, 'succeeded: ');
  const before = await deployed(play, 'production');
  expect(before?.release).toBe('v3');
  between.remove();
  const late = await endOf(play, second);
  expect(late.conclusion).toBe('failure');
  expect(late.log).toContain('Attempt 1 of production in v2 is over');
  expect(await deployed(play, 'production')).toEqual(before);
  expect(await play.environment('production')).toMatchObject({ pointer: { release: 3 } });
  expect(await admittedRuns(play, 3)).toHaveLength(3);
});

test('of a matrix and several jobs the last one tells how all of it went', async () => {
  const matrix = '    strategy: { fail-fast: false, matrix: { part: [a, b] } }\n';
  const run = `"if [ \${{ matrix.part }} = b ] && grep -q Two site/changes.txt; then exit 1; fi; ${DEPLOY.replaceAll('"', '\\"')}"`;
  const smoke = job('smoke', { more: '    needs: deploy\n', run: 'true' });
  const play = await openPlay({
    files: files(job('deploy', { more: matrix, run }) + smoke + last(['deploy', 'smoke'])),
  });
  await play.push('One');
  await play.until(1, 'succeeded: ');
  await play.push('Two');
  await play.until(2, 'failed: ');
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 1 },
    lastTouch: { release: 2, outcome: 'failed' },
  });
});

test('a workflow whose jobs would each report, or that works without admission, is refused before it is started', async () => {
  const play = await openPlay({ files: files(job('first', { at: '' })) });
  await play.push('One');
  await play.until(1, 'succeeded: ');
  const before = await deployed(play, 'production');

  const forms: readonly [form: string, said: string][] = [
    [
      job('first', { at: '' }) + job('second', { more: '    needs: first\n', at: '' }),
      'several jobs would each report',
    ],
    [
      job('first', { at: '', more: '    strategy: { matrix: { part: [a, b] } }\n' }),
      'several jobs would each report',
    ],
    [job('first', { at: '        with: { command: report }\n' }), 'no step claims the attempt'],
    [job('first', { at: '        continue-on-error: true\n' }), 'take continue-on-error away'],
  ];
  for (const [form, said] of forms) {
    await play.push('Another form', { [WORKFLOW]: HEAD + form });
    expect((await play.asks('alice', '/status')).text).toContain(said);
  }
  expect(runIds(play)).toHaveLength(1);
  expect(await deployed(play, 'production')).toEqual(before);
});
