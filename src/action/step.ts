import { z } from 'zod';
import { refuse } from '../domain/answers.ts';
import type { Answer } from '../domain/decision.ts';
import { refusalOf } from '../store/refusal.ts';
import { StoreRefused } from '../store/store.ts';
import { claimStep } from './claim-step.ts';
import { runFront } from './front.ts';
import type { Job } from './job.ts';
import { resultOf, textOf } from './job.ts';
import type { JobInput } from './job-input.ts';
import { readJobInput } from './job-input.ts';
import { reportStep } from './report-step.ts';
import { routeOf } from './route.ts';

/**
 * The Action. Inside a job that Signalbox dispatched: claim before anything is touched, report when the job ends.
 * Elsewhere: take in the event that the workflow was started by. The stage `main` saves that it ran; `post` is the stage
 * that finds that.
 */
export async function runStep(job: Job): Promise<void> {
  try {
    await runStage(job);
  } catch (error) {
    const answer = refusalOf(error);
    if (answer === null) throw error;
    await fail(job, answer);
  }
}

async function runStage(job: Job): Promise<void> {
  if (job.tell.saved('main-ran') === 'true') return runPost(job);
  job.tell.save('main-ran', 'true');
  const route = routeOf({
    command: job.read('command'),
    signalbox: job.read('signalbox'),
    event: job.event,
  });
  if (route.kind === 'unknown-command') {
    job.tell.fail(`The input \`command\` is “${route.command}”; it can be auto, reconcile or report.`);
    return;
  }
  if (route.kind === 'event' || route.kind === 'sweep') {
    requireToken(job);
    return runFront(job, route.kind);
  }
  const read = readJobInput(job.read('signalbox'));
  if (read.kind !== 'ok') {
    return refuseInput(job, read);
  }
  const elsewhere = otherBranch(job);
  if (elsewhere !== null) return fail(job, refuse('claim-other-branch', { ref: elsewhere }));
  requireToken(job);
  return route.kind === 'claim' ? claimStep(job, read.input) : reportStep(job, read.input);
}

const dispatched = z.object({ ref: z.string(), repository: z.object({ default_branch: z.string() }) });

/**
 * Whoever may start a workflow may start that of any branch, with the input of a run that Signalbox has started: the steps
 * behind ours would be those of that branch, and the release theirs (invariant 11).
 * @returns the ref that the run is of; null where it is the default branch, or nobody says.
 */
function otherBranch({ event }: Job): string | null {
  const read = event.name === 'workflow_dispatch' ? dispatched.safeParse(event.payload) : null;
  if (!read?.success) return null;
  const { ref, repository } = read.data;
  return ref === `refs/heads/${repository.default_branch}` ? null : ref;
}

/** A refused claim turned the job red; that is not how the release's attempt ended. Events have nothing to report. */
async function runPost(job: Job): Promise<void> {
  if (job.tell.saved('admitted') !== 'true' || job.read('report') === 'false') return;
  const read = readJobInput(job.read('signalbox'));
  if (read.kind === 'ok') await reportStep(job, read.input);
}

function requireToken(job: Job): void {
  if (job.read('token') === '') throw new StoreRefused('missing-permission', 'the input token is empty');
}

async function refuseInput(job: Job, read: Exclude<JobInput, { kind: 'ok' }>): Promise<void> {
  const message = read.kind === 'bad' ? read.message : 'this run was not dispatched by Signalbox';
  await fail(job, refuse('bad-signalbox-input', { message }));
}

async function fail(job: Job, answer: Answer): Promise<void> {
  job.tell.output('result', resultOf(answer, null));
  job.tell.output('reason', answer.code);
  job.tell.fail(await textOf(job, answer, 'terminal'));
}
