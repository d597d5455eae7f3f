import { SIGNALBOX } from './actor.ts';
import { isEqual } from './equal.ts';
import type { RunState, TickInput } from './input.ts';
import { own } from './own.ts';
import { branchRef, tagOf } from './git-ref.ts';
import type { Sha } from './names.ts';
import type { ReleaseOn } from './policy.ts';
import { isPerhapsForgotten, keepRefs, seeRefs } from './handled-refs.ts';
import { handlePush, handleTag } from './push.ts';
import type { RunAttempt } from './run-outcome.ts';
import { applyDeadline, applyRun, firstRunAttempt, liveRunAttempts } from './run-outcome.ts';
import { vouch, vouchForOpen } from './traces.ts';
import type { Turn } from './turn.ts';
import { unlessUnanswered } from './unanswered.ts';
import { watchedBy } from './watched-refs.ts';

/** GitHub's word for no commit. */
const NOTHING = '0'.repeat(40);

/**
 * The clock moved: look into attempts that are overdue. A sweep looks into every live attempt and every watched
 * ref besides, so that a webhook that never came costs time and nothing else (invariant 9).
 */
export function handleTick(turn: Turn, input: TickInput): void {
  reconcileRuns(turn, input.sweep);
  if (!input.sweep) return;
  vouchForOpen(turn);
  if (turn.before.meta.turn === 0) return begin(turn, input);
  // What GitHub cannot say now, the next sweep asks again; nothing else of this one is to be lost over it.
  calmly(turn, () => {
    const policy = turn.policy();
    if (policy) sweepRefs(turn, watchedBy(policy));
  });
  noteSweep(turn, input);
}

/**
 * There is no state yet: the push that brought the config went unheard, or Signalbox was just installed. Most
 * repositories do not use it: to look at them leaves nothing behind.
 */
function begin(turn: Turn, input: TickInput): void {
  const policy = turn.policy();
  if (!policy || input.unheardSince === undefined) return;
  vouch(turn);
  const watched = watchedBy(policy);
  const main = branchRef(policy.defaultBranch);
  const { sha } = turn.facts.need('refs', watched).find(({ ref }) => ref === main) ?? {};
  if (sha === undefined) return;
  handleRef(turn, main, sha, input.unheardSince ?? parentOf(turn, sha));
  sweepRefs(turn, watched);
  noteSweep(turn, input);
}

/** How far back a push went nobody says afterwards: its last commit counts, and not all that lay there. */
function parentOf(turn: Turn, sha: Sha): Sha {
  return turn.facts.need('parent', { sha }) ?? NOTHING;
}

function calmly(turn: Turn, work: () => void): void {
  unlessUnanswered(turn, work, () => undefined);
}

/** A sweep that finds nothing leaves nothing behind: its date alone is not worth a commit every few minutes. */
function noteSweep(turn: Turn, input: TickInput): void {
  const { repository } = turn.state;
  // The other front leaves questions to the performer, which has yet to hear them.
  const until = turn.stamp.performs ? input.commentsUntil : undefined;
  const commentsSince = until ?? repository.commentsSince;
  const isNews = !isEqual(turn.state, turn.before) || commentsSince !== repository.commentsSince;
  if (repository.sweptAt !== null && !isNews) return;
  turn.changeRepository({ sweptAt: turn.now, commentsSince });
}

function reconcileRuns(turn: Turn, all: boolean): void {
  const found = liveRunAttempts(turn).filter((each) => all || isOverdue(turn, each));
  const looks = found.map((each) => (): Look => {
    return unlessUnanswered<Look>(
      turn,
      () => ({ run: lookUp(turn, each) }),
      () => 'unanswered',
    );
  });
  const seen = turn.facts.all(looks);
  found.forEach((each, index) => {
    const look = seen[index] ?? 'unanswered';
    if (look === 'unanswered') return;
    if (isOverdue(turn, each)) applyDeadline(turn, each, look.run);
    else applyRun(turn, each, look.run);
  });
}

/** Null is GitHub's word that there is no such run; where it said nothing, the attempt stays as it is. */
type Look = { readonly run: RunState | null } | 'unanswered';

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

/** Handles branches and tags that moved unseen. */
function sweepRefs(turn: Turn, watched: ReleaseOn): void {
  const present = turn.facts.need('refs', watched);
  keepRefs(
    turn,
    present.map(({ ref }) => ref),
  );
  if (!isEqual(turn.state.repository.watched, watched)) seeRefs(turn, watched);
  for (const { ref, sha } of present) {
    const known = own(turn.state.repository.refs, ref);
    if (known === sha || (known === undefined && isPerhapsForgotten(turn, ref))) continue;
    calmly(turn, () => handleRef(turn, ref, sha, known ?? NOTHING));
  }
}

function handleRef(turn: Turn, ref: string, sha: string, before: string): void {
  const tag = tagOf(ref);
  if (tag === null) {
    handlePush(turn, { kind: 'push', id: `push:${ref}:${sha}`, ref, sha, before, actor: SIGNALBOX });
  } else {
    handleTag(turn, { kind: 'tag', id: `tag:${tag}:${sha}`, tag, sha, actor: SIGNALBOX });
  }
}
