import { SIGNALBOX } from './actor.ts';
import type { RunState, TickInput } from './input.ts';
import type { Policy } from './policy.ts';
import { handlePush, handleTag, noteRef } from './push.ts';
import type { RunAttempt } from './run-outcome.ts';
import { applyDeadline, applyRun, liveRunAttempts } from './run-outcome.ts';
import type { Turn } from './turn.ts';

/**
 * The clock moved: look into attempts that are overdue. A sweep looks into every live attempt and every watched
 * ref besides, so that a webhook that never came costs time and nothing else (invariant 9).
 */
export function handleTick(turn: Turn, input: TickInput): void {
  reconcileRuns(turn, input.sweep);
  if (!input.sweep) return;
  const policy = turn.policy();
  if (policy) sweepRefs(turn, policy);
  const { repository } = turn.state;
  turn.replace({ ...turn.state, repository: { ...repository, sweptAt: turn.now } });
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
  return attempt.run
    ? turn.facts.need('run', { id: attempt.run.id })
    : turn.facts.need('runByNonce', { nonce: attempt.nonce, since: attempt.createdAt });
}

function isOverdue(turn: Turn, { attempt }: RunAttempt): boolean {
  return attempt.deadline !== undefined && attempt.deadline <= turn.now;
}

/**
 * Handles branches and tags that moved unseen. Refs that were never handled are only noted by the first sweep of a
 * repository: what lay there before Signalbox came is not to be released.
 */
function sweepRefs(turn: Turn, policy: Policy): void {
  const push = Object.values(policy.apps).flatMap((app) => app.releaseOn.push);
  const tag = Object.values(policy.apps).flatMap((app) => app.releaseOn.tag);
  const isFirst = turn.state.repository.sweptAt === null;
  for (const { ref, sha } of turn.facts.need('refs', { push, tag })) {
    const known = turn.state.repository.refs[ref];
    if (known === sha) continue;
    if (isFirst && known === undefined) noteRef(turn, ref, sha);
    else handleRef(turn, ref, sha, known ?? '0'.repeat(40));
  }
}

function handleRef(turn: Turn, ref: string, sha: string, before: string): void {
  if (ref.startsWith('refs/tags/')) {
    const tag = ref.slice('refs/tags/'.length);
    handleTag(turn, { kind: 'tag', id: `tag:${tag}:${sha}`, tag, sha, actor: SIGNALBOX });
  } else {
    handlePush(turn, { kind: 'push', id: `push:${ref}:${sha}`, ref, sha, before, actor: SIGNALBOX });
  }
}
