import { readPolicy } from '../config/read-policy.ts';
import { done, refuse, tell } from '../domain/answers.ts';
import type { Answer } from '../domain/decision.ts';
import type { PolicyAnswer } from '../domain/fact.ts';
import { spellRelease } from '../domain/names.ts';
import type { Release } from '../domain/release.ts';
import { renderJobSummary } from '../views/job-summary.ts';
import { spellingOf } from '../views/next-commands.ts';
import type { Happening } from './event.ts';
import type { Job, Opened } from './job.ts';
import { resultOf, textOf } from './job.ts';
import { missingText } from './settle.ts';
import type { TurnsSeen } from './turns-seen.ts';

/** What came of an event. */
export interface Outcome {
  readonly happening: Happening;
  /** To the command in it, when there was one; or the refusal that kept everything from being done. */
  readonly answer: Answer | null;
  /** Why nothing was to be done, where that can be said. */
  readonly idle: string;
  readonly error: unknown;
  readonly isRed: boolean;
}

interface Work {
  readonly opened: Opened;
  readonly turns: TurnsSeen;
  readonly outcome: Outcome;
}

/** Tells the job what was done: outputs, summary, annotations, and its colour. */
export async function reportFront(job: Job, work: Work): Promise<void> {
  const { opened, turns, outcome } = work;
  const source = opened.facts.seen;
  const read = source ? readPolicy(source) : null;
  const isGone = opened.engine.isPolicyGone();
  const policy = read?.status === 'ok' && !isGone ? read.policy : null;
  const problems = read?.status === 'invalid' ? read.errors : [];
  const spelling = spellingOf(policy, turns.state);
  const isForTheApp = turns.state?.meta.performer === 'app';
  tellOutputs(job, work, spelling.severalApps);
  for (const problem of problems) job.tell.annotate(problem);
  if (isForTheApp) job.tell.notice('Recorded; the App carries it out.');
  await job.tell.summary(
    renderJobSummary({
      answer: outcome.answer,
      releases: turns.changed,
      policy,
      spelling,
      problems,
      isForTheApp,
      missing: [...opened.missing].sort(),
      isPolicyGone: isGone,
      starter: read?.status === 'absent' && !isGone ? { action: job.action } : null,
      idle: outcome.idle,
      now: job.now(),
    }),
  );
  await tellColour(job, work, read);
}

function tellOutputs(job: Job, { turns, outcome }: Work, severalApps: boolean): void {
  const name = (release: Release): string => spellRelease(release, severalApps);
  const created = turns.created[0];
  const about = created ?? turns.changed[0];
  const release = outcome.answer ? outcome.answer.detail.release : about && name(about);
  const meant = turns.changed.find((each) => name(each) === release);
  const answer = outcome.answer ?? answerFor(created && name(created), release);
  const releases = turns.changed.map((each) => ({
    name: name(each),
    app: each.app,
    release: each.number,
    status: each.status,
  }));
  job.tell.output('result', resultOf(answer, releases));
  job.tell.output('release', release ?? '');
  job.tell.output('status', meant?.status ?? '');
  job.tell.output('reason', answer.code);
}

/** What an event that nobody waits on came to, in the catalogue's words. */
function answerFor(created: string | undefined, release: string | undefined): Answer {
  if (created !== undefined) return done('release-created', { release: created });
  if (release !== undefined) return done('release-advanced', { release });
  return tell('nothing-to-do');
}

async function tellColour(job: Job, { opened, outcome }: Work, policy: PolicyAnswer | null): Promise<void> {
  const { tell: say } = job;
  if (outcome.error !== null) say.fail(wordsOf(outcome.error));
  if (outcome.answer) {
    const text = await textOf(job, outcome.answer, 'terminal');
    if (outcome.isRed) say.fail(text);
    else say.info(text);
  }
  const missing = missingText(opened);
  if (missing !== null) say.fail(missing);
  if (!isPush(outcome.happening)) return;
  if (opened.engine.isPolicyGone()) say.fail(await textOf(job, refuse('policy-absent'), 'terminal'));
  else if (policy?.status === 'invalid') {
    say.fail('The config on the default branch has errors, so nothing is released. They are annotated.');
  }
}

function isPush(happening: Happening): boolean {
  return happening.kind === 'input' && ['push', 'tag'].includes(happening.input.kind);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
