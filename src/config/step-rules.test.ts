import { describe, expect, test } from 'vitest';
import { problemsOf, WORKFLOW } from '../../test/support/config-source.ts';

const CONFIG = 'signalbox: 1\nenvironments: { production: }\n';
const HEAD = WORKFLOW.slice(0, WORKFLOW.indexOf('  work:'));

function check(jobs: string, more: Record<string, string> = {}): string[] {
  return problemsOf(CONFIG, { 'deploy.yml': HEAD + jobs, ...more });
}

/** A job with our step and work behind it. */
function job(name: string, { at = '', more = '' } = {}): string {
  return `  ${name}:\n${more}    steps:\n      - uses: acme/signalbox@v1\n${at}      - run: ./work.sh\n`;
}

const SILENT = '        with: { report: false }\n';
const MATRIX = '    strategy: { matrix: { part: [a, b] } }\n';
const NEEDS = '    needs: work\n';
const LAST =
  '        with: { command: report, job-status: "${{ needs.work.result }}", outputs: "${{ needs.work.outputs.all }}" }\n';
const last = (more = NEEDS, at = LAST) => job('last', { at, more: `${more}    if: always()\n` });
const silent = (name: string, more = '') => job(name, { at: SILENT, more });

const EACH =
  'several jobs would each report, and the first one would end the attempt while others are at work; write here with: { report: false }, and let one last job report, with: { command: report, job-status: "${{ needs.<job>.result }}" }';
const NO_CLAIM =
  'no step claims the attempt, so that work would begin without admission; add before the work: - uses: OWNER/signalbox@v1';

describe('jobs that claim and report', () => {
  test.each<[string, string]>([
    ['one that does both', job('work')],
    ['one that claims, one without the step, and a last one that reports', silent('work') + last()],
    [
      'two that claim, one after the other',
      silent('work') + silent('smoke', NEEDS) + last('    needs: smoke\n'),
    ],
    ['two that claim side by side', silent('work') + silent('other') + last('    needs: [work, other]\n')],
    ['a matrix that claims', silent('work', MATRIX) + last()],
    [
      'a step that says what the default is',
      job('work', { at: '        with: { command: auto, report: true }\n' }),
    ],
    ['no continue-on-error after all', job('work', { at: '        continue-on-error: false\n' })],
    [
      'a report in the job that claims',
      job('work', { at: `${SILENT}      - uses: acme/signalbox@v1\n        with: { command: report }\n` }),
    ],
    ['names of inputs in capitals', job('work', { at: '        with: { REPORT: false }\n' }) + last()],
  ])('%s: all is well', (_what, jobs) => {
    expect(check(jobs)).toEqual(['ok']);
  });

  test.each<[string, string, string[]]>([
    ['two that each report', job('work') + job('other'), [`7:9 ${EACH}`, `11:9 ${EACH}`]],
    ['a second that reports although a last one does', job('work') + last(), [`7:9 ${EACH}`]],
    ['one of two', silent('work') + job('other') + last('    needs: [work, other]\n'), [`12:9 ${EACH}`]],
    ['a matrix', job('work', { more: MATRIX }), [`8:9 ${EACH}`]],
    [
      'a matrix whose jobs report by a step of their own',
      job('work', {
        more: MATRIX,
        at: `${SILENT}      - uses: acme/signalbox@v1\n        with: { command: report }\n`,
      }),
      [
        '11:9 each job of the matrix would report, and the first one would end the attempt while others are at work; let one job without a matrix report, with: { command: report, job-status: "${{ needs.<job>.result }}" }',
      ],
    ],
    [
      'two that report',
      silent('work') + last() + last().replace('last', 'more'),
      [
        '22:17 another step reports already, and the first one ends the attempt; let only one last job report',
      ],
    ],
    [
      'nobody',
      silent('work'),
      [
        '8:17 no job would report; let one last job do it, with: { command: report, job-status: "${{ needs.<job>.result }}" }',
      ],
    ],
    [
      'one that does not wait for another',
      silent('work') + silent('other') + last(),
      ['16:5 this job would report while others are at work; add needs: [other]'],
    ],
    [
      'one that waits for nobody',
      silent('work') + last(''),
      ['11:5 this job would report while others are at work; add needs: [work]'],
    ],
    [
      'one that tells its own status',
      silent('work') + last(NEEDS, '        with: { command: report }\n'),
      [
        '15:9 the job that reports is not the one that works, so that its own status says nothing; add job-status: ${{ needs.<job>.result }}',
      ],
    ],
  ])('%s', (_what, jobs, expected) => {
    expect(check(jobs)).toEqual(expected.map((each) => `deploy.yml:${each}`));
  });
});

describe('work that would begin without admission', () => {
  test.each<[string, string, string[]]>([
    ['only a report', job('work', { at: '        with: { command: report }\n' }), [`8:17 ${NO_CLAIM}`]],
    ['only a sweep', job('work', { at: '        with: { command: reconcile }\n' }), [`8:17 ${NO_CLAIM}`]],
    [
      'a command that nobody knows yet',
      job('work', { at: '        with: { command: "${{ vars.COMMAND }}" }\n' }),
      [
        '8:17 command must be written out: which step claims and which one reports has to be known before the run',
        `8:17 ${NO_CLAIM}`,
      ],
    ],
    [
      'a step that may fail',
      job('work', { at: '        continue-on-error: true\n' }),
      [
        '8:9 work would begin although it was not admitted; take continue-on-error away, so that a refused claim stops the job',
      ],
    ],
    [
      'a step that may fail, as somebody decides later',
      job('work', { at: '        continue-on-error: ${{ vars.LOOSE }}\n' }),
      [
        '8:9 work would begin although it was not admitted; take continue-on-error away, so that a refused claim stops the job',
      ],
    ],
    [
      'a job that may fail',
      job('work', { more: '    continue-on-error: true\n' }),
      [
        '6:5 the jobs behind this one would begin although it was not admitted; take continue-on-error away, so that a refused claim stops them',
      ],
    ],
    [
      'a step that may be skipped',
      job('work', { at: "        if: github.actor != 'bob'\n" }),
      [
        '8:9 where this step is skipped, work begins without admission; take the condition away, or put it on the whole job',
      ],
    ],
  ])('%s', (_what, jobs, expected) => {
    expect(check(jobs)).toEqual(expected.map((each) => `deploy.yml:${each}`));
  });

  test('the step that only reports may fail, and be skipped', () => {
    expect(
      check(silent('work') + last(NEEDS, `${LAST}        continue-on-error: true\n        if: always()\n`)),
    ).toEqual(['ok']);
  });
});

describe('called workflows', () => {
  const call = (name: string, more = ''): string =>
    `  ${name}:\n${more}    uses: ./.github/workflows/part.yml\n`;
  const part = (jobs: string) => ({ 'part.yml': `on: workflow_call\njobs:\n${jobs}` });

  test.each<[string, string, string, string[]]>([
    ['one call', call('work'), job('work'), ['ok']],
    ['all in it', call('ship'), silent('work') + last(), ['ok']],
    ['a report outside', call('work') + last(), silent('inner'), ['ok']],
    [
      'two calls of one that reports',
      call('one') + call('two'),
      job('inner'),
      [`deploy.yml:6:11 in part.yml, job inner: ${EACH}`, `deploy.yml:8:11 in part.yml, job inner: ${EACH}`],
    ],
    [
      'a matrix of calls',
      call('one', MATRIX),
      job('inner'),
      [`deploy.yml:7:11 in part.yml, job inner: ${EACH}`],
    ],
    [
      'a report that does not wait for the call',
      call('work') + last(''),
      silent('inner'),
      ['deploy.yml:8:5 this job would report while others are at work; add needs: [work]'],
    ],
    [
      'a report within that does not wait',
      call('ship'),
      silent('work') + last(''),
      [
        'deploy.yml:6:11 in part.yml, job last: this job would report while others are at work; add needs: [work]',
      ],
    ],
    [
      'a step within that may fail',
      call('ship'),
      job('work', { at: '        continue-on-error: true\n' }),
      [
        'deploy.yml:6:11 in part.yml, job work: work would begin although it was not admitted; take continue-on-error away, so that a refused claim stops the job',
      ],
    ],
  ])('%s', (_what, jobs, inner, expected) => {
    expect(check(jobs, part(inner))).toEqual(expected);
  });

  test('what cannot be looked into may claim or report', () => {
    const foreign = '  work:\n    uses: acme/workflows/.github/workflows/deploy.yml@v1\n';
    expect(check(foreign + last())).toEqual(['ok']);
    expect(check(silent('work') + foreign.replace('work:', 'end:'))).toEqual(['ok']);
    expect(check('  work:\n    steps: [{ uses: ./.github/actions/admit }]\n')).toEqual(['ok']);
  });
});
