import { refuse } from '../domain/answers.ts';
import type { Answer } from '../domain/decision.ts';
import { refusalOf } from '../store/refusal.ts';
import { StoreRefused } from '../store/store.ts';
import { claimStep } from './claim-step.ts';
import type { Job } from './job.ts';
import { resultOf, textOf } from './job.ts';
import { readJobInput } from './job-input.ts';
import { reportStep } from './report-step.ts';

/**
 * Our step inside a job that Signalbox dispatched: claim before anything is touched, report when the job ends. The
 * stage `main` saves that it ran; `post` is the stage that finds that.
 */
export async function runStep(job: Job): Promise<void> {
  try {
    await runStage(job);
  } catch (error) {
    const answer = refusalOf(error);
    if (answer === null) throw error;
    fail(job, answer);
  }
}

async function runStage(job: Job): Promise<void> {
  const isPost = job.tell.saved('main-ran') === 'true';
  if (!isPost) job.tell.save('main-ran', 'true');
  const read = readJobInput(job.read('signalbox'));
  if (read.kind !== 'ok') {
    if (!isPost) refuseInput(job, read);
    return;
  }
  if (isPost) {
    // A refused claim turned the job red; that is not how the release's attempt ended.
    const reports = job.tell.saved('admitted') === 'true' && job.read('report') !== 'false';
    return reports ? reportStep(job, read.input) : undefined;
  }
  if (job.read('token') === '') throw new StoreRefused('the input token is empty');
  const command = job.read('command');
  if (command === 'auto') return claimStep(job, read.input);
  if (command === 'report') return reportStep(job, read.input);
  job.tell.fail(`The input \`command\` is “${command}”; it can be auto or report.`);
}

function refuseInput(job: Job, read: { kind: 'none' } | { kind: 'bad'; message: string }): void {
  const message = read.kind === 'bad' ? read.message : 'this run was not dispatched by Signalbox';
  fail(job, refuse('bad-signalbox-input', { message }));
}

function fail(job: Job, answer: Answer): void {
  job.tell.output('result', resultOf(answer, null));
  job.tell.output('reason', answer.code);
  job.tell.fail(textOf(job, answer, 'terminal'));
}
