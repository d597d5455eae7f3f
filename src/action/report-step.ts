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
 * reached; the attempt is then unknown, not failed, until somebody looks (design, section 6).
 */
export async function reportStep(job: Job, input: SignalboxInput): Promise<void> {
  const { tell } = job;
  const outputs = await collectOutputs(job);
  if (outputs === null) return;
  tell.info(`outputs: ${JSON.stringify(outputs)}`);
  const said = job.read('job-status');
  if (said !== statusOf(job)) {
    tell.warn(`job-status is “${said}”, and not one of ${STATUSES.join(', ')}; it counts as failure`);
  }
  try {
    const turns = new TurnsSeen();
    const opened = job.open(job.read('token'), {
      onTurn: turns.note.bind(turns),
      ending: { app: input.app, number: input.release },
    });
    const answer = await opened.engine.submit(reportOf(job, input, outputs));
    if (!answer) return;
    tell.output('result', resultOf(answer, input));
    tell.output('reason', answer.code);
    tell.output('release', answer.detail.release ?? `v${input.release}`);
    if (answer.code === 'reported') {
      tell.output('status', statusOf(job) === 'success' ? 'succeeded' : 'failed');
    }
    const text = await textOf(job, answer, 'terminal');
    if (answer.kind === 'refused') {
      await tell.summary(await textOf(job, answer, 'markdown'));
      tell.fail(text);
    } else tell.info(text);
    await goOn(job, opened, turns);
    const { showAttempt } = await import(/* webpackChunkName: "rest" */ './attempt-report.ts');
    await showAttempt(job, { opened, turns, input });
  } catch (error) {
    const refusal = refusalOf(error);
    const why = refusal === null ? String(error) : await textOf(job, refusal, 'terminal');
    tell.fail(`The report could not be recorded, so the attempt stays unknown: ${why}`);
  }
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

function reportOf(job: Job, input: SignalboxInput, outputs: JsonObject): ReportInput {
  return {
    kind: 'report',
    id: `report:${job.run.id}:${job.run.attempt}`,
    of: claimOf(input),
    run: { id: job.run.id, attempt: job.run.attempt },
    status: statusOf(job),
    outputs,
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
  const read = readOutputFile(await tell.readFile(path));
  if (read.ok) return read.outputs;
  tell.fail(`$SIGNALBOX_OUTPUT cannot be read: ${read.message}. Nothing was reported.`);
  return null;
}

function readGiven(job: Job, text: string): JsonObject | null {
  if (text.length > OUTPUTS_MAX) {
    job.tell.fail(`The input \`outputs\` has more than ${OUTPUTS_MAX} characters. Nothing was reported.`);
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Told below, together with JSON that is no object.
  }
  job.tell.fail('The input `outputs` is not a JSON object. Nothing was reported.');
  return null;
}
