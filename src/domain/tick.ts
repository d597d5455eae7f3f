import { SIGNALBOX } from './actor.ts';
import { isEqual } from './equal.ts';
import type { RunState, TickInput } from './input.ts';
import { own } from './own.ts';
import type { ReleaseOn } from './policy.ts';
import { keepRefs, noteRef } from './handled-refs.ts';
import { handlePush, handleTag } from './push.ts';
import type { RunAttempt } from './run-outcome.ts';
import { applyDeadline, applyRun, firstRunAttempt, liveRunAttempts } from './run-outcome.ts';
import { vouchForOpen } from './traces.ts';
import type { Turn } from './turn.ts';
import { watchedBy } from './watched-refs.ts';

/**
 * The clock moved: look into attempts that are overdue. A sweep looks into every live attempt and every watched
 * ref besides, so that a webhook that never came costs time and nothing else (invariant 9).
 */
export function handleTick(turn: Turn, input: TickInput): void {
  reconcileRuns(turn, input.sweep);
  if (!input.sweep) return;
  vouchForOpen(turn);
  const policy = turn.policy();
  if (policy) sweepRefs(turn, watchedBy(policy));
  noteSweep(turn, input);
}

/** A sweep that finds nothing leaves nothing behind: its date alone is not worth a commit every few minutes. */
function noteSweep(turn: Turn, input: TickInput): void {
  const { repository } = turn.state;
  // The other front leaves questions to the performer, which has yet to hear them.
  const until = turn.stamp.performs ? input.commentsUntil : undefined;
  const commentsSince = until ?? repository.commentsSince;
  const isNews = !isEqual(turn.state, turn.before) || commentsSince !== repository.commentsSince;
  if (repository.sweptAt !== null && !isNews) return;
  turn.replace({ ...turn.state, repository: { ...repository, sweptAt: turn.now, commentsSince } });
}

function reconcileRuns(turn: Turn, all: boolean): void {
  const found = liveRunAttempts(turn).filter((each) => all || isOverdue(turn, each));
  const runs = turn.facts.all(found.map((each) => () => lookUp(turn, each)));
  found.forEach((each, index) => {
    const run = runs[index] ?? null;
    if (isOverdue(turn, each)) applyDeadline(turn, each, run);
    else applyRun(turn, each, run);
  });
}

/** @returns GitHub's word on the attempt's run. */
export function lookUp(turn: Turn, { attempt }: Pick<RunAttempt, 'attempt'>): RunState | null {
  const run = attempt.run
    ? turn.facts.need('run', { id: attempt.run.id })
    : turn.facts.need('runByNonce', { nonce: attempt.nonce, since: attempt.createdAt });
  return run && firstRunAttempt(run);
}

/** What is unknown has been looked into already; only sweeps look again, in case a run shows up after all. */
function isOverdue(turn: Turn, { attempt }: RunAttempt): boolean {
  return attempt.status !== 'unknown' && attempt.deadline !== undefined && attempt.deadline <= turn.now;
}

/**
 * Handles branches and tags that moved unseen. Refs that were never handled are only noted by the first sweep, and by
 * the first after what is watched has changed: what lay there before is not to be released.
 */
function sweepRefs(turn: Turn, watched: ReleaseOn): void {
  const isFirst = !isEqual(turn.state.repository.watched, watched);
  const present = turn.facts.need('refs', watched);
  keepRefs(
    turn,
    present.map(({ ref }) => ref),
  );
  for (const { ref, sha } of present) {
    const known = own(turn.state.repository.refs, ref);
    if (known === sha) continue;
    if (known === undefined && (isFirst || isPerhapsForgotten(turn, ref))) noteUnlessFull(turn, ref, sha);
    else handleRef(turn, ref, sha, known ?? '0'.repeat(40));
  }
  const { repository } = turn.state;
  turn.replace({ ...turn.state, repository: { ...repository, watched } });
}

/** What was handled and forgotten must not be released again; what was missed can be released by hand. */
function isPerhapsForgotten(turn: Turn, ref: string): boolean {
  return turn.state.repository.refsForgotten === true && ref.startsWith('refs/tags/');
}

/** A forgotten one that is noted again would push out the next, sweep for sweep. */
function noteUnlessFull(turn: Turn, ref: string, sha: string): void {
  if (!isPerhapsForgotten(turn, ref)) noteRef(turn, ref, sha);
}

function handleRef(turn: Turn, ref: string, sha: string, before: string): void {
  if (ref.startsWith('refs/tags/')) {
    const tag = ref.slice('refs/tags/'.length);
    handleTag(turn, { kind: 'tag', id: `tag:${tag}:${sha}`, tag, sha, actor: SIGNALBOX });
  } else {
    handlePush(turn, { kind: 'push', id: `push:${ref}:${sha}`, ref, sha, before, actor: SIGNALBOX });
  }
}
