import type { JsonObject } from '../domain/json.ts';
import { isJsonObject } from '../domain/json.ts';
import type { ReportInput } from '../domain/input.ts';
import type { SignalboxInput } from '../domain/signalbox-input.ts';
import type { Job, Opened } from './job.ts';
import { claimOf, resultOf, textOf } from './job.ts';
import { OUTPUTS_MAX, readOutputFile } from './output-file.ts';
import { refusalOf } from '../store/refusal.ts';
import { missingText, settle } from './settle.ts';
import { TurnsSeen } from './turns-seen.ts';

const STATUSES = ['success', 'failure', 'cancelled'] as const;

/**
 * Says how the job ended. The outputs are logged first, so that they are not lost when the state branch cannot be
 * reached; the attempt is then unknown, not failed, until somebody looks (design, section 6). The job keeps its colour:
 * what it did is done, and a red run would say otherwise.
 */
export async function reportStep(job: Job, input: SignalboxInput): Promise<void> {
  const { tell } = job;
  const outputs = await collectOutputs(job);
  if (outputs !== null) tell.info(`outputs: ${JSON.stringify(outputs)}`);
  const said = job.read('job-status');
  if (said !== statusOf(job)) {
    tell.warn(`job-status is “${said}”, and not one of ${STATUSES.join(', ')}; it counts as failure`);
  }
  const isLegible = outputs !== null || statusOf(job) !== 'success';
  const status = isLegible ? statusOf(job) : 'failure';
  await recordReport(job, input, { status, outputs: outputs ?? {} });
}

async function recordReport(
  job: Job,
  input: SignalboxInput,
  word: Pick<ReportInput, 'status' | 'outputs'>,
): Promise<void> {
  const { tell } = job;
  try {
    const turns = new TurnsSeen();
    const opened = job.open(job.read('token'), {
      onTurn: turns.note.bind(turns),
      ending: { app: input.app, number: input.release },
    });
    const answer = await opened.engine.submit(reportOf(job, input, word));
    if (!answer) return;
    tell.output('result', resultOf(answer, input));
    tell.output('reason', answer.code);
    tell.output('release', answer.detail.release ?? `v${input.release}`);
    if (answer.code === 'reported') tell.output('status', outcomeOf(word.status));
    const text = await textOf(job, answer, 'terminal');
    if (answer.kind === 'refused') {
      await tell.summary(await textOf(job, answer, 'markdown'));
      tell.fail(text);
    } else tell.info(text);
    if (answer.code === 'reported') tell.info(recordedText(word.status));
    await goOn(job, opened, turns);
    const { showAttempt } = await import(/* webpackChunkName: "rest" */ './attempt-report.ts');
    await showAttempt(job, { opened, turns, input });
  } catch (error) {
    tell.warn(unrecorded(await wordsOf(job, error), input, word.status));
  }
}

function outcomeOf(status: ReportInput['status']): 'succeeded' | 'failed' {
  return status === 'success' ? 'succeeded' : 'failed';
}

/** Whoever reads a log wants to know which result it was, not only that there is one. */
function recordedText(status: ReportInput['status']): string {
  return `It has ${outcomeOf(status)}: the job ended with ${status}.`;
}

async function wordsOf(job: Job, error: unknown): Promise<string> {
  const refusal = refusalOf(error);
  if (refusal !== null) return textOf(job, refusal, 'terminal');
  return error instanceof Error ? error.message : String(error);
}

/** What happens next is what `run-outcome.ts` makes of a run that ends without a report. */
function unrecorded(why: string, { environment }: SignalboxInput, status: ReportInput['status']): string {
  const next =
    environment === null
      ? 'Once GitHub says that this run is over, the task counts as failed (report-missing): /retry runs it again.'
      : `The attempt stays unknown, and ${environment.name} taken (report-missing): look what was done, then /unlock ${environment.name} and /retry.`;
  return `That this job ended with ${status} could not be recorded: ${why}. ${next}`;
}

/** Where the Action performs, the job that ends one activity begins the next. That is no fault of this one's work. */
async function goOn(job: Job, opened: Opened, turns: TurnsSeen): Promise<void> {
  try {
    await settle(job, opened, turns);
  } catch (error) {
    job.tell.warn(`What comes next could not be begun; it is tried again: ${String(error)}`);
  }
  const missing = missingText(opened);
  if (missing !== null) job.tell.warn(missing);
}

function reportOf(
  job: Job,
  input: SignalboxInput,
  word: Pick<ReportInput, 'status' | 'outputs'>,
): ReportInput {
  return {
    kind: 'report',
    id: `report:${job.run.id}:${job.run.attempt}`,
    of: claimOf(input),
    run: job.run,
    ...word,
  };
}

/** A result that is none of GitHub's three words, such as `skipped` of a needed job, was no success. */
function statusOf(job: Job): ReportInput['status'] {
  const said = job.read('job-status');
  return STATUSES.find((each) => each === said) ?? 'failure';
}

/** Outputs from the file of this job, or from the `outputs` input of a last job; null when they cannot be read. */
async function collectOutputs(job: Job): Promise<JsonObject | null> {
  const { tell } = job;
  const given = job.read('outputs').trim();
  if (given !== '') return readGiven(job, given);
  const path = tell.saved('output-file');
  if (path === '') return {};
  const text = await tell.readFile(path).catch(() => null);
  if (text === null) {
    // A job may clean up behind itself; how it went is worth more than what it wrote.
    tell.warn('The file $SIGNALBOX_OUTPUT is gone, so the attempt has no outputs.');
    return {};
  }
  const read = readOutputFile(text);
  if (read.ok) return read.outputs;
  tell.fail(`$SIGNALBOX_OUTPUT cannot be read: ${read.message}. It is reported as a failure.`);
  return null;
}

function readGiven(job: Job, text: string): JsonObject | null {
  if (text.length > OUTPUTS_MAX) {
    job.tell.fail(
      `The input \`outputs\` has more than ${OUTPUTS_MAX} characters. It is reported as a failure.`,
    );
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Told below, together with JSON that is no object.
  }
  job.tell.fail('The input `outputs` is not a JSON object. It is reported as a failure.');
  return null;
}
