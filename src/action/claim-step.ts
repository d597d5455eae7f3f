import { refuse } from '../domain/answers.ts';
import type { Answer } from '../domain/decision.ts';
import type { ClaimInput } from '../domain/input.ts';
import type { SignalboxInput } from '../domain/signalbox-input.ts';
import { EngineUnavailable } from '../engine/engine.ts';
import type { StateStore } from '../store/store.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Job, Opened } from './job.ts';
import { claimOf, resultOf, textOf } from './job.ts';
import { missingText } from './settle.ts';
import { TurnsSeen } from './turns-seen.ts';

/** How long a reader whose head is older than the dispatch's turn reads again (design, section 6); milliseconds. */
const BEHIND_PATIENCE = 60_000;
const BEHIND_PAUSE = 2_000;

/** Claims the attempt before anything is touched; a refused claim ends the step, and so the job, red. */
export async function claimStep(job: Job, input: SignalboxInput): Promise<void> {
  const turns = new TurnsSeen();
  const opened = job.open(job.read('token'), { readsAhead: true, onTurn: turns.note.bind(turns) });
  const answer = await claim(job, opened, input);
  job.tell.output('result', resultOf(answer, input));
  job.tell.output('reason', answer.code);
  if (answer.kind === 'refused') {
    await job.tell.summary(await textOf(job, answer, 'markdown'));
    job.tell.fail(await textOf(job, answer, 'terminal'));
  } else {
    await admit(job, input, answer.detail.release ?? `v${input.release}`);
  }
  await opened.engine.settled();
  if (answer.kind !== 'refused') {
    const { showAttempt } = await import(/* webpackChunkName: "rest" */ './attempt-report.ts');
    await showAttempt(job, { opened, turns, input });
  }
  const missing = missingText(opened);
  if (missing !== null) job.tell.warn(missing);
}

/**
 * What was read first may be from before the dispatch; then the attempt is unknown there, or still waits, and nothing was
 * committed. So only a job that is told so asks how far it has read, and the others save a request.
 */
async function claim(job: Job, { engine, store }: Opened, input: SignalboxInput): Promise<Answer> {
  const claiming: ClaimInput = {
    kind: 'claim',
    id: `claim:${job.run.id}:${job.run.attempt}`,
    of: claimOf(input),
    run: job.run,
    checkedOut: await job.checkedOut(job.workspace),
    told: input,
    ...(input.performed ? { performed: input.performed } : {}),
  };
  const first = await engine.submit(claiming).catch(nullIfUnavailable);
  if (first !== null && !(first.code === 'claim-unknown' || first.code === 'claim-stale')) return first;
  if (!(await reaches(job, store, input.turn))) {
    return refuse('state-behind', { release: `v${input.release}` });
  }
  return (await engine.submit(claiming)) ?? refuse('claim-unknown');
}

/** GitHub may be away for a moment. */
function nullIfUnavailable(error: unknown): null {
  const cause = error instanceof EngineUnavailable ? error.cause : error;
  if (cause instanceof StoreUnavailable) return null;
  throw error;
}

/**
 * GitHub may show an older head for a moment, or be away for one; a job never decides on a state from before its own
 * dispatch, and is not lost to one bad answer.
 */
async function reaches(job: Job, store: StateStore, turn: number): Promise<boolean> {
  for (let left = BEHIND_PATIENCE; ; left -= BEHIND_PAUSE) {
    const seen = await turnSeen(store, left);
    if (seen !== null && seen >= turn) return true;
    if (left <= 0) return false;
    await job.wait(BEHIND_PAUSE);
  }
}

/** @returns null when GitHub gave no answer, unless none is to be had in the milliseconds that are left. */
async function turnSeen(store: StateStore, left: number): Promise<number | null> {
  try {
    return (await store.load()).state.meta.turn;
  } catch (error) {
    const mayCome = error instanceof StoreUnavailable && left > error.retryAfter * 1000;
    if (!mayCome) throw error;
    return null;
  }
}

/** Hands the rest of the job what it needs, by environment variables and outputs. */
async function admit(job: Job, input: SignalboxInput, release: string): Promise<void> {
  const { tell } = job;
  const file = await tell.file('signalbox-output');
  tell.save('admitted', 'true');
  tell.save('output-file', file);
  const variables: Record<string, string> = {
    SIGNALBOX_APP: input.app,
    SIGNALBOX_RELEASE: release,
    SIGNALBOX_ACTIVITY: input.activity,
    SIGNALBOX_ENVIRONMENT: input.environment?.name ?? '',
    SIGNALBOX_SHA: input.sha,
    SIGNALBOX_URL: input.url ?? '',
    SIGNALBOX_INPUTS: JSON.stringify(input.inputs),
    SIGNALBOX_OUTPUT: file,
  };
  for (const [name, value] of Object.entries(variables)) tell.variable(name, value);
  tell.output('release', release);
  tell.output('status', 'running');
  tell.output('environment', input.environment?.name ?? '');
  tell.output('sha', input.sha);
  tell.output('inputs', JSON.stringify(input.inputs));
  tell.info(`${input.title}: this run is the one that may work on it`);
}
