import { refuse } from '../domain/answers.ts';
import type { Answer } from '../domain/decision.ts';
import type { CommandInput, MisspeltInput } from '../domain/input.ts';
import { Patience } from '../engine/patience.ts';
import type { PolicySource } from '../facts/facts.ts';
import { FactsUnavailable } from '../facts/facts.ts';
import { refusalOf } from '../store/refusal.ts';
import type { Happening, Sender } from './event.ts';
import { readEvent, UNDERSTOOD } from './event.ts';
import type { Job, Opened } from './job.ts';
import { JOB_PATIENCE } from './job.ts';
import type { RememberingFacts } from './policy-seen.ts';
import type { Outcome } from './front-report.ts';
import { settle } from './settle.ts';
import { TurnsSeen } from './turns-seen.ts';

/** The Action outside of a dispatched run: takes in one event, or sweeps, and does everything that is due. */
export async function runFront(job: Job, work: 'event' | 'sweep'): Promise<void> {
  const { name, payload } = job.event;
  const happening: Happening = work === 'sweep' ? { kind: 'sweep' } : await readEvent(name, payload);
  const turns = new TurnsSeen();
  const opened = job.open(job.read('token'), {
    onTurn: turns.note.bind(turns),
    readsAhead: true,
    ...(happening.kind === 'input' && happening.news ? { news: happening.news } : {}),
  });
  const outcome = await tryIn(job, { opened, turns, happening });
  const { reportFront } = await import(/* webpackChunkName: "rest" */ './front-report.ts');
  await reportFront(job, { opened, turns, outcome });
}

interface Taking {
  readonly opened: Opened;
  readonly turns: TurnsSeen;
  readonly happening: Happening;
}

/** Whatever goes wrong on the way, what was begun is finished, and the job is told. */
async function tryIn(job: Job, { opened, turns, happening }: Taking): Promise<Outcome> {
  const failed = (error: unknown): Outcome => {
    const answer = refusalOf(error);
    return { happening, answer, idle: '', error: answer === null ? error : null, isRed: true };
  };
  try {
    const fence = await fenceOf(job, opened);
    if (fence) return { happening, answer: fence, idle: '', error: null, isRed: true };
    const outcome = await takeIn(job, opened, happening);
    // The turn in which the Action became the performer was not its own yet; what is due is done in the next.
    const isMine = turns.isMoved && turns.state?.meta.performer === 'action';
    if (isMine) await opened.engine.submit({ kind: 'tick', id: 'tick', sweep: false });
    await settle(job, opened, turns);
    return outcome;
  } catch (error) {
    await opened.engine.settled();
    return failed(error);
  }
}

/**
 * A workflow that takes our input deploys behind our step. Started by an event it must not get there: nobody was
 * admitted (invariant 4). It may be called by another one, which alone GITHUB_WORKFLOW_REF names; `job.workflow_ref`
 * names the one that the job is written in (GitHub documentation, "Contexts reference", `job`). Servers that do not
 * know it yet leave it empty: then whatever leads to a deploy is refused.
 */
async function fenceOf(job: Job, { facts }: Opened): Promise<Answer | null> {
  const workflows = await workflowsOf(job, facts);
  const { Problems } = await import(/* webpackChunkName: "rest" */ '../config/problems.ts');
  const { WorkflowBook } = await import(/* webpackChunkName: "rest" */ '../config/workflows.ts');
  const { workflowName } = await import(/* webpackChunkName: "rest" */ '../config/called-workflows.ts');
  const { repository } = job;
  const started = workflowName(job.workflow, repository);
  const own = workflowName(job.read('workflow'), repository);
  if (own === '' && started === '') {
    const message = 'GitHub does not say in which workflow this job is, so it may be one that deploys';
    return refuse('bad-signalbox-input', { message });
  }
  const book = new WorkflowBook(workflows, new Problems());
  const deploys = own === '' ? book.leadsToDeploy(started, repository) : book.deploys(own, repository);
  if (!deploys) return null;
  const isCalled = own !== '' && own !== started;
  const what = isCalled ? `${own}, called by ${started},` : own === '' ? started : own;
  const message = `${what} takes the input signalbox, or is called with it, so only Signalbox may start it. Let another workflow hear events`;
  return refuse('bad-signalbox-input', { message });
}

/** Without an answer nothing may go on, so that it is asked for as long as a turn would be tried. */
async function workflowsOf(job: Job, facts: RememberingFacts): Promise<PolicySource['workflows']> {
  const patience = new Patience({ limit: JOB_PATIENCE, random: job.random });
  for (;;) {
    try {
      return (await facts.readAhead()).workflows;
    } catch (error) {
      facts.dropAhead();
      const pause = error instanceof FactsUnavailable ? patience.next(error) : null;
      if (pause === null) throw error;
      await job.wait(pause);
    }
  }
}

async function takeIn(job: Job, opened: Opened, happening: Happening): Promise<Outcome> {
  const outcome = { happening, answer: null, idle: '', error: null, isRed: false };
  switch (happening.kind) {
    case 'input':
      await opened.engine.submit(happening.input);
      return outcome;
    case 'comment': {
      const { answerComment } = await import(/* webpackChunkName: "rest" */ '../intake/answer-comment.ts');
      // Whether the words are meant for us is no decision: the turn's policy stays for the turn.
      const onlooker = { ...opened, facts: opened.facts.onlooking };
      return { ...outcome, answer: await answerComment(onlooker, happening.input, job.log) };
    }
    case 'command': {
      const answer = await answerDispatch(job, opened, happening);
      // Nobody but the job itself can show it.
      return { ...outcome, answer, isRed: answer?.kind === 'refused' };
    }
    case 'sweep':
      return { ...outcome, idle: await sweepOnce(job, opened) };
    case 'nothing':
      return { ...outcome, idle: happening.why };
    case 'unknown': {
      const { name } = job.event;
      job.tell.notice(`Signalbox does not know the event ${name}. It understands ${UNDERSTOOD.join(', ')}.`);
      return { ...outcome, idle: `Signalbox does not know the event ${name}` };
    }
  }
}

/** @returns why there was nothing to sweep. */
async function sweepOnce({ log }: Job, opened: Opened): Promise<string> {
  const onFailure = (comment: string, error: unknown): void => {
    log.warn('a comment could not be answered; the next sweep tries again', {
      comment,
      error: String(error),
    });
  };
  const { sweep } = await import(/* webpackChunkName: "rest" */ '../intake/sweep.ts');
  // The workflow that this is came to the repository by a push, and was started by it.
  const swept = await sweep(opened, { heardUntil: null, unheardSince: null, onFailure });
  return swept.kind === 'unused' ? 'nothing was ever released here' : '';
}

/** Runs may wait long for a runner, so that it is their creation that says when the command was written. */
async function answerDispatch(
  job: Job,
  opened: Opened,
  { text, sender }: { readonly text: string; readonly sender: Sender },
): Promise<Answer | null> {
  const started = await opened.started();
  const { login, id, isPerson } = started.by ?? sender;
  if (!isPerson) return refuse('not-permitted', { by: login, needed: 'a person', found: 'a program' });
  const common = {
    id: `dispatch:${job.run.id}`,
    actor: { login, id },
    writtenAt: started.at,
    comment: null,
  };
  const { parseLine } = await import(/* webpackChunkName: "rest" */ '../commands/parse-line.ts');
  const { restOf } = await import(/* webpackChunkName: "rest" */ '../commands/spell.ts');
  const understood = parseLine(text);
  const input: CommandInput | MisspeltInput =
    understood.kind === 'command'
      ? { kind: 'command', ...common, command: understood.command, ...restOf(understood.command) }
      : { kind: 'misspelt', ...common, code: understood.code, detail: understood.detail };
  return opened.engine.submit(input);
}
